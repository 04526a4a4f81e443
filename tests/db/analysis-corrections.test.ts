import { describe, expect, it } from "vitest";
import { updateTenant } from "@/db/queries/team";
import { recordCallEvents } from "@/lib/calls/record-event";
import {
  ANSWERED_AT,
  correctAnalysis,
  database,
  ended,
  endedCall,
  getAnalysis,
  getCallCosts,
  openAi,
  openAnalyses,
  rowOf,
  runAnalysis,
  scope,
  settled,
  work,
} from "./analysis-desk";
import { addCall, createBusiness } from "./business";

openAnalyses();

describe("what a person corrects", () => {
  it("is the truth, also after another analysis, until they take it back", async () => {
    openAi.says({ outcome: "booked" });
    const call = await endedCall();
    await work();
    const corrected = await correctAnalysis(scope, call.id, {
      outcome: "booked",
      summary: "Reservó por su cuenta.",
    });
    expect(corrected).toMatchObject({ corrected: ["outcome", "summary"], correctedBy: "Ana Prueba" });
    expect(await rowOf(call)).toMatchObject({ outcome: "booked", summary: "Reservó por su cuenta." });

    openAi.says({ outcome: "not_interested", summary: "No le interesa." });
    await runAnalysis(scope, call.id);
    await work();
    expect(await rowOf(call)).toMatchObject({ outcome: "booked", summary: "Reservó por su cuenta." });
    await recordCallEvents(scope, call.id, [settled("transferred")]);
    expect(await rowOf(call)).toMatchObject({ outcome: "booked" });

    const back = await correctAnalysis(scope, call.id, { outcome: null, summary: "" });
    expect(back).toMatchObject({ corrected: [], correctedBy: null, correctedAt: null });
    expect(await rowOf(call)).toMatchObject({ outcome: "transferred", summary: "No le interesa." });
    const audited = await database.owner`
      select action, details from audit_entries where tenant_id = ${scope.tenantId} and subject = ${call.id}
      order by at`;
    expect(audited.map(({ action }) => action as string)).toEqual([
      "analysis.correct",
      "analysis.run",
      "analysis.correct",
    ]);
    expect(JSON.stringify(audited)).not.toContain("Reservó");
  });

  it("counts without any analysis", async () => {
    const call = await addCall(scope, {});
    await recordCallEvents(scope, call.id, [ended]);
    await correctAnalysis(scope, call.id, { outcome: "wrong_number", intent: "other" });
    expect(await rowOf(call)).toMatchObject({ outcome: "wrong_number", intent: "other" });
    await correctAnalysis(scope, call.id, { outcome: null });
    expect(await rowOf(call)).toMatchObject({ outcome: null, intent: "other" });
  });

  it("is refused while the call goes on, for a field nobody has, and for a value of another kind", async () => {
    const open = await addCall(scope, { answeredAt: ANSWERED_AT });
    await expect(correctAnalysis(scope, open.id, { outcome: "booked" })).rejects.toMatchObject({
      message: "call_not_over",
    });
    await expect(runAnalysis(scope, open.id)).rejects.toMatchObject({ message: "call_not_over" });
    await updateTenant(scope, {
      analysisFields: [{ name: "children", label: "Hijos", description: "", type: "number", choices: [] }],
    });
    const call = await endedCall();
    await expect(correctAnalysis(scope, call.id, { fields: { teeth: 3 } })).rejects.toMatchObject({
      fields: { "fields.teeth": "not_yours" },
    });
    await expect(correctAnalysis(scope, call.id, { fields: { children: "dos" } })).rejects.toMatchObject({
      fields: { "fields.children": "invalid" },
    });
    const { findings } = await correctAnalysis(scope, call.id, { fields: { children: 2 } });
    expect(findings?.fields).toEqual({ children: 2 });
  });

  it("is nobody else's business", async () => {
    const call = await endedCall();
    const { scope: stranger } = await createBusiness();
    for (const attempt of [
      () => getAnalysis(stranger, call.id),
      () => runAnalysis(stranger, call.id),
      () => correctAnalysis(stranger, call.id, { outcome: "booked" }),
      () => getCallCosts(stranger, call.id),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
  });
});
