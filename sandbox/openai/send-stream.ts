/** Server-sent events of one response, at the pace and with the faults that were asked for. */
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../faults";
import type { OutputItem, Response } from "./response";
import { eventsOf, isDelta, lastEventOf, type StreamEvent } from "./stream-events";

interface Streamed {
  begun: Response;
  output: readonly OutputItem[];
  ended: Response;
  taken: readonly Fault[];
}

const BROKEN = '{"type":"response.output_text.delta","delta":"';

/** Resolves when the last event is out, the stream was cut, or whoever listened has gone. */
export async function sendStream(
  res: ServerResponse,
  { begun, output, ended, taken }: Streamed,
): Promise<void> {
  const events = [...eventsOf(begun, output)];
  const deltas = events.filter(isDelta).length;
  const pace = taken.find(({ kind }) => kind === "pace");
  const trouble = taken.find(({ kind }) => kind === "cut" || kind === "silent" || kind === "status");
  const hasCalls = output.some(({ type }) => type === "function_call");
  const isBroken = taken.some(({ kind }) => kind === "garble") && !hasCalls;
  const gone = new AbortController();
  res.once("close", () => gone.abort());
  let sequence = 0;
  let written = 0;
  const send = (event: StreamEvent) => {
    res.write(`event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: sequence })}\n\n`);
    sequence += 1;
  };
  try {
    for (const event of events) {
      if (isDelta(event)) {
        const pauseMs = written === 0 ? pace?.delayMs : pace?.afterMs;
        if (pauseMs) await wait(pauseMs, undefined, { signal: gone.signal });
        if (written === Math.floor(deltas / 2)) {
          if (trouble) return endBadly(res, trouble, { begun, send });
          if (isBroken) res.write(`event: ${event.type}\ndata: ${BROKEN}\n\n`);
        }
        written += 1;
      }
      send(event);
    }
    // What has no words at all comes no sooner, and goes wrong all the same.
    if (written === 0 && pace?.delayMs) await wait(pace.delayMs, undefined, { signal: gone.signal });
    if (written === 0 && trouble) return endBadly(res, trouble, { begun, send });
    send(lastEventOf(ended));
    res.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

function endBadly(
  res: ServerResponse,
  { kind, status = 500 }: Fault,
  { begun, send }: { begun: Response; send: (event: StreamEvent) => void },
): void {
  if (kind === "silent") return;
  // After what was written, without the end of the message.
  if (kind === "cut") return res.socket?.destroySoon();
  if (status === 429)
    send({
      type: "error",
      code: "rate_limit_exceeded",
      message: "Rate limit reached for requests.",
      param: null,
    });
  else
    send({
      type: "response.failed",
      response: {
        ...begun,
        status: "failed",
        error: { code: "server_error", message: "The sandbox was told to fail." },
      },
    });
  res.end();
}
