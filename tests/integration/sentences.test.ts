import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { savedAgentView, voiceView } from "@/lib/agents/schema";
import { failureEnvelope } from "@/lib/http/schema";
import { recordedWords, SENTENCES } from "@/lib/sentences/sentences";
import { type SentenceView, sentenceView } from "@/lib/sentences/schema";
import { soundOf } from "@/lib/sentences/telephone-wav";
import { LANGUAGES, SENTENCE_KEYS } from "@/lib/vocabulary";
import { Listener } from "../../sandbox/speech";
import { isLastSentence } from "../support/played";
import { judgeAtTheEnd, listRecordings } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { addMember } from "./members";

const house = inject("house");
judgeAtTheEnd(house);

const sentencePath = (key: string, language = "es") => `/api/sentences/${key}/${language}`;

async function voiceOf(business: Business): Promise<string> {
  const [voice] = await business.client.get("/api/voices", z.array(voiceView));
  return voice?.voiceId ?? "";
}

/** A business whose agent has a voice, but does not take calls: whoever calls hears one sentence. */
async function openSilent(): Promise<Business> {
  const business = await createBusiness(house, { agent: null });
  const agent = await business.createAgent({ status: "inactive", voiceId: await voiceOf(business) });
  await business.assign(agent.id);
  return business;
}

/** No speech for this business. */
const losesItsVoice = (business: Business) =>
  business.sandbox.misbehave({
    target: "elevenlabs.rest",
    kind: "status",
    status: 503,
    match: ["text-to-speech", business.apiKey],
  });

async function hear(business: Business) {
  const phone = await business.dial();
  const over = await phone.untilOver();
  return { phone, document: over.documents.at(-1)?.document ?? "" };
}

async function preview(business: Business, body: unknown) {
  const answer = await fetch(`${house.webUrl}/api/sentences/preview`, {
    method: "POST",
    headers: { ...business.client.headers(), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    type: answer.headers.get("content-type"),
    words: () => wordsIn(soundOf(bytes)),
    error: () => failureEnvelope.parse(JSON.parse(bytes.toString("utf8"))).error,
  };
}

function wordsIn(mulaw: Buffer): string {
  const heard: string[] = [];
  new Listener({ text: (text) => heard.push(text) }).push(mulaw);
  return heard.join("\n");
}

describe.concurrent("the sentences of a business", () => {
  test("are the house's until it writes its own, which the next caller hears, and again after a reset", async () => {
    const business = await openSilent();
    const before = await business.client.get("/api/sentences", z.array(sentenceView));
    expect(before.map(({ key, language }) => `${key} ${language}`)).toEqual(
      SENTENCE_KEYS.flatMap((key) => LANGUAGES.map((language) => `${key} ${language}`)),
    );
    expect(before.every(({ text, isOwn, ...rest }) => !isOwn && text === rest.default)).toBe(true);

    const text = "Aquí {business}. Hoy no podemos atenderle.";
    const saved = await business.client.ask("PUT", sentencePath("agent_inactive"), sentenceView, { text });
    expect(saved).toMatchObject({ text, isOwn: true, default: SENTENCES.agent_inactive.es });
    const first = await hear(business);
    expect(isLastSentence(first.document, "agent_inactive", "es"), first.document).toBe(true);
    expect(await first.phone.heardWords()).toBe(`Aquí Clínica ${business.key}. Hoy no podemos atenderle.`);

    await business.client.ask("DELETE", sentencePath("agent_inactive"), sentenceView);
    expect(await (await hear(business)).phone.heardWords()).toBe(SENTENCES.agent_inactive.es);
    const after = await business.client.get("/api/sentences", z.array(sentenceView));
    expect(after).toEqual(before);
  });

  test("are spoken as the agent's voice is set, and anew when that changes", async () => {
    const business = await openSilent();
    const spoken = async () => {
      await hear(business);
      const asked = (await listRecordings(house.sandboxUrl)).filter(
        ({ path = "", message }) =>
          path.includes("/text-to-speech/") && JSON.stringify(message).includes(business.key),
      );
      return asked.map(({ message }) => (message as { voice_settings?: unknown }).voice_settings);
    };
    await business.client.ask("PUT", sentencePath("agent_inactive"), sentenceView, {
      text: "Aquí {business}. Llámenos mañana.",
    });
    const usual = { stability: 0.5, similarity_boost: 0.75, speed: 1 };
    expect(await spoken()).toEqual([usual]);
    expect(await spoken()).toEqual([usual]);
    await business.client.ask("PATCH", `/api/agents/${business.agent.id}`, savedAgentView, {
      voiceSettings: { stability: 0.8, similarityBoost: 0.6, speed: 0.85 },
    });
    expect(await spoken()).toEqual([usual, { stability: 0.8, similarity_boost: 0.6, speed: 0.85 }]);
  });

  test("in the house's own words are nobody's own", async () => {
    const business = await createBusiness(house, { agent: null });
    const own = { text: "Un momento." };
    await business.client.ask("PUT", sentencePath("connecting"), sentenceView, own);
    const again: SentenceView = await business.client.ask("PUT", sentencePath("connecting"), sentenceView, {
      text: SENTENCES.connecting.es,
    });
    expect(again.isOwn).toBe(false);
  });

  test("name only what has a value there, and are of a length that somebody listens to", async () => {
    const business = await createBusiness(house, { agent: null });
    for (const [text, fault] of [
      ["Hola {nombre}.", "nombre"],
      ["Hola {brief}.", "brief"],
      ["Hola { }.", "«»"],
      ["", "necesario"],
      ["a".repeat(401), "400"],
    ] as const) {
      const answer = await business.client.send("PUT", sentencePath("connecting"), { text });
      expect(answer.status, text).toBe(422);
      expect(failureEnvelope.parse(JSON.parse(answer.text)).error.fields?.["text"], text).toContain(fault);
    }
    for (const unknown of [sentencePath("swear"), sentencePath("connecting", "fr")])
      expect(await business.client.refusal("PUT", unknown, { text: "x" })).toMatchObject({ status: 404 });
    const operator = await addMember(business.client, "operator", business.key);
    expect(await operator.client.refusal("PUT", sentencePath("connecting"), { text: "x" })).toMatchObject({
      status: 403,
    });
  });
});

describe.concurrent("a sentence that is heard before it is used", () => {
  test("has the agent's voice and example values, or the words somebody is trying out", async () => {
    const business = await openSilent();
    const brief = await preview(business, { key: "advisor_brief", language: "es" });
    expect([brief.status, brief.type]).toEqual([200, "audio/wav"]);
    expect(brief.words()).toBe(
      `Llamada de Clínica ${business.key}. Carmen Ruiz llama para cambiar su cita. Prefiere el jueves por la mañana. Pulse uno para atenderla.`,
    );
    const draft = await preview(business, {
      key: "connecting",
      language: "en",
      text: "Calling {advisor}.",
      agentId: business.agent.id,
    });
    expect(draft.words()).toBe("Calling Laura Gomez.");
  });

  test("is refused with the reason: nothing stands in for a voice that is missing", async () => {
    const [business, mute] = await Promise.all([openSilent(), createBusiness(house)]);
    const connecting = { key: "connecting", language: "es" };
    const unknown = await preview(business, { ...connecting, text: "Hola {nadie}." });
    expect([unknown.status, unknown.error().fields?.["text"]]).toEqual([
      422,
      expect.stringContaining("nadie"),
    ]);
    const foreign = await preview(business, { ...connecting, agentId: mute.agent.id });
    expect([foreign.status, foreign.error().code]).toEqual([404, "not_found"]);
    const voiceless = await preview(mute, connecting);
    expect([voiceless.status, voiceless.error().message]).toEqual([409, expect.stringContaining("voz")]);
    await losesItsVoice(business);
    const lost = await preview(business, { ...connecting, text: "Otra frase distinta." });
    expect([lost.status, lost.error().code]).toEqual([502, "provider_failed"]);
  });
});

describe("when speech cannot be had", () => {
  let business: Business;
  beforeAll(async () => {
    business = await openSilent();
    await losesItsVoice(business);
  });

  test("the recording that comes with the house plays, and says what it says", async () => {
    const { phone, document } = await hear(business);
    expect(isLastSentence(document, "agent_inactive", "es"), document).toBe(true);
    const recording = soundOf(readFileSync("lib/sentences/audio/es/agent_inactive.wav"));
    expect((await phone.heardAudio()).includes(recording.subarray(8000, 32_000))).toBe(true);
  });

  test.each(SENTENCE_KEYS.flatMap((key) => LANGUAGES.map((language) => [key, language] as const)))(
    "there is one of %s in %s: a few seconds of speech in a small file",
    (key, language) => {
      const file = readFileSync(path.join("lib/sentences/audio", language, `${key}.wav`));
      const seconds = soundOf(file).length / 8000;
      expect(seconds).toBeGreaterThan(recordedWords(key, language).length / 30);
      expect(seconds).toBeLessThan(15);
      expect(file.length).toBeLessThan(120_000);
    },
  );
});
