import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { MAX_TRACK_BYTES } from "@/lib/hold-music/rules";
import { type TrackView, trackView } from "@/lib/hold-music/schema";
import { failureEnvelope } from "@/lib/http/schema";
import { soundOf } from "@/lib/sentences/telephone-wav";
import type { TenantId } from "@/lib/vocabulary";
import type { Client } from "../support/client";
import { sentencesIn } from "../support/played";
import { stubSettings } from "../support/settings";
import { judgeTwiml } from "../support/specs-twiml";
import { type Business, createBusiness } from "../support/tenant";
import { pcm16, tones, wavFile } from "../support/wav";
import { addMember } from "./members";

const house = inject("house");
const tracksView = z.array(trackView);
const MP3 = readFileSync("tests/support/sounds/tone-440.mp3");

const wav = (seconds: number, hz = 440) =>
  wavFile({
    format: 1,
    bits: 16,
    sampleRateHz: 8000,
    data: pcm16(tones(8000, seconds, [{ hz, height: 0.3 }])),
  });

async function send(client: Client, bytes: Buffer, query: Record<string, string> = {}) {
  const search = new URLSearchParams({ name: "Piano.wav", isLicensed: "true", ...query });
  const answer = await fetch(`${client.baseUrl}/api/hold-music?${search}`, {
    method: "POST",
    headers: { ...client.headers(), "content-type": "audio/wav" },
    body: new Uint8Array(bytes),
  });
  return { status: answer.status, text: await answer.text() };
}

async function upload(client: Client, bytes: Buffer, name = "Piano.wav"): Promise<TrackView> {
  const answer = await send(client, bytes, { name });
  expect(answer.status, answer.text).toBe(201);
  return z.object({ data: trackView }).parse(JSON.parse(answer.text)).data;
}

const faultOf = (answer: { text: string }) => failureEnvelope.parse(JSON.parse(answer.text)).error.fields;

/** What Twilio gets at an address of a `<Play>`. */
async function soundAt(address: string): Promise<Buffer> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("audio/wav");
  expect(answer.headers.get("cache-control")).toContain("max-age=31536000");
  const bytes = Buffer.from(await answer.arrayBuffer());
  // Format 7 is µ-law.
  expect(bytes.readUInt16LE(20)).toBe(7);
  return soundOf(bytes);
}

/** The document, held against Twilio's reference for what waits in a conference. */
async function askAt(address: string): Promise<{ document: string; plays: string[]; next: string }> {
  const answer = await fetch(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/xml/);
  const document = await answer.text();
  expect(judgeTwiml(document)).toEqual([]);
  const verbs = [...document.matchAll(/<(Play|Redirect method="GET")>([^<]+)</g)];
  expect(document.match(/<[A-Z]\w*/g)?.filter((verb) => !/Response|Play|Redirect/.test(verb))).toEqual([]);
  return {
    document,
    plays: verbs.filter(([, verb]) => verb === "Play").map(([, , at = ""]) => at),
    next: verbs.at(-1)?.[2] ?? "",
  };
}

describe.concurrent("music of one's own", () => {
  test.each([
    ["a WAV file", () => wav(6), "Piano.wav"],
    ["an MP3 file", () => MP3, "Piano.MP3"],
  ])("from %s is converted, heard, chosen, and deleted again", async (_what, file, name) => {
    const business = await createBusiness(house, { agent: null });
    const { client } = business;
    const made = await upload(client, file(), name);
    expect(made).toMatchObject({ name: "Piano", isOwn: true, isChosen: false, createdBy: "Ana Prueba" });
    expect((made.durationMs ?? 0) / 1000).toBeCloseTo(6, 0);
    expect((await soundAt(house.webUrl + made.audioPath)).length).toBe(
      ((made.durationMs ?? 0) * 8000) / 1000,
    );

    const chosen = await client.ask("PUT", "/api/hold-music/choice", tracksView, { track: made.track });
    expect(chosen.map(({ track, isChosen }) => [track, isChosen])).toEqual([
      ["calm", false],
      ["bright", false],
      [made.track, true],
    ]);
    await client.ask("DELETE", `/api/hold-music/${made.track}`, z.null());
    expect(
      (await client.get("/api/hold-music", tracksView)).map(({ track, isChosen }) => [track, isChosen]),
    ).toEqual([
      ["calm", true],
      ["bright", false],
    ]);
    expect(await client.refusal("DELETE", `/api/hold-music/${made.track}`)).toMatchObject({ status: 404 });
  });

  test("is refused in words a receptionist understands, and nothing is kept of it", async () => {
    const { client, key } = await createBusiness(house, { agent: null });
    for (const [bytes, fault] of [
      [Buffer.from("%PDF-1.7"), "WAV o MP3"],
      [Buffer.alloc(0), "WAV o MP3"],
      [wav(4), "cinco segundos"],
      [wav(601), "diez minutos"],
      [wavFile({ format: 1, bits: 16, sampleRateHz: 8000, data: Buffer.alloc(96_000) }), "No se oye nada"],
    ] as const) {
      const answer = await send(client, bytes);
      expect(answer.status, fault).toBe(422);
      expect(faultOf(answer)?.["file"]).toContain(fault);
    }
    const unlicensed = await send(client, wav(6), { isLicensed: "false" });
    expect([unlicensed.status, faultOf(unlicensed)?.["isLicensed"]]).toEqual([
      422,
      expect.stringContaining("puede usar esta música"),
    ]);
    const large = await send(client, Buffer.alloc(MAX_TRACK_BYTES + 1));
    expect(large.status).toBe(413);
    const operator = await addMember(client, "operator", key);
    expect((await send(operator.client, wav(6))).status).toBe(403);
    expect((await client.get("/api/hold-music", tracksView)).some(({ isOwn }) => isOwn)).toBe(false);
  });

  test("is nobody else's to choose or to delete", async () => {
    const [ours, theirs] = await Promise.all([
      createBusiness(house, { agent: null }),
      createBusiness(house, { agent: null }),
    ]);
    const { track } = await upload(ours.client, wav(6));
    expect(await theirs.client.refusal("PUT", "/api/hold-music/choice", { track })).toMatchObject({
      status: 404,
    });
    expect(await theirs.client.refusal("DELETE", `/api/hold-music/${track}`)).toMatchObject({ status: 404 });
    expect((await theirs.client.get("/api/hold-music", tracksView)).map((one) => one.track)).not.toContain(
      track,
    );
  });
});

describe("what somebody hears who waits in a conference", () => {
  let business: Business;
  let holdMusicPath: typeof import("@/lib/hold-music/hold-music-path").holdMusicPath;
  beforeAll(async () => {
    business = await createBusiness(house, { agent: null });
    const kept = readFileSync(path.join(house.dataFolder, "settings.json"), "utf8");
    const { authSecret } = z.object({ authSecret: z.string() }).parse(JSON.parse(kept));
    stubSettings({ AUTH_SECRET: authSecret, PUBLIC_URL: house.webUrl });
    ({ holdMusicPath } = await import("@/lib/hold-music/hold-music-path"));
  });
  const waitUrl = () =>
    holdMusicPath({
      tenantId: business.tenantId as TenantId,
      callId: business.tenantId,
      voiceId: null,
      language: "es",
      advisor: "Laura Gómez",
    });

  test.each(["", "?t=", "?t=nobody.signed", `?t=${"x".repeat(5000)}`])(
    "without our signature (%.20s): the house's music, for ever, in nobody's name",
    async (search) => {
      const { plays, next, document } = await askAt(`${house.webUrl}/voice/hold-music${search}`);
      expect(sentencesIn(document)).toEqual([]);
      expect(next).toBe(`${house.webUrl}/voice/hold-music`);
      const music = soundOf(readFileSync("lib/hold-music/audio/calm.wav"));
      expect((await soundAt(plays[0] ?? "")).equals(music)).toBe(true);
    },
  );

  test("is a sentence, half a minute of the chosen music, another sentence, and the music where it stopped", async () => {
    const { track, audioPath } = await upload(business.client, wav(95));
    await business.client.ask("PUT", "/api/hold-music/choice", tracksView, { track });
    const heard: Buffer[] = [];
    let address = waitUrl();
    for (const step of [0, 1, 2, 3]) {
      const { plays, next, document } = await askAt(address);
      expect(sentencesIn(document)).toEqual([
        {
          key: step === 0 ? "connecting" : "still_trying",
          language: "es",
          voiceId: null,
          values: { advisor: "Laura Gómez" },
        },
      ]);
      expect(plays).toHaveLength(2);
      const part = await soundAt(plays[1] ?? "");
      expect(part.length / 8000).toBeLessThanOrEqual(45);
      heard.push(part);
      address = next;
    }
    const whole = await soundAt(house.webUrl + audioPath);
    expect(Buffer.concat(heard.slice(0, 3)).equals(whole)).toBe(true);
    expect(heard[3]?.equals(heard[0] ?? Buffer.alloc(0))).toBe(true);
    // The track is deleted while somebody waits.
    await business.client.ask("DELETE", `/api/hold-music/${track}`, z.null());
    const { plays } = await askAt(address);
    expect((await soundAt(plays[1] ?? "")).length).toBe(32 * 8000);
  });

  test("comes from no address that we did not make", async () => {
    const [body = "", signature = ""] = new URL(waitUrl()).search.slice(3).split(".");
    for (const name of ["x", `${body}.${signature}`, `${body}.${signature.slice(1)}x`, "calm", "..%2fcalm"]) {
      const answer = await fetch(`${house.webUrl}/voice/music/${name}`);
      expect(answer.status, name).toBe(404);
    }
  });
});
