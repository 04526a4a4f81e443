import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isElevenLabsSignature } from "./webhook-signature";

/** The vectors of elevenlabs.md §4.5. */
const VECTORS = [
  {
    secret: "wsec_test_0123456789abcdef",
    at: 1_790_000_000,
    v0: "c820dd96a1167920cabbe0aab0d8813fa8145218a83fd8d34fcd1df0bd55d786",
    body: '{"type":"post_call_transcription","event_timestamp":1790000000,"data":{"agent_id":"agent_1","conversation_id":"conv_1","status":"done"}}',
    bytes: 136,
  },
  {
    secret: "wsec_ñandú_clínica",
    at: 1_790_000_123,
    v0: "40e6177342a7075991d0597d9610c599128eb6225025b3e382eef1652e4f640b",
    body: '{"type":"call_initiation_failure","event_timestamp":1790000123,"data":{"agent_id":"agent_1","conversation_id":"conv_2","failure_reason":"busy","metadata":{"type":"twilio","body":{"CallSid":"CA00000000000000000000000000000000"}},"nota":"Peluquería Núñez — €5"}}',
    bytes: 267,
  },
];
const [{ secret, at, v0, body }] = VECTORS as [(typeof VECTORS)[number]];
const raw = Buffer.from(body);
const check = (header: string | null, change: { secret?: string; body?: Buffer; now?: number } = {}) =>
  isElevenLabsSignature(change.secret ?? secret, header, change.body ?? raw, change.now ?? at);

describe("ElevenLabs' signature", () => {
  it.each(VECTORS)("of $bytes bytes is recognised over the exact bytes", (vector) => {
    const bytes = Buffer.from(vector.body);
    expect(bytes.length).toBe(vector.bytes);
    expect(isElevenLabsSignature(vector.secret, `t=${vector.at},v0=${vector.v0}`, bytes, vector.at)).toBe(
      true,
    );
    const reserialised = Buffer.from(JSON.stringify(JSON.parse(vector.body), null, 1));
    expect(
      isElevenLabsSignature(vector.secret, `t=${vector.at},v0=${vector.v0}`, reserialised, vector.at),
    ).toBe(false);
  });

  it("holds for thirty minutes in both directions, and not a second longer", () => {
    const header = `t=${at},v0=${v0}`;
    for (const [skew, holds] of [
      [1800, true],
      [1801, false],
      [-1800, true],
      [-1801, false],
    ] as const) {
      expect(check(header, { now: at + skew }), String(skew)).toBe(holds);
    }
  });

  it("may stand beside others, after a space, or second", () => {
    const wrong = "0".repeat(64);
    for (const header of [
      `t=${at}, v0=${v0}`,
      `v0=${v0},t=${at}`,
      `t=${at},v1=x,v0=${v0}`,
      `t=${at},v0=${wrong},v0=${v0}`,
    ]) {
      expect(check(header), header).toBe(true);
    }
  });

  it("is refused when any part of it is missing, wrong or of another shape", () => {
    for (const header of [
      null,
      "",
      v0,
      `v0=${v0}`,
      `t=${at}`,
      `t=${at},v0=`,
      `t=${at},v0=${v0.slice(2)}`,
      `t=${at},v0=${v0.toUpperCase()}`,
      `t=${at},v1=${v0}`,
      `t=${at + 1},v0=${v0}`,
      `t=${at}.0,v0=${v0}`,
      `t=-${at},v0=${v0}`,
      `t=,v0=${v0}`,
    ]) {
      expect(check(header), String(header)).toBe(false);
    }
    expect(check(`t=${at},v0=${v0}`, { secret: "another" })).toBe(false);
    expect(check(`t=${at},v0=${v0}`, { body: Buffer.concat([raw, Buffer.from("\n")]) })).toBe(false);
  });

  it("made with no secret at all is refused", () => {
    const made = createHmac("sha256", "").update(`${at}.`).update(raw).digest("hex");
    expect(check(`t=${at},v0=${made}`, { secret: "" })).toBe(false);
  });
});
