import { readFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { soundOf } from "@/lib/sentences/telephone-wav";
import { stubSettings } from "@/tests/support/settings";

const MP3 = readFileSync("tests/support/sounds/tone-440.mp3");
const bundled = (track: string) => soundOf(readFileSync(`lib/hold-music/audio/${track}.wav`));

let asked = 0;
let answer: { status: number; body: Buffer };
const server = http.createServer((_request, response) => {
  asked += 1;
  response.writeHead(answer.status).end(answer.body);
});
let trackSound: typeof import("./track-sound").trackSound;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  stubSettings({ HOLD_MUSIC_URL: `http://127.0.0.1:${port}/music.mp3`, LOG_LEVEL: "silent" });
  ({ trackSound } = await import("./track-sound"));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = 0;
  delete (globalThis as { centralitaTracks?: unknown }).centralitaTracks;
});

describe("the track of HOLD_MUSIC_URL", () => {
  it("is fetched once for all who wait, and converted", async () => {
    answer = { status: 200, body: MP3 };
    const [one, other] = await Promise.all([trackSound(null, "house"), trackSound(null, "house")]);
    expect((await trackSound(null, "house")).equals(one)).toBe(true);
    expect(other.equals(one)).toBe(true);
    expect(one.length / 8000).toBeCloseTo(6, 0);
    expect(asked).toBe(1);
  });

  it.each([
    ["is not there", 404, Buffer.alloc(0)],
    ["is no music", 200, Buffer.from("<html>")],
    ["is too large", 200, Buffer.alloc(21 * 1024 * 1024)],
  ])(
    "that %s is the house's own, and the next who waits does not wait for it again",
    async (_what, status, body) => {
      answer = { status, body };
      expect((await trackSound(null, "house")).equals(bundled("calm"))).toBe(true);
      expect((await trackSound(null, "house")).equals(bundled("calm"))).toBe(true);
      expect(asked).toBe(1);
    },
  );
});

it("the house's own tracks are what their files say", async () => {
  for (const track of ["calm", "bright"])
    expect((await trackSound(null, track)).equals(bundled(track))).toBe(true);
});
