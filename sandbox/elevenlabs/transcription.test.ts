import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { at, compile, faultsOf, readSpec } from "../../tests/support/specs-schema";
import { type Sandbox, startSandbox } from "../server";
import { speak } from "../speech";
import { encodeWav } from "../twilio/audio";

const KEY = "sk_of_the_test_0001";
const TEXT = "Soy Marta Gil. Llámenme mañana por la tarde, por favor.";

const spec = readSpec("elevenlabs-rest.openapi.json");
const published = compile(at(spec, "schemas", "SpeechToTextChunkResponseModel"), at(spec, "schemas"));

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({
    port: 0,
    world: { elevenlabs: { workspaces: [{ apiKey: KEY, name: "test" }] } },
  });
});
afterEach(() => sandbox.close());

const wavOf = (ulaw: Uint8Array) => new Blob([new Uint8Array(encodeWav([ulaw]))], { type: "audio/wav" });

async function transcribe(fields: Record<string, string | Blob>): Promise<{ status: number; json: unknown }> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(`${sandbox.url}/v1/speech-to-text`, {
    method: "POST",
    headers: { "xi-api-key": KEY },
    body,
  });
  return { status: answer.status, json: await answer.json() };
}

describe("speech to text", () => {
  it("hears what was said, in the published shape", async () => {
    const { status, json } = await transcribe({ model_id: "scribe_v2", file: wavOf(speak(TEXT, "a")) });
    expect(status).toBe(200);
    expect(json).toMatchObject({ text: TEXT });
    expect(faultsOf(published, json)).toEqual([]);
  });

  it("hears several sentences, µ-law as it is, and of one that was cut off the words that were spoken", async () => {
    const first = speak("Hola, buenas tardes.", "a");
    const second = speak(TEXT, "b");
    const sound = Buffer.concat([first, Buffer.alloc(8000, 0xff), second.subarray(0, second.length / 2)]);
    const file = new Blob([new Uint8Array(sound)], { type: "audio/basic" });
    const { json } = await transcribe({ model_id: "scribe_v1", file, timestamps_granularity: "none" });
    const { text, words } = json as { text: string; words: unknown[] };
    const [greeting, rest = ""] = text.split(". ", 2);
    expect(greeting).toBe("Hola, buenas tardes");
    expect(rest).not.toBe("");
    expect(TEXT.startsWith(rest)).toBe(true);
    expect(words).toEqual([]);
  });

  it("hears nothing in silence", async () => {
    const { json } = await transcribe({
      model_id: "scribe_v2",
      file: wavOf(new Uint8Array(16_000).fill(0xff)),
    });
    expect(json).toMatchObject({ text: "", words: [] });
    expect(faultsOf(published, json)).toEqual([]);
  });

  it.each([
    ["no model", { file: wavOf(speak(TEXT)) }, 422],
    ["an unknown model", { model_id: "scribe_v9", file: wavOf(speak(TEXT)) }, 422],
    ["no file", { model_id: "scribe_v2" }, 422],
    ["a field nobody knows", { model_id: "scribe_v2", file: wavOf(speak(TEXT)), colour: "red" }, 422],
    [
      "a language in words",
      { model_id: "scribe_v2", file: wavOf(speak(TEXT)), language_code: "Spanish" },
      422,
    ],
    ["no sound", { model_id: "scribe_v2", file: new Blob(["<html>"], { type: "audio/wav" }) }, 400],
  ] as [string, Record<string, string | Blob>, number][])("refuses %s", async (_, fields, refused) => {
    expect((await transcribe(fields)).status).toBe(refused);
  });

  it("keeps of a file only how long it is", async () => {
    const file = wavOf(speak(TEXT));
    await transcribe({ model_id: "scribe_v2", file });
    const [recorded] = sandbox.recorder.since().filter(({ path }) => path === "/v1/speech-to-text");
    expect(recorded?.message).toEqual({ model_id: "scribe_v2", file: `(${file.size} bytes)` });
  });
});
