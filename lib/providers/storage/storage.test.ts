import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "@/lib/errors";
import { openStorage } from "./open-storage";
import type { Storage } from "./storage";

/** The only pair this server knows. */
const KEYS = { S3_ACCESS_KEY_ID: "S3RVER", S3_SECRET_ACCESS_KEY: "S3RVER" };
const BUCKET = "recordings";

let folder: string;
let server: S3rver;
let endpoint: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "centralita-storage-"));
  server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: path.join(folder, "s3"),
    vhostBuckets: false,
    configureBuckets: [{ name: BUCKET, configs: [] }],
  });
  const { port } = await server.run();
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const inFolder = () =>
  openStorage({
    ...KEYS,
    STORAGE_URL: `file:${path.join(folder, "local")}`,
  });
const inBucket = (bucket = BUCKET, keys: Partial<typeof KEYS> = {}) =>
  openStorage({
    ...KEYS,
    ...keys,
    STORAGE_URL: `s3://${bucket}/house?endpoint=${endpoint}&region=eu-west-1`,
  });

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) throw new Error("did not fail as a provider does", { cause: error });
  return error;
}

const read = async (body: ReadableStream<Uint8Array>) => Buffer.from(await new Response(body).arrayBuffer());

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const SOUND = Buffer.from(Array.from({ length: 100_003 }, (_, index) => (index * 7) % 251));

describe.each<[string, () => Storage]>([
  ["a folder", inFolder],
  ["a bucket", inBucket],
])("a storage in %s", (_name, open) => {
  it("gives back, byte for byte, what was put, with its size and its kind", async () => {
    const storage = open();
    expect(await storage.put("t1/calls/one.mp3", SOUND)).toBe(SOUND.length);
    const kept = await storage.get("t1/calls/one.mp3");
    expect(kept).toMatchObject({ sizeBytes: SOUND.length, contentType: "audio/mpeg" });
    expect(kept && (await read(kept.body)).equals(SOUND)).toBe(true);
  });

  it("takes a stream of unknown length", async () => {
    const storage = open();
    expect(await storage.put("t1/calls/pieces.wav", inPieces(SOUND))).toBe(SOUND.length);
    const kept = await storage.get("t1/calls/pieces.wav");
    expect(kept).toMatchObject({ sizeBytes: SOUND.length, contentType: "audio/wav" });
    expect(kept && (await read(kept.body)).equals(SOUND)).toBe(true);
  });

  it("gives a part, and says how large the whole is", async () => {
    const storage = open();
    await storage.put("t1/calls/part.mp3", SOUND);
    for (const [first, last] of [
      [0, 0],
      [5, 99_999],
      [SOUND.length - 1, SOUND.length - 1],
      [0, SOUND.length - 1],
    ] as const) {
      const kept = await storage.get("t1/calls/part.mp3", { first, last });
      expect(kept?.sizeBytes).toBe(SOUND.length);
      expect(kept && (await read(kept.body)).equals(SOUND.subarray(first, last + 1))).toBe(true);
    }
  });

  it("replaces what was there", async () => {
    const storage = open();
    await storage.put("t1/calls/again.mp3", SOUND);
    await storage.put("t1/calls/again.mp3", Buffer.from("short"));
    const kept = await storage.get("t1/calls/again.mp3");
    expect(kept?.sizeBytes).toBe(5);
    expect(kept && String(await read(kept.body))).toBe("short");
  });

  it("has nothing under a key that was never used, or is deleted; deleting twice is no fault", async () => {
    const storage = open();
    expect(await storage.get("t1/calls/never.mp3")).toBeUndefined();
    await storage.put("t1/calls/gone.mp3", SOUND);
    await storage.delete("t1/calls/gone.mp3");
    await storage.delete("t1/calls/gone.mp3");
    expect(await storage.get("t1/calls/gone.mp3")).toBeUndefined();
  });

  it("keeps nothing of a stream that breaks", async () => {
    const storage = open();
    await storage.put("t1/broken/whole.mp3", SOUND);
    async function* breaking() {
      yield SOUND;
      throw new Error("the line went dead");
    }
    await expect(storage.put("t1/broken/whole.mp3", breaking())).rejects.toThrow("the line went dead");
    await expect(storage.put("t1/broken/new.mp3", breaking())).rejects.toThrow("the line went dead");
    const kept = await storage.get("t1/broken/whole.mp3");
    expect(kept && (await read(kept.body)).length).toBe(SOUND.length);
    expect(await storage.get("t1/broken/new.mp3")).toBeUndefined();
  });

  it("keeps nothing of a stream that does not end", async () => {
    const storage = open();
    const chunk = Buffer.alloc(16 * 1024 * 1024);
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield chunk;
      }
    }
    expect(await failureOf(storage.put("t1/endless/one.mp3", endless()))).toMatchObject({ permanent: true });
    expect(given).toBe(33);
    expect(await storage.get("t1/endless/one.mp3")).toBeUndefined();
  });

  it.each([
    "t1/../t2/one.mp3",
    "../one.mp3",
    "/etc/passwd",
    "t1//one.mp3",
    "t1/.hidden",
    "t1/one.mp3\u0000.wav",
    "t1\\..\\one.mp3",
    "t1/%2e%2e/one.mp3",
    "one.mp3",
    "",
  ])("refuses the key %j", async (key) => {
    const storage = open();
    for (const work of [storage.put(key, SOUND), storage.get(key), storage.delete(key)].map(failureOf))
      expect(await work).toMatchObject({ vendor: "storage", permanent: true });
  });
});

it("a folder holds no unfinished files afterwards", async () => {
  const storage = inFolder();
  await storage.put("t9/calls/one.mp3", SOUND);
  expect(await readdir(path.join(folder, "local", "t9", "calls"))).toEqual(["one.mp3"]);
});

describe("a folder that cannot be written", () => {
  it("is told in the words of the system", async () => {
    await inFolder().put("t8/file.mp3", SOUND);
    // A file where a folder is needed.
    expect(await failureOf(inFolder().put("t8/file.mp3/one.mp3", SOUND))).toMatchObject({
      vendor: "storage",
      permanent: false,
      message: expect.stringMatching(/ENOTDIR|EEXIST/),
    });
  });
});

describe("a bucket that refuses", () => {
  it("because the key is unknown, says so and is not asked again", async () => {
    const error = await failureOf(
      inBucket(BUCKET, { S3_ACCESS_KEY_ID: "SOMEBODY" }).put("t1/one.mp3", SOUND),
    );
    expect(error).toMatchObject({ permanent: true, httpStatus: 403, vendorCode: "InvalidAccessKeyId" });
    expect(error.message).toContain("does not exist in our records");
  });

  it("because there is none of that name, does not pass for an empty one", async () => {
    const storage = inBucket("nowhere");
    for (const work of [storage.put("t1/one.mp3", SOUND), storage.get("t1/one.mp3")].map(failureOf))
      expect(await work).toMatchObject({ httpStatus: 404, vendorCode: "NoSuchBucket" });
  });

  it("because nobody listens there, may be asked again", async () => {
    const closed = createServer();
    await once(closed.listen(0, "127.0.0.1"), "listening");
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const storage = openStorage({ ...KEYS, STORAGE_URL: `s3://b?endpoint=http://127.0.0.1:${port}` });
    expect(await failureOf(storage.get("t1/one.mp3"))).toMatchObject({
      permanent: false,
      vendorCode: "ECONNREFUSED",
    });
  });

  it("because it is out of order, may be asked again", async () => {
    const broken = createServer((_request, response) =>
      response.writeHead(503).end("<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>"),
    );
    await once(broken.listen(0, "127.0.0.1"), "listening");
    const { port } = broken.address() as AddressInfo;
    const storage = openStorage({ ...KEYS, STORAGE_URL: `s3://b?endpoint=http://127.0.0.1:${port}` });
    expect(await failureOf(storage.get("t1/one.mp3"))).toMatchObject({
      permanent: false,
      httpStatus: 503,
      vendorCode: "SlowDown",
      message: "Reduce your rate",
    });
    broken.close();
  });
});
