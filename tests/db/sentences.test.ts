import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { deletePersonalClips, findSpeechClip, PERSONAL_CLIP, saveSpeechClip } from "@/db/queries/speech";
import { findAdvisorSought } from "@/db/queries/sentences";
import { resetSentence, saveSentence } from "@/lib/sentences/own-sentences";
import { sentenceText } from "@/lib/sentences/sentence-text";
import { SENTENCES } from "@/lib/sentences/sentences";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addAdvisor, addCall, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

const noAgent = { key: "no_agent", language: "es" } as const;

async function auditOf(scope: Scope): Promise<unknown[]> {
  const rows = await database.owner<{ action: string; subject: string; details: unknown }[]>`
    select action, subject, details from audit_entries
    where tenant_id = ${scope.tenantId} and action like 'sentence.%' order by at, id`;
  return rows.map(({ action, subject, details }) => [action, subject, details]);
}

describe("the words of a business", () => {
  it("are said instead of the house's, with its own name and what is known of the call", async () => {
    const { scope } = await createBusiness();
    expect(await sentenceText(scope, noAgent)).toBe(SENTENCES.no_agent.es);
    await saveSentence(scope, { ...noAgent, text: "Esto es {business}." });
    expect(await sentenceText(scope, noAgent)).toBe("Esto es Clínica Prueba.");
    expect(await sentenceText(scope, { ...noAgent, language: "en" })).toBe(SENTENCES.no_agent.en);
    await saveSentence(scope, { key: "connecting", language: "es", text: "Llamo a {advisor}, {contact}." });
    const values = { advisor: "Ana" };
    expect(await sentenceText(scope, { key: "connecting", language: "es", values })).toBe("Llamo a Ana.");
    const other = await createBusiness();
    expect(await sentenceText(other.scope, noAgent)).toBe(SENTENCES.no_agent.es);
  });

  it("are on record with what they were before, and only where they changed", async () => {
    const { scope } = await createBusiness();
    await saveSentence(scope, { ...noAgent, text: "Uno." });
    await saveSentence(scope, { ...noAgent, text: "Dos." });
    await resetSentence(scope, noAgent);
    await resetSentence(scope, noAgent);
    await expect(saveSentence(scope, { ...noAgent, text: "{advisor}" })).rejects.toMatchObject({
      code: "invalid",
      fields: { text: "unknown_variable" },
      values: { name: "advisor" },
    });
    expect(await auditOf(scope)).toEqual([
      ["sentence.update", "no_agent.es", { text: "Uno.", before: null }],
      ["sentence.update", "no_agent.es", { text: "Dos.", before: "Uno." }],
      ["sentence.reset", "no_agent.es", { before: "Dos." }],
    ]);
  });
});

describe("speech in which somebody is named", () => {
  const clip = (name: string) => `${PERSONAL_CLIP}${name}`;

  it("is gone a day later, when the next one is made; what names nobody stays", async () => {
    const { scope } = await createBusiness();
    for (const key of ["nobody", clip("yesterday")]) await saveSpeechClip(scope, key, "AAAA");
    await database.owner`
      update speech_clips set created_at = now() - interval '25 hours' where tenant_id = ${scope.tenantId}`;
    await saveSpeechClip(scope, clip("today"), "BBBB");
    expect(await findSpeechClip(scope, clip("yesterday"))).toBeUndefined();
    expect(await findSpeechClip(scope, clip("today"))).toBe("BBBB");
    expect(await findSpeechClip(scope, "nobody")).toBe("AAAA");
  });

  it("goes at once when somebody is erased, and of this business alone", async () => {
    const [{ scope }, other] = [await createBusiness(), await createBusiness()];
    for (const one of [scope, other.scope]) await saveSpeechClip(one, clip("brief"), "AAAA");
    await saveSpeechClip(scope, "nobody", "AAAA");
    await deletePersonalClips(scope);
    expect(await findSpeechClip(scope, clip("brief"))).toBeUndefined();
    expect(await findSpeechClip(scope, "nobody")).toBe("AAAA");
    expect(await findSpeechClip(other.scope, clip("brief"))).toBe("AAAA");
  });
});

describe("whom a waiting caller is told of", () => {
  it("is the advisor who is rung now, not the one before, and nobody once the transfer is over", async () => {
    const { scope } = await createBusiness();
    const { tenantId } = scope;
    const call = await addCall(scope);
    expect(await findAdvisorSought(scope, call.id)).toBeUndefined();
    const [transfer] = await database.owner<{ id: string }[]>`
      insert into transfers (tenant_id, call_id, requested_by, reason, brief)
      values (${tenantId}, ${call.id}, 'agent', '', '') returning id`;
    for (const [position, name] of [
      [1, "Ana"],
      [2, "Luis"],
    ] as const) {
      const { advisorId } = await addAdvisor(scope, { name, number: `+3460000000${position}` });
      await database.owner`
        insert into transfer_attempts (tenant_id, transfer_id, position, advisor_id, number)
        values (${tenantId}, ${transfer?.id ?? ""}, ${position}, ${advisorId}, '+34600000000')`;
      expect(await findAdvisorSought(scope, call.id)).toBe(name);
    }
    await database.owner`update transfers set ended_at = now() where tenant_id = ${tenantId}`;
    expect(await findAdvisorSought(scope, call.id)).toBeUndefined();
  });
});
