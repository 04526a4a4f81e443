/**
 * How soon somebody hears the first sound of an answer in a turn-based call: `npx tsx bench/turns.ts [--rounds 5] [--turns 6] [--first 400]
 * [--token 15] [--speech 200]`.
 *
 * Method. A whole house is started on free ports (built first if the source has changed), and a business is made with an agent of mode `turns`.
 * The sandbox answers with fixed latencies: the model's first token after `first` ms and each further one `token` ms later (a token is four characters), every
 * request for speech after `speech` ms. Round by round, A/B/A/B, the same question is asked of both in a conversation of its own, one turn after the
 * other, by a client that does what Twilio does: POST what was heard, signed; read the TwiML; GET the first sound it names. The figure is the time from
 * the POST to the first byte of that sound.
 *
 * Candidate: the house. It keeps what was heard in PostgreSQL, answers at once, speaks sentence by sentence while the model still writes, and fetches the
 * sound in a second request.
 * Baseline: the sequential way, in a plain HTTP server without database or framework: the whole answer of the model for the same instructions and words, then
 * the whole speech, then TwiML with the address of a sound that is there. Everything it does not do flatters it.
 *
 * Measured for an answer of one sentence and for one of five: whoever waits for the whole answer waits for every further word of it, whoever speaks sentence
 * by sentence does not. Speech takes the same `speech` ms however long the text is, which flatters the baseline, too.
 *
 * An answer without words, or a sound that is the question "¿Puede repetirlo?", makes the run void: exit 1. Figures are the median (quartiles) of all
 * turns of a round; ratios are taken within a round.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text as readText } from "node:stream/consumers";
import { z } from "zod";
import { type House, startHouse } from "../tests/support/house.mjs";
import { postWebhook, voiceFields } from "../tests/support/telephone-webhook";
import { type Business, createBusiness } from "../tests/support/tenant";
import { READABLE_VOICE } from "../tests/support/practice";
import { readFlags } from "./flags";
import { printComparison, printMachine } from "./report";
import { percentileOf } from "./statistics";

const { numbers: flags } = readFlags({ rounds: 5, turns: 6, first: 400, token: 15, speech: 200 });

const QUESTION = "¿A qué hora abren los martes?";
/** The sandbox's model answers with the line of the prompt, whatever it is. */
const promptWith = (hours: string) => `Es la recepcionista de una clínica.\nHorario: ${hours}`;
const LENGTHS = [
  {
    name: "one sentence",
    prompt: promptWith("de lunes a viernes de nueve a ocho, y los sábados de diez a dos."),
  },
  {
    name: "five sentences",
    prompt: promptWith(
      [
        "de lunes a viernes de nueve a ocho, y los sábados de diez a dos.",
        "Los martes por la tarde atiende solamente la doctora Ruiz, que ve a los niños.",
        "En agosto abrimos por la mañana, porque casi todo el equipo está de vacaciones.",
        "Si viene en coche, hay un aparcamiento público en la calle de al lado.",
        "Si prefiere que le llamemos antes para recordarle la visita, dígamelo ahora y lo anoto.",
      ].join(" "),
    ),
  },
] as const;
const SOUND = /<Play>([^<]+)<\/Play>/;

/** The house's own key of OpenAI stands there; the sandbox knows no other. */
const settingsFile = z.object({ openai: z.object({ apiKey: z.string() }) });

/** What Twilio does with one thing that was said: the first byte of sound counts. */
async function firstSoundMs(respond: () => Promise<string>): Promise<number> {
  const startedAtMs = performance.now();
  const twiml = await respond();
  const url = SOUND.exec(twiml)?.[1]?.replaceAll("&amp;", "&");
  if (!url) throw new Error(`TwiML without a sound: ${twiml}`);
  const answer = await fetch(url);
  const reader = answer.body?.getReader();
  const { value } = (await reader?.read()) ?? {};
  const elapsedMs = performance.now() - startedAtMs;
  let bytes = value?.length ?? 0;
  for (let rest = await reader?.read(); rest && !rest.done; rest = await reader?.read())
    bytes += rest.value.length;
  if (!answer.ok || bytes < 4000)
    throw new Error(`no sound worth hearing (${answer.status}, ${bytes} bytes)`);
  return elapsedMs;
}

/** A conversation with the house. */
async function houseTurns(house: House, business: Business): Promise<number[]> {
  const fields = voiceFields(business);
  const opened = await postWebhook(business, "/voice/incoming", fields);
  const action = /action="([^"]+)"/.exec(opened.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const greeting = SOUND.exec(opened.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
  await (await fetch(greeting)).arrayBuffer();
  const latenciesMs: number[] = [];
  for (let turn = 0; turn < flags.turns; turn += 1) {
    const address = action.replace(house.webUrl, "").replace(/reply=\d+/, `reply=${turn}`);
    const said = { ...fields, CallStatus: "in-progress", SpeechResult: QUESTION, Confidence: "0.9" };
    latenciesMs.push(await firstSoundMs(async () => (await postWebhook(business, address, said)).text));
  }
  return latenciesMs;
}

interface Sequential {
  url: string;
  close(): void;
}

/** Model, then speech, then the answer. */
async function startSequential(
  house: House,
  { prompt, ...keys }: { openAi: string; elevenLabs: string; prompt: string },
): Promise<Sequential> {
  const sounds = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void (async () => {
      const sound = sounds.get(request.url ?? "");
      if (sound) {
        response.end(sound);
        return;
      }
      const words = await readText(request);
      const answer = await askModel(house, { apiKey: keys.openAi, prompt, words });
      const place = `/sound/${randomBytes(8).toString("hex")}`;
      sounds.set(place, await speak(house, keys.elevenLabs, answer));
      const { port } = server.address() as AddressInfo;
      response.end(`<Response><Gather><Play>http://127.0.0.1:${port}${place}</Play></Gather></Response>`);
    })().catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** The whole answer: read to its end. */
async function askModel(
  house: House,
  { apiKey, prompt, words }: { apiKey: string; prompt: string; words: string },
): Promise<string> {
  const answer = await fetch(`${house.sandboxUrl}/v1/responses`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({
      model: "gpt-6-luna",
      instructions: `${prompt}\n\nHabla por teléfono, en español.`,
      input: [{ role: "user", content: words }],
      reasoning: { effort: "none" },
      store: false,
      stream: true,
    }),
  });
  const said = (await answer.text())
    .split("\n")
    .filter((line) => line.startsWith("data: ") && line.includes('"response.output_text.delta"'))
    .map((line) => (JSON.parse(line.slice("data: ".length)) as { delta: string }).delta)
    .join("");
  if (said === "") throw new Error(`the model said nothing (${answer.status})`);
  return said;
}

async function speak(house: House, apiKey: string, words: string): Promise<Buffer> {
  const answer = await fetch(
    `${house.sandboxUrl}/v1/text-to-speech/${READABLE_VOICE}?output_format=ulaw_8000`,
    {
      method: "POST",
      headers: { "content-type": "application/json", "xi-api-key": apiKey },
      body: JSON.stringify({ text: words, model_id: "eleven_flash_v2_5", language_code: "es" }),
    },
  );
  return Buffer.from(await answer.arrayBuffer());
}

interface Round {
  candidate: number[];
  baseline: number[];
}

async function measure(house: House, { name, prompt }: (typeof LENGTHS)[number]): Promise<void> {
  const business = await createBusiness(house, { agent: { mode: "turns", voiceId: READABLE_VOICE, prompt } });
  const settings = settingsFile.parse(
    JSON.parse(readFileSync(path.join(house.dataFolder, "settings.json"), "utf8")),
  );
  const keys = { openAi: settings.openai.apiKey, elevenLabs: business.apiKey };
  await business.sandbox.misbehave({
    target: "elevenlabs.rest",
    kind: "delay",
    match: ["text-to-speech", business.apiKey],
    delayMs: flags.speech,
  });
  const sequential = await startSequential(house, { ...keys, prompt });
  const sequentialTurns = async () => {
    const latenciesMs: number[] = [];
    for (let turn = 0; turn < flags.turns; turn += 1)
      latenciesMs.push(
        await firstSoundMs(async () =>
          (await fetch(sequential.url, { method: "POST", body: QUESTION })).text(),
        ),
      );
    return latenciesMs;
  };
  // Not counted: routes are loaded, prepared statements made.
  await houseTurns(house, business);
  await sequentialTurns();
  const rounds: Round[] = [];
  for (let round = 0; round < flags.rounds; round += 1)
    rounds.push({ candidate: await houseTurns(house, business), baseline: await sequentialTurns() });
  sequential.close();
  print(name, rounds);
}

function print(length: string, rounds: readonly Round[]): void {
  const line = (name: string, percent: number) => ({
    name,
    candidate: rounds.map(({ candidate }) => percentileOf(candidate, percent)),
    baseline: rounds.map(({ baseline }) => percentileOf(baseline, percent)),
  });
  console.log(
    `\nFrom what was heard to the first sound of an answer of ${length}; model ${flags.first} ms + ${flags.token} ms a token, speech ${flags.speech} ms`,
  );
  printComparison(
    ["house", "one after the other"],
    [line("p50, ms", 50), line("slowest of a round, ms", 100)],
  );
}

/** How fast the model writes, for whoever asks it this question. */
async function paceModel(house: House): Promise<void> {
  const { sandbox } = await createBusiness(house);
  await sandbox.misbehave({
    target: "openai.rest",
    kind: "pace",
    match: QUESTION,
    delayMs: flags.first,
    afterMs: flags.token,
  });
}

printMachine();
console.log(`${flags.rounds} rounds of ${flags.turns} turns; starting a house …`);
const house = await startHouse();
try {
  await paceModel(house);
  for (const length of LENGTHS) await measure(house, length);
} catch (error) {
  console.error(`Void: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await house.stop();
}
