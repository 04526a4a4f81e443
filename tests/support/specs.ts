import { afterAll, expect } from "vitest";
import { z } from "zod";
import { judgeElevenLabsMessage } from "./specs-agent-socket";
import { judgeRestRequest } from "./specs-rest";
import { judgeTwiml } from "./specs-twiml";
import { Sandbox } from "./telephone";

/** Holds what the product said to the vendors' stand-ins against what the vendors publish (tests/support/specs). */
const recording = z.looseObject({
  seq: z.number(),
  vendor: z.enum(["twilio", "elevenlabs", "openai"]),
  kind: z.enum(["rest", "twiml", "webhook", "socket"]),
  direction: z.enum(["in", "out"]),
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.number().optional(),
  contentType: z.string().optional(),
  body: z.unknown().optional(),
  message: z.unknown().optional(),
  document: z.string().optional(),
});
export type Recording = z.output<typeof recording>;

/** Alerts by which Twilio says that the product broke the contract; a connection that was cut is none of them (twilio.md §3.5). */
const BREACHES = (code: number) =>
  (code >= 12_000 && code < 14_000) ||
  code === 11_750 ||
  (code >= 31_922 && code <= 31_951 && code !== 31_924);

/** What is wrong with one exchange; empty: nothing. */
export function judge(given: Recording): string[] {
  const faults = faultsOf(given);
  return faults.map((fault) => `#${given.seq} ${given.vendor} ${given.kind} ${given.path ?? ""}: ${fault}`);
}

function faultsOf(given: Recording): string[] {
  switch (given.kind) {
    case "rest": {
      const { vendor, ...request } = given;
      // OpenAI's document is not among the published ones here: its stand-in refuses what breaks the contract.
      if (vendor === "openai") return given.status === 400 ? [`refused: ${JSON.stringify(given.body)}`] : [];
      return judgeRestRequest({ ...request, vendor });
    }
    case "twiml":
      return [
        ...(/^(text|application)\/xml\b/.test(given.contentType ?? "")
          ? []
          : [`content type ${given.contentType}`]),
        ...judgeTwiml(given.document ?? ""),
      ];
    case "webhook":
      return judgeWebhookAnswer(given);
    case "socket":
      if (given.direction === "out") return [];
      return given.vendor === "twilio"
        ? judgeStreamMessage(given.message)
        : judgeElevenLabsMessage(given.message);
  }
}

/** 401 is the right answer to what was forged; everything else that is refused or fails is a fault (twilio.md §2.2, §2.5). */
function judgeWebhookAnswer({ status, vendor, contentType, path }: Recording): string[] {
  // No answer at all: the test had cut the connection or stopped the house.
  if (status === undefined || status === 401) return [];
  if (status !== 200 && status !== 204) return [`answered ${status}`];
  const isCallback =
    vendor === "twilio" &&
    /\/(voice\/status|voice\/transfer\/status|webhooks\/twilio\/(stream|recording|message-status))(\?|$)/.test(
      path ?? "",
    );
  return isCallback && !/^text\/(plain|xml)\b/.test(contentType ?? "") ? [`content type ${contentType}`] : [];
}

const STREAM_KEYS: Record<string, { own: string[]; inner: string[] }> = {
  media: { own: ["event", "media", "streamSid"], inner: ["payload"] },
  mark: { own: ["event", "mark", "streamSid"], inner: ["name"] },
  clear: { own: ["event", "streamSid"], inner: [] },
};

/** A missing or a further key is error 31951 (twilio.md §5.2). */
function judgeStreamMessage(message: unknown): string[] {
  const parsed = z
    .looseObject({ event: z.string(), streamSid: z.string().regex(/^MZ[0-9a-f]{32}$/) })
    .safeParse(message);
  const keys = parsed.success ? STREAM_KEYS[parsed.data.event] : undefined;
  if (!parsed.success || !keys) return [`not a message of a media stream: ${JSON.stringify(message)}`];
  const inner = parsed.data[parsed.data.event] ?? {};
  const found = { own: Object.keys(parsed.data).toSorted(), inner: Object.keys(inner).toSorted() };
  return JSON.stringify(found) === JSON.stringify(keys) ? [] : [`keys ${JSON.stringify(found)}`];
}

export async function listRecordings(sandboxUrl: string): Promise<Recording[]> {
  const answer = await new Sandbox(sandboxUrl).control("GET", "recordings");
  return z.object({ recordings: z.array(recording) }).parse(answer).recordings;
}

async function listBreaches(sandboxUrl: string): Promise<string[]> {
  const sandbox = new Sandbox(sandboxUrl);
  const list = z.object({ calls: z.array(z.object({ callSid: z.string() })) });
  const detail = z.object({ alerts: z.array(z.object({ code: z.number(), message: z.string() })) });
  const { calls } = list.parse(await sandbox.control("GET", "calls"));
  const alerts = await Promise.all(
    calls.map(async ({ callSid }) => {
      const call = detail.parse(await sandbox.control("GET", `calls/${callSid}`));
      return call.alerts
        .filter(({ code }) => BREACHES(code))
        .map(({ code, message }) => `${callSid}: ${code} ${message}`);
    }),
  );
  return alerts.flat();
}

/** After the tests of this file everything that has been recorded so far must keep the vendors' contracts. */
export function judgeAtTheEnd(house: { sandboxUrl: string }): void {
  afterAll(async () => {
    const recordings = await listRecordings(house.sandboxUrl);
    expect(recordings.length, "nothing was recorded").toBeGreaterThan(0);
    expect(recordings.flatMap(judge)).toEqual([]);
    expect(await listBreaches(house.sandboxUrl)).toEqual([]);
  });
}
