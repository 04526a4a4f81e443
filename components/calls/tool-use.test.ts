import { describe, expect, it } from "vitest";
import { readToolUse } from "./tool-use";

describe("what the agent did with a tool", () => {
  it("has a name and the outcome that was noted, whatever else was given or answered", () => {
    const text = 'report_result {"outcome":"confirmed","notes":"Dijo {sí} → mañana"} → Noted.';
    expect(readToolUse(text)).toEqual({ name: "report_result", outcome: "confirmed", say: undefined });
  });

  it("has the sentence that the agent was told to say", () => {
    const text = 'book_appointment {"when":"el lunes"} → {"status":"ask","say":"¿A qué hora?","ask":"when"}';
    expect(readToolUse(text)).toEqual({
      name: "book_appointment",
      outcome: undefined,
      say: "¿A qué hora?",
    });
  });

  it("has it also where ElevenLabs asked for the tool, and the answer stands within another", () => {
    const answer = JSON.stringify({
      result: JSON.stringify({ status: "done", say: "Hecho." }),
      is_error: false,
    });
    expect(readToolUse(`confirm_appointment {} → ${answer}`)).toMatchObject({ say: "Hecho." });
  });

  it("has no outcome where none of ours was noted", () => {
    expect(readToolUse('report_result {"outcome":"sang"}')).toEqual({
      name: "report_result",
      outcome: undefined,
      say: undefined,
    });
    expect(readToolUse("end_call {}")).toEqual({ name: "end_call", outcome: undefined, say: undefined });
  });

  it("may be a tool of somebody else, of any name", () => {
    expect(readToolUse('crm.find-Contact2 {"q":"Rosa"} → {"id":7}')).toEqual({
      name: "crm.find-Contact2",
      outcome: undefined,
      say: undefined,
    });
  });

  it("is unknown where something else was written", () => {
    expect(readToolUse("algo distinto")).toBeUndefined();
  });
});
