import { describe, expect, it } from "vitest";
import { takeMessage } from "@/lib/messages/take-message";
import {
  answers,
  asked,
  call,
  list,
  LONG,
  only,
  openMessageDesk,
  scope,
  shorten,
  TEXT,
  waitForPause,
  words,
} from "./message-desk";

openMessageDesk();

describe("the summary of a message", () => {
  const leaveWords = (text: string, isUrgent = false) =>
    takeMessage(scope, { callId: call.id, text, isUrgent });

  it("is made of long ones, also of those that the agent took", async () => {
    shorten({ summary: "Rosa Gil pide que la llamen.", is_urgent: false });
    await leaveWords(LONG);
    await leaveWords(TEXT);
    await words.finishWords();
    expect(asked).toEqual(["responses"]);
    const summaries = (await list()).map(({ text, summary }) => [text, summary]);
    expect(new Map(summaries as [string, string | null][])).toEqual(
      new Map([
        [LONG, "Rosa Gil pide que la llamen."],
        [TEXT, null],
      ]),
    );
  });

  it("is on the bill of its call, also one of which nothing can be made", async () => {
    const { getCallCosts } = await import("@/lib/model-uses/get-call-costs");
    shorten({ summary: 7 });
    await leaveWords(LONG);
    await words.finishWords();
    shorten({ summary: "Rosa Gil pide que la llamen.", is_urgent: false });
    await waitForPause();
    await words.finishWords();
    expect(await getCallCosts(scope, call.id)).toMatchObject({
      openAiUsd: "0.00040000",
      modelUses: [{ purpose: "message_summary", questions: 2, isEstimated: false }],
    });
  });

  it("makes what is urgent more pressing, never less", async () => {
    shorten({ summary: "Rosa Gil pide que la llamen hoy.", is_urgent: true });
    await leaveWords(LONG);
    const before = await only();
    await words.finishWords();
    const after = await only();
    expect(after.isUrgent).toBe(true);
    expect(after.dueAt.getTime()).toBeLessThan(before.dueAt.getTime());

    shorten({ summary: "Nada urgente.", is_urgent: false });
    await leaveWords(`${LONG} Es urgente.`, true);
    await words.finishWords();
    expect((await list()).map(({ isUrgent }) => isUrgent)).toEqual([true, true]);
  });

  it("does not believe a model that writes a novel, and asks it three times at most", async () => {
    shorten({ summary: "Más largo que el recado. ".repeat(60), is_urgent: true });
    await leaveWords(LONG);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await words.finishWords();
      await waitForPause();
    }
    expect(asked).toEqual(["responses", "responses", "responses"]);
    expect(await only()).toMatchObject({ summary: null, isUrgent: false, text: LONG });
  });

  it("is not asked for again where the key is refused", async () => {
    answers.set("responses", {
      status: 401,
      body: { error: { message: "Incorrect API key provided.", code: "invalid_api_key" } },
    });
    await leaveWords(LONG);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await words.finishWords();
      await waitForPause();
    }
    expect(asked).toEqual(["responses"]);
  });
});
