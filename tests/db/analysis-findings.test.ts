import { describe, expect, it } from "vitest";
import { updateTenant } from "@/db/queries/team";
import { recordCallEvents } from "@/lib/calls/record-event";
import type { CallOutcome } from "@/lib/vocabulary";
import {
  ANSWERED_AT,
  SAID,
  ended,
  endedCall,
  getAnalysis,
  openAi,
  openAnalyses,
  reported,
  rowOf,
  runAnalysis,
  scope,
  settled,
  tasks,
  work,
} from "./analysis-desk";
import { addCall, addTurns } from "./business";

openAnalyses();

describe("what a model says", () => {
  it.each<CallOutcome>(["booked", "confirmed", "transferred"])(
    "of a deed that is not on record (%s) is shown and not believed",
    async (outcome) => {
      openAi.says({ outcome });
      const call = await endedCall();
      await work();
      expect(await rowOf(call)).toMatchObject({ outcome: "no_outcome" });
      expect(await getAnalysis(scope, call.id)).toMatchObject({
        contradictions: [{ field: "outcome", said: outcome, is: "no_outcome" }],
      });
    },
  );

  it("is outweighed by what was done, also by what becomes known of it later", async () => {
    openAi.says({ outcome: "not_interested" });
    const call = await endedCall();
    await work();
    expect(await rowOf(call)).toMatchObject({ outcome: "not_interested" });

    await recordCallEvents(scope, call.id, [settled("booked")]);
    expect(await rowOf(call)).toMatchObject({ outcome: "booked" });
    expect(await getAnalysis(scope, call.id)).toMatchObject({
      findings: { outcome: "not_interested" },
      contradictions: [{ field: "outcome", said: "not_interested", is: "booked" }],
    });
  });

  it("is no contradiction where it is the same in other words", async () => {
    openAi.says({ outcome: "callback" });
    const call = await addCall(scope, { answeredAt: ANSWERED_AT });
    await addTurns(scope, call.id, "es", SAID);
    await recordCallEvents(scope, call.id, [settled("message_taken"), ended]);
    await work();
    expect(await rowOf(call)).toMatchObject({ outcome: "message_taken" });
    expect(await getAnalysis(scope, call.id)).toMatchObject({ contradictions: [] });
  });

  it("gives marks to sales only, and moods only where they are asked for", async () => {
    const care = await endedCall();
    const sale = await endedCall({ direction: "outbound", purpose: "sales" });
    await work();
    expect(await rowOf(care)).toMatchObject({ qualificationScore: null, sentiment: null });
    expect(await rowOf(sale)).toMatchObject({ qualificationScore: 70, sentiment: null });
    expect(await getAnalysis(scope, sale.id)).toMatchObject({ findings: { reasons: ["Tiene prisa"] } });

    await updateTenant(scope, { analysesSentiment: true });
    await runAnalysis(scope, care.id);
    await work();
    expect(await rowOf(care)).toMatchObject({ sentiment: "positive" });
  });

  it("answers the business's own fields, and nothing else in their place", async () => {
    const field = (name: string, type: "text" | "number" | "boolean" | "choice", choices: string[] = []) => ({
      name,
      label: name,
      description: "",
      type,
      choices,
    });
    await updateTenant(scope, {
      analysisFields: [
        field("insurer", "text"),
        field("children", "number"),
        field("is_new", "boolean"),
        field("tooth", "choice", ["muela", "diente"]),
      ],
    });
    openAi.says({ fields: { insurer: "Mutua\nSol", children: 2, is_new: false, tooth: null } });
    const call = await endedCall();
    await work();
    expect(await getAnalysis(scope, call.id)).toMatchObject({
      findings: { fields: { insurer: "Mutua Sol", children: 2, is_new: false, tooth: null } },
    });
  });

  it("may promise something: a task with a deadline, once per call, and none beside a message", async () => {
    openAi.says({ follow_up: { text: "Mandar el presupuesto por correo.", due_in_days: 3 } });
    const call = await endedCall();
    await work();
    await runAnalysis(scope, call.id);
    await work();
    const [task, ...others] = await tasks();
    expect(others).toEqual([]);
    expect(task).toMatchObject({ kind: "follow_up", text: "Mandar el presupuesto por correo." });
    expect(task?.due_at.toISOString().slice(0, 10)).toBe("2026-11-23");
  });
});

describe("what ElevenLabs found", () => {
  const native = (said?: string[]) => endedCall({ mode: "native" }, said);

  it("is waited for where it carries the call alone, and used where nothing is missing", async () => {
    const call = await native([]);
    await work();
    expect(await getAnalysis(scope, call.id)).toMatchObject({ obstacle: "awaiting_report" });
    await addTurns(scope, call.id, "es", SAID);
    await recordCallEvents(scope, call.id, [
      reported({
        title: "Limpieza",
        summary: "Reservó una limpieza.",
        dataCollection: {
          outcome: { value: "booked", rationale: "x" },
          intent: { value: "book" },
          qualification_score: { value: "no number" },
          follow_up: { value: "Enviar la factura" },
        },
      }),
    ]);
    await work();
    expect(openAi.asked).toEqual([]);
    expect(await getAnalysis(scope, call.id)).toMatchObject({
      state: "done",
      source: "elevenlabs",
      model: null,
      contradictions: [],
      findings: { confidence: null, intent: "book", followUp: { text: "Enviar la factura" } },
    });
    expect(await rowOf(call)).toMatchObject({ outcome: "booked", summary: "Reservó una limpieza." });
    expect(await tasks()).toMatchObject([{ kind: "follow_up" }]);
  });

  it("is completed by a language model, whose words stand in its place where it only summed up", async () => {
    const call = await native();
    await recordCallEvents(scope, call.id, [
      reported({ summary: "Wanted a price.", dataCollection: { intent: { value: "billing" } } }),
    ]);
    await work();
    expect(openAi.asked).toHaveLength(1);
    expect(await getAnalysis(scope, call.id)).toMatchObject({
      source: "openai",
      findings: { intent: "billing", outcome: "callback" },
    });
    expect(await rowOf(call)).toMatchObject({ summary: expect.stringContaining("limpieza") });
  });

  it("of a call that was given up for lost is not waited for", async () => {
    const call = await native();
    await work();
    await recordCallEvents(scope, call.id, [
      {
        source: "system",
        externalKey: "report_missing",
        type: "report_missing",
        occurredAt: new Date(),
        payload: {},
      },
    ]);
    await work();
    expect(await getAnalysis(scope, call.id)).toMatchObject({ state: "done", source: "openai" });
  });

  it("later than the analysis of a call over the bridge does not undo it", async () => {
    const call = await endedCall();
    await work();
    await recordCallEvents(scope, call.id, [
      reported({
        title: "Price",
        summary: "Wanted a price.",
        dataCollection: { outcome: { value: "booked" } },
      }),
    ]);
    expect(await rowOf(call)).toMatchObject({
      title: "Quiere información",
      summary: expect.stringContaining("limpieza"),
      outcome: "booked",
      costElevenLabsUsd: "0.080000",
    });
  });

  it("stands where the language model has failed for good, and says so", async () => {
    openAi.answers = [{ status: 401, code: "invalid_api_key" }];
    const call = await native();
    await recordCallEvents(scope, call.id, [reported({ summary: "Wanted a price." })]);
    await work();
    expect(await getAnalysis(scope, call.id)).toMatchObject({
      state: "done",
      source: "elevenlabs",
      error: expect.stringContaining("No more money."),
      findings: { summary: "Wanted a price.", outcome: "no_outcome", intent: null },
    });
  });
});
