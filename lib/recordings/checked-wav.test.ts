import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedWav } from "./checked-wav";

/** 16 bit at 8 kHz, as Twilio makes it; `before` stands between format and sound. */
function wav(seconds: number, { before = Buffer.alloc(0), told = seconds, channels = 1 } = {}): Buffer {
  const header = Buffer.alloc(36);
  header.write("RIFF", 0);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  const data = Buffer.alloc(8);
  data.write("data", 0);
  data.writeUInt32LE(Math.min(0xffff_ffff, told * 16_000), 4);
  return Buffer.concat([header, before, data, Buffer.alloc(seconds * 16_000)]);
}

/** Cut into chunks of these sizes, over and over. */
async function* inChunks(bytes: Buffer, sizes: number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(at, at + size);
    at += size;
    await Promise.resolve();
  }
}

async function read(bytes: Buffer, toldSeconds: number | null, sizes = [1000]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of checkedWav(inChunks(bytes, sizes), toldSeconds)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("sound from Twilio", () => {
  it("passes unchanged, however it is cut up on its way", async () => {
    const bytes = wav(3);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 }),
        async (sizes) => (await read(bytes, 3, sizes)).equals(bytes),
      ),
      { numRuns: 30 },
    );
  });

  it("may have further parts before the sound, and a length that only its end tells", async () => {
    const list = Buffer.concat([Buffer.from("LIST"), Buffer.from([5, 0, 0, 0]), Buffer.from("abcde\0")]);
    await expect(read(wav(4, { before: list }), 4)).resolves.toBeInstanceOf(Buffer);
    await expect(read(wav(4, { told: 300_000 }), 4)).resolves.toBeInstanceOf(Buffer);
  });

  it("lasts as long as was told, give or take what rounding and trimming take", async () => {
    await expect(read(wav(10), 11)).resolves.toBeInstanceOf(Buffer);
    await expect(read(wav(100), 104)).resolves.toBeInstanceOf(Buffer);
    await expect(read(wav(10), null)).resolves.toBeInstanceOf(Buffer);
    await expect(read(wav(10), 20)).rejects.toThrow("lasts 10 s of 20");
    // More than the file says that it holds is not sound.
    await expect(read(wav(20, { told: 5 }), 20)).rejects.toThrow("lasts 5 s of 20");
  });

  it.each([1, 2])("says once in how many channels it comes: %s", async (channels) => {
    const said: number[] = [];
    const sound = checkedWav(inChunks(wav(3, { channels }), [10]), 3, (heard) => said.push(heard));
    for await (const _ of sound) expect(said).toEqual([]);
    expect(said).toEqual([channels]);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a page that says why not", Buffer.from("<html>Not found</html>".repeat(10))],
    ["another kind of RIFF", Buffer.from("RIFF\0\0\0\0AVI LIST")],
    ["sound without its speed", Buffer.from("RIFF\0\0\0\0WAVEdata\x10\0\0\0" + "a".repeat(16))],
    [
      "a header without an end",
      Buffer.concat([
        wav(0).subarray(0, 36),
        Buffer.from("junk\xff\xff\xff\x7f", "latin1"),
        Buffer.alloc(200_000),
      ]),
    ],
  ])("%s is refused", async (_, bytes) => {
    await expect(read(bytes, null)).rejects.toMatchObject({ vendor: "twilio", permanent: false });
  });
});
