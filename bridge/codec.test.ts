import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentAudioOf, readAgentMessage, readAlignment } from "./agent-messages";
import {
  type AgentAudio,
  audioBytes,
  callerAudioFrame,
  mediaFrame,
  mediaOpening,
  spliceAgentAudio,
  spliceMediaPayload,
} from "./codec";
import { readTwilioMessage } from "./twilio-messages";

const base64 = fc.uint8Array({ maxLength: 700 }).map((bytes) => Buffer.from(bytes).toString("base64"));
const eventIds = fc.nat({ max: 2 ** 31 });

/** The same object as another sender might write it: keys in any order, with or without spaces. */
function anySpelling(value: unknown): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), fc.constantFrom(undefined, 1, "\t"))
    .map(([order, indent]) => JSON.stringify(shuffled(value, order), undefined, indent));
}

function shuffled(value: unknown, order: number[]): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner], at) => ({ key, inner, rank: order[at] ?? 0 }));
  entries.sort((a, b) => a.rank - b.rank);
  return Object.fromEntries(entries.map(({ key, inner }) => [key, shuffled(inner, order)]));
}

function twilioMedia(payload: string): unknown {
  return {
    event: "media",
    sequenceNumber: "2",
    streamSid: "MZ00000000000000000000000000000001",
    media: { track: "inbound", chunk: "1", timestamp: "20", payload },
  };
}

function readMedia(frame: Buffer): Buffer | undefined {
  const spliced = spliceMediaPayload(frame);
  if (spliced) return spliced;
  const message = readTwilioMessage(frame.toString("utf8"));
  return message.type === "media" ? message.payload : undefined;
}

function readAudio(frame: Buffer): AgentAudio | undefined {
  const spliced = spliceAgentAudio(frame);
  if (spliced) return spliced;
  const message = readAgentMessage(frame.toString("utf8"));
  return message.type === "audio" ? agentAudioOf(message) : undefined;
}

describe("caller audio", () => {
  it("is spliced out of Twilio's usual layout without parsing", () => {
    const frame = Buffer.from(JSON.stringify(twilioMedia("//////////8=")));
    expect(spliceMediaPayload(frame)?.toString()).toBe("//////////8=");
  });

  it("arrives byte for byte whatever the order of the keys and the spacing", () => {
    const cases = base64.chain((payload) =>
      anySpelling(twilioMedia(payload)).map((text) => ({ payload, text })),
    );
    fc.assert(
      fc.property(cases, ({ payload, text }) => {
        const read = readMedia(Buffer.from(text));
        expect(read?.toString("latin1")).toBe(payload);
        const sent: unknown = JSON.parse(callerAudioFrame(read ?? Buffer.alloc(0)).toString());
        expect(sent).toEqual({ user_audio_chunk: payload });
      }),
    );
  });

  it("is never spliced when JSON.parse would read it otherwise", () => {
    const noise = fc.record({
      event: fc.constantFrom("media", "mark"),
      x: fc.oneof(fc.string(), fc.constant({ media: { a: 1, payload: "QUJD" } }), fc.json()),
      media: fc.oneof(
        fc.record({ track: fc.string(), payload: fc.oneof(base64, fc.string()) }),
        fc.record({ track: fc.string(), inner: fc.record({ z: fc.nat(), payload: base64 }) }),
        fc.record({ track: fc.string(), payload: base64, after: fc.string() }),
      ),
    });
    fc.assert(
      fc.property(noise, (value) => {
        const spliced = spliceMediaPayload(Buffer.from(JSON.stringify(value)));
        if (spliced === undefined) return;
        expect(value.event).toBe("media");
        expect("payload" in value.media && value.media.payload).toBe(spliced.toString("utf8"));
      }),
    );
  });

  it("is refused when its payload is not base64, in an unusual layout too", () => {
    const frame = Buffer.from(JSON.stringify({ media: { payload: 'a"b' }, event: "media" }));
    expect(readMedia(frame)).toBeUndefined();
  });
});

describe("agent audio", () => {
  it.each([
    '{"type":"audio","audio_event":{"audio_base_64":"f39/fw==","event_id":3}}',
    '{"audio_event":{"audio_base_64":"f39/fw==","event_id":3},"type":"audio"}',
  ])("is spliced out of %s", (text) => {
    const audio = spliceAgentAudio(Buffer.from(text));
    expect(audio?.payload.toString()).toBe("f39/fw==");
    expect(audio?.eventId).toBe(3);
    expect(audio?.alignmentSource).toBeUndefined();
  });

  it.each(["type first", "type last"])("keeps the times of its characters (%s)", (order) => {
    const audio_event = {
      audio_base_64: "f39/fw==",
      event_id: 12,
      alignment: { chars: ["Ñ", "o"], char_start_times_ms: [0, 60], char_durations_ms: [60, 55] },
    };
    const message = order === "type first" ? { type: "audio", audio_event } : { audio_event, type: "audio" };
    const audio = spliceAgentAudio(Buffer.from(JSON.stringify(message)));
    expect(audio?.eventId).toBe(12);
    expect(audio?.alignmentSource && readAlignment(audio.alignmentSource)).toEqual([
      { character: "Ñ", endMs: 60 },
      { character: "o", endMs: 115 },
    ]);
  });

  it("goes to Twilio byte for byte, with exactly the documented keys, whatever the layout", () => {
    const cases = fc.tuple(base64, eventIds, fc.boolean()).chain(([payload, eventId, hasAlignment]) => {
      const alignment = { chars: ["a"], char_start_times_ms: [0], char_durations_ms: [5] };
      const audio_event = {
        audio_base_64: payload,
        event_id: eventId,
        ...(hasAlignment ? { alignment } : {}),
      };
      return anySpelling({ type: "audio", audio_event }).map((text) => ({ payload, eventId, text }));
    });
    fc.assert(
      fc.property(cases, ({ payload, eventId, text }) => {
        const audio = readAudio(Buffer.from(text));
        expect(audio?.eventId).toBe(eventId);
        const frame = mediaFrame(mediaOpening("MZ1"), audio?.payload ?? Buffer.alloc(0));
        const sent: unknown = JSON.parse(frame.toString());
        expect(sent).toEqual({ event: "media", streamSid: "MZ1", media: { payload } });
      }),
    );
  });

  it.each([
    '{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":3,"other":{}}}',
    '{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":3.5}}',
    '{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":-3}}',
    '{"type":"audio","audio_event":{"audio_base_64":"AAAA","event_id":12345678901234567890}}',
    '{"type":"audio","audio_event":{"audio_base_64":"AA\\/A","event_id":3}}',
    '{"type":"audio","audio_event":{"audio_base_64":"AAAA',
  ])("is left to JSON.parse when it reads %s", (text) => {
    expect(spliceAgentAudio(Buffer.from(text))).toBeUndefined();
  });
});

it("counts the bytes of a base64 text as decoding would", () => {
  fc.assert(
    fc.property(base64, (text) => {
      expect(audioBytes(Buffer.from(text))).toBe(Buffer.from(text, "base64").length);
    }),
  );
});
