import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type AnalysisView, analysisView } from "@/lib/analysis/schema";
import { callCosts } from "@/lib/model-uses/schema";
import { tenantView } from "@/lib/tenants/schema";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { openHouseDatabase } from "./house-database";

const house = inject("house");
judgeAtTheEnd(house);

let database: postgres.Sql;
beforeAll(() => {
  database = openHouseDatabase(house.dataFolder);
});
afterAll(() => database.end());

const analysisOf = (business: Business, callId: string): Promise<AnalysisView> =>
  business.client.get(`/api/calls/${callId}/analysis`, analysisView);

const untilAnalysis = (
  business: Business,
  callId: string,
  what: string,
  isSo: (analysis: AnalysisView) => boolean,
): Promise<AnalysisView> =>
  until(`the analysis of ${callId} ${what}`, async () => {
    const analysis = await analysisOf(business, callId);
    return isSo(analysis) && analysis;
  });

const isDone = ({ state }: AnalysisView) => state === "done";

/** Somebody asks what only the transcript tells, and hangs up. Words of its own: faults name them. */
async function ask(business: Business, words: string): Promise<string> {
  const phone = await business.dial();
  await phone.untilHeard(FIRST_MESSAGE);
  await phone.say(words);
  await until("an answer", async () => (await phone.detail()).heard.length > 1);
  await phone.hangUp();
  return business.findCallId(phone.from);
}

describe.concurrent.each(["bridge", "native"] as const)("a call in %s mode", (mode) => {
  test("is analysed once it is over, with the business's own fields, and says what it cost", async () => {
    const business = await createBusiness(house, { agent: { mode } });
    await business.client.ask("PATCH", "/api/tenant", tenantView, {
      analysisFields: [
        { name: "insurer", label: "Seguro", type: "choice", choices: ["Sanitas", "Adeslas"] },
        { name: "children", label: "Hijos", type: "number" },
      ],
      analysesSentiment: true,
    });
    const callId = await ask(business, "¿Cuál es el horario? Tengo Sanitas. Gracias.");
    const analysis = await untilAnalysis(business, callId, "is done", isDone);
    expect(analysis).toMatchObject({
      source: "openai",
      error: null,
      findings: {
        intent: "information",
        sentiment: "positive",
        qualificationScore: null,
        fields: { insurer: "Sanitas" },
      },
    });
    expect(await business.call(callId)).toMatchObject({ intent: "information", sentiment: "positive" });
    const types = (await business.events(callId)).map(({ type }) => type);
    expect(types.filter((type) => type === "analysed")).toHaveLength(1);
    const costs = await business.client.get(`/api/calls/${callId}/costs`, callCosts);
    expect(Number(costs.openAiUsd)).toBeGreaterThan(0);
    expect(costs).toMatchObject({ estimated: [], modelUses: [{ purpose: "analysis", questions: 1 }] });
    const csv = await business.client.send("GET", "/api/calls/export");
    expect(csv.text).toMatch(/,positive,information,[\d.]*,[\d.]*,0\.\d+/);
  });
});

describe.concurrent("an analysis", () => {
  test("is corrected by hand, and stays so when the call is analysed again", async () => {
    const business = await createBusiness(house);
    const stranger = await createBusiness(house, { agent: null });
    const callId = await ask(business, "¿Cuánto cuesta una limpieza?");
    await untilAnalysis(business, callId, "is done", isDone);
    const path = `/api/calls/${callId}/analysis`;
    expect((await business.client.send("PATCH", path, { qualificationScore: 101 })).status).toBe(422);
    expect((await business.client.send("PATCH", path, { fields: { nobody: "x" } })).status).toBe(422);
    const corrected = await business.client.ask("PATCH", path, analysisView, {
      outcome: "qualified",
      followUp: { text: "Mandar el presupuesto", dueInDays: 1 },
    });
    expect(corrected).toMatchObject({
      corrected: ["outcome", "followUp"],
      correctedBy: "Ana Prueba",
      findings: { outcome: "qualified" },
    });
    const before = corrected.analysedAt;
    await business.client.ask("POST", `${path}/run`, analysisView, {});
    const again = await untilAnalysis(
      business,
      callId,
      "was made again",
      (now) => isDone(now) && +(now.analysedAt ?? 0) > +(before ?? 0),
    );
    expect(again.findings).toMatchObject({
      outcome: "qualified",
      followUp: { text: "Mandar el presupuesto" },
    });
    expect(await business.call(callId)).toMatchObject({ outcome: "qualified" });
    const tasks = await database`
      select kind from messages where tenant_id = ${business.tenantId} and call_id = ${callId}`;
    expect(tasks).toEqual([{ kind: "follow_up" }]);
    for (const [method, address] of [
      ["GET", path],
      ["PATCH", path],
      ["POST", `${path}/run`],
      ["GET", `/api/calls/${callId}/costs`],
    ] as const) {
      const body = method === "GET" ? undefined : { outcome: "booked" };
      expect((await stranger.client.send(method, address, body)).status, address).toBe(404);
    }
  });

  test.each(["decline", "garble", "status", "cut"] as const)(
    "that OpenAI makes nothing of (%s) is tried again, and nothing is lost",
    async (kind) => {
      const business = await createBusiness(house);
      const words = `¿Dónde están? Vengo de ${business.key}.`;
      const status = kind === "status" ? { status: 503 } : {};
      await business.sandbox.misbehave({
        target: "openai.rest",
        kind,
        times: 1,
        match: business.key,
        ...status,
      });
      const callId = await ask(business, words);
      await untilAnalysis(business, callId, "has failed once", ({ error }) => error !== null);
      await database`
        update call_analyses set next_attempt_at = now() - interval '1 second' where tenant_id = ${business.tenantId}`;
      expect(await untilAnalysis(business, callId, "is done", isDone)).toMatchObject({ error: null });
      expect((await business.turns(callId)).some(({ text }) => text === words)).toBe(true);
    },
  );
});
