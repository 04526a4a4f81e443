import { describe, expect, it } from "vitest";
import type { AnalysisFindings } from "@/db/schema/analyses";
import type { CallOutcome } from "@/lib/vocabulary";
import { contradictionsOf, outcomeOf, rowChanges, shownFindings } from "./shown-analysis";

const FINDINGS: AnalysisFindings = {
  title: "Pide precio",
  summary: "Preguntó por un precio.",
  outcome: "callback",
  isOutcomeCollected: false,
  intent: "information",
  qualificationScore: null,
  reasons: [],
  sentiment: null,
  followUp: null,
  fields: { insurer: "Sol", children: 2 },
  confidence: 0.9,
};

const found = (outcome: CallOutcome, isOutcomeCollected = false) => ({
  findings: { ...FINDINGS, outcome, isOutcomeCollected },
  corrections: {},
});

describe("the outcome of a call", () => {
  it.each<[string, CallOutcome | null, CallOutcome, CallOutcome | null, boolean]>([
    ["nothing was done, and an opinion of no deed is believed", null, "qualified", "qualified", false],
    ["nothing came of it, as was noted", "no_outcome", "qualified", "qualified", false],
    ["nothing was done, and a deed is claimed", null, "booked", "no_outcome", true],
    ["nothing was done, and an objection is claimed", "no_outcome", "opted_out", "no_outcome", true],
    ["something was done, and nothing was seen", "booked", "no_outcome", "booked", false],
    ["both say the same", "booked", "booked", "booked", false],
    ["both say the same in other words", "message_taken", "callback", "message_taken", false],
    ["they contradict each other", "booked", "cancelled", "booked", true],
    ["an opinion contradicts what was done", "transferred", "not_interested", "transferred", true],
    ["neither knows of anything", null, "no_outcome", "no_outcome", false],
  ])("%s", (_, settled, said, is, isContradiction) => {
    expect(outcomeOf(found(said), settled)).toBe(is);
    expect(contradictionsOf(found(said), settled)).toEqual(
      isContradiction ? [{ field: "outcome", said, is: is ?? "no_outcome" }] : [],
    );
  });

  it("is a deed where the business's own agent at ElevenLabs collected it, unless another one was done", () => {
    expect(outcomeOf(found("booked", true), null)).toBe("booked");
    expect(contradictionsOf(found("booked", true), null)).toEqual([]);
    expect(outcomeOf(found("booked", true), "cancelled")).toBe("cancelled");
    expect(contradictionsOf(found("booked", true), "cancelled")).toHaveLength(1);
  });

  it("is what a person says, whatever else is said", () => {
    const corrected = { ...found("cancelled"), corrections: { outcome: "wrong_number" as const } };
    expect(outcomeOf(corrected, "booked")).toBe("wrong_number");
    expect(outcomeOf({ findings: null, corrections: corrected.corrections }, null)).toBe("wrong_number");
  });

  it("without any analysis is what was done", () => {
    expect(outcomeOf({ findings: null, corrections: {} }, "booked")).toBe("booked");
    expect(outcomeOf({ findings: null, corrections: {} }, null)).toBeNull();
  });
});

describe("what is shown", () => {
  it("is what was found, with what a person put in its place; of own fields each by itself", () => {
    expect(
      shownFindings({ findings: FINDINGS, corrections: { summary: "Otra cosa.", fields: { children: 3 } } }),
    ).toMatchObject({
      summary: "Otra cosa.",
      intent: "information",
      fields: { insurer: "Sol", children: 3 },
    });
  });

  it("is nothing while nobody has said anything", () => {
    expect(shownFindings({ findings: null, corrections: {} })).toBeUndefined();
  });

  it("is in the row of the call only what differs from it", () => {
    const row = {
      title: "Title of the vendor",
      summary: FINDINGS.summary,
      outcome: null,
      qualificationScore: null,
      sentiment: null,
      intent: null,
    };
    expect(rowChanges(row, { findings: FINDINGS, corrections: {} }, null)).toEqual({
      title: "Pide precio",
      outcome: "callback",
      intent: "information",
    });
    expect(rowChanges(row, { findings: null, corrections: {} }, "booked")).toEqual({});
  });
});
