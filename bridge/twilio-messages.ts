import { z } from "zod";
import { base64Text, parseJson } from "./agent-messages";

const startSchema = z.object({
  event: z.literal("start"),
  start: z.object({
    streamSid: z.string().min(1),
    accountSid: z.string(),
    callSid: z.string(),
    mediaFormat: z.object({ encoding: z.string(), sampleRate: z.number(), channels: z.number() }),
    customParameters: z.record(z.string(), z.string()).default({}),
  }),
});
const mediaSchema = z.object({ event: z.literal("media"), media: z.object({ payload: base64Text }) });
const markSchema = z.object({ event: z.literal("mark"), mark: z.object({ name: z.string() }) });
const dtmfSchema = z.object({
  event: z.literal("dtmf"),
  sequenceNumber: z.string(),
  dtmf: z.object({ digit: z.string() }),
});

export interface TwilioStart {
  streamSid: string;
  accountSid: string;
  callSid: string;
  token: string | undefined;
  isMulaw8k: boolean;
}

/** What Twilio says on a media stream, in our words (twilio.md §5.1). */
export type TwilioMessage =
  | { type: "started"; start: TwilioStart }
  | { type: "media"; payload: Buffer }
  | { type: "mark"; name: string }
  | { type: "dtmf"; digit: string; sequenceNumber: string }
  | { type: "stopped" }
  | { type: "ignored" }
  | { type: "unreadable"; detail: string };

export function readTwilioMessage(text: string): TwilioMessage {
  const json = parseJson(text);
  if (typeof json !== "object" || json === null || !("event" in json)) {
    return { type: "unreadable", detail: "not a JSON object with an event" };
  }
  switch (json.event) {
    case "start":
      return read(startSchema, json, ({ start }) => ({
        type: "started",
        start: {
          streamSid: start.streamSid,
          accountSid: start.accountSid,
          callSid: start.callSid,
          token: start.customParameters.token,
          isMulaw8k:
            start.mediaFormat.encoding === "audio/x-mulaw" &&
            start.mediaFormat.sampleRate === 8000 &&
            start.mediaFormat.channels === 1,
        },
      }));
    case "media":
      return read(mediaSchema, json, ({ media }) => ({
        type: "media",
        payload: Buffer.from(media.payload, "latin1"),
      }));
    case "mark":
      return read(markSchema, json, ({ mark }) => ({ type: "mark", name: mark.name }));
    case "dtmf":
      return read(dtmfSchema, json, ({ dtmf, sequenceNumber }) => ({
        type: "dtmf",
        digit: dtmf.digit,
        sequenceNumber,
      }));
    case "stop":
      return { type: "stopped" };
    default:
      return { type: "ignored" };
  }
}

function read<T>(schema: z.ZodType<T>, json: unknown, toMessage: (data: T) => TwilioMessage): TwilioMessage {
  const parsed = schema.safeParse(json);
  return parsed.success
    ? toMessage(parsed.data)
    : { type: "unreadable", detail: z.prettifyError(parsed.error) };
}
