import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import {
  factOfStatus,
  instantOf,
  keyOfStatus,
  type StatusRequest,
  type StreamRequest,
} from "./interpret-twilio";
import { recordCallEvents } from "./record-event";

/** Twilio reports how the telephone call stands. */
export async function reportStatus(
  scope: Scope,
  call: Pick<Call, "id">,
  request: StatusRequest,
): Promise<Call> {
  const at = instantOf(request.Timestamp, new Date());
  const durationSeconds = request.CallDuration === undefined ? null : Number(request.CallDuration);
  return recordCallEvents(scope, call.id, [
    {
      source: "twilio",
      externalKey: keyOfStatus(request),
      type: "status_reported",
      occurredAt: at,
      payload: { status: request.CallStatus, durationSeconds },
      fact: factOfStatus(request.CallStatus, at, durationSeconds),
    },
  ]);
}

/** Twilio reports the life of a media stream; an error is kept in its own words. */
export async function reportStream(
  scope: Scope,
  call: Pick<Call, "id">,
  request: StreamRequest,
): Promise<void> {
  const at = instantOf(request.Timestamp, new Date());
  const failed = request.StreamEvent === "stream-error";
  await recordCallEvents(scope, call.id, [
    {
      source: "twilio",
      externalKey: `stream:${request.StreamSid}:${request.StreamEvent}`,
      type: "stream_reported",
      occurredAt: at,
      payload: {
        event: request.StreamEvent,
        streamSid: request.StreamSid,
        ...(request.StreamError ? { error: request.StreamError } : {}),
      },
      fact: failed
        ? {
            type: "went_wrong",
            at,
            code: "stream_error",
            message: request.StreamError ?? "Twilio could not open the stream.",
          }
        : undefined,
    },
  ]);
}
