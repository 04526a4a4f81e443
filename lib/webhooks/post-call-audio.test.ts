import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutAudio, decodeAudio, NotBase64Error } from "./post-call-audio";

const bodyWith = (full_audio: unknown, extra: object = {}) =>
  Buffer.from(
    JSON.stringify({
      type: "post_call_audio",
      event_timestamp: 1_790_000_000,
      data: { agent_id: "agent_1", conversation_id: "conv_1", full_audio, ...extra },
    }),
  );

async function decoded(raw: Buffer): Promise<Buffer> {
  const { audio } = cutAudio(raw);
  if (!audio) throw new Error("no sound found");
  const pieces: Uint8Array[] = [];
  for await (const piece of decodeAudio(raw, audio)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe("the sound in a webhook", () => {
  it("is taken out byte for byte, whatever its length, and the rest is JSON without it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (sound) => {
        const raw = bodyWith(Buffer.from(sound).toString("base64"));
        expect((await decoded(raw)).equals(Buffer.from(sound))).toBe(true);
        expect(JSON.parse(cutAudio(raw).rest.toString())).toMatchObject({
          type: "post_call_audio",
          data: { conversation_id: "conv_1", full_audio: "" },
        });
      }),
    );
  });

  it("of many megabytes comes in pieces, and together they are the whole", async () => {
    const sound = Buffer.from(Array.from({ length: 700_001 }, (_, index) => (index * 31) % 256));
    const raw = bodyWith(sound.toString("base64"));
    const { audio } = cutAudio(raw);
    let pieces = 0;
    for await (const piece of decodeAudio(raw, audio ?? { from: 0, to: 0 })) {
      expect(piece.byteLength).toBeLessThan(300_000);
      pieces += 1;
    }
    expect(pieces).toBeGreaterThan(2);
    expect((await decoded(raw)).equals(sound)).toBe(true);
  });

  it.each(["not base64!", "AAAA\\/AAA", "====", "QUJD QUJD", `${"=".repeat(4)}${"A".repeat(400_000)}`])(
    "that is no base64 is refused: %.20s",
    async (text) => {
      const raw = Buffer.from(bodyWith("HERE").toString().replace("HERE", text));
      await expect(decoded(raw)).rejects.toThrow(NotBase64Error);
    },
  );

  it.each([
    ["there is none", bodyWith(undefined)],
    ["it is no text", bodyWith(null)],
    ["it does not end", Buffer.from('{"full_audio":"AAAA')],
  ])("where %s nothing is cut", (_why, raw) => {
    expect(cutAudio(raw)).toEqual({ rest: raw, audio: undefined });
  });

  it("is not looked for inside what somebody said", () => {
    const raw = bodyWith(undefined, { transcript: [{ role: "user", message: '"full_audio":"AAAA"' }] });
    expect(cutAudio(raw).audio).toBeUndefined();
  });
});
