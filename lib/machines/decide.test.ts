import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALL_OUTCOMES } from "@/lib/vocabulary";
import { answererOf, decideOnMachine, type MachineSurroundings } from "./decide";
import { verdictOf } from "./verdict";

const AROUND: MachineSurroundings = {
  isOver: false,
  hasTransfer: false,
  outcome: null,
  turns: [],
  leavesMessage: false,
};
const WORDS = [
  "human",
  "unknown",
  "fax",
  "machine_start",
  "machine_end_beep",
  "machine_end_silence",
  "machine_end_other",
] as const;
const decide = (word: string, around: Partial<MachineSurroundings> = {}) =>
  decideOnMachine(verdictOf(word), { ...AROUND, ...around });
const said = (...roles: ("agent" | "caller")[]) => roles.map((role) => ({ role, text: "Sí, dígame." }));
const conversation = said("agent", "caller", "agent", "caller", "agent", "caller");

describe("a verdict", () => {
  it.each([
    ["human", "human", false],
    ["unknown", "unknown", false],
    ["fax", "fax", false],
    ["machine_start", "machine", false],
    ["machine_end_beep", "machine", true],
    ["machine_end_silence", "machine", true],
    ["machine_end_other", "machine", true],
    ["a_word_of_next_year", "unknown", false],
  ] as const)("%s speaks of a %s", (word, answeredBy, isListening) => {
    expect(verdictOf(word)).toEqual({ answeredBy, word, isListening });
  });
});

describe("what follows from a verdict", () => {
  it.each([
    ["human", {}, { type: "go_on", why: "not_a_machine" }],
    ["unknown", {}, { type: "go_on", why: "not_a_machine" }],
    ["unknown", { leavesMessage: true }, { type: "go_on", why: "not_a_machine" }],
    ["machine_start", {}, { type: "hang_up", isVoicemail: true }],
    ["machine_end_beep", {}, { type: "hang_up", isVoicemail: true }],
    ["machine_end_beep", { leavesMessage: true }, { type: "leave_message" }],
    ["machine_end_silence", { leavesMessage: true }, { type: "leave_message" }],
    ["machine_end_other", { leavesMessage: true }, { type: "leave_message" }],
    // The agent was told to leave a message after this call had begun: the greeting is not over.
    ["machine_start", { leavesMessage: true }, { type: "hang_up", isVoicemail: false }],
    ["fax", {}, { type: "hang_up", isVoicemail: false }],
    ["fax", { leavesMessage: true }, { type: "hang_up", isVoicemail: false }],
    ["machine_start", { isOver: true }, { type: "go_on", why: "over" }],
    ["machine_start", { hasTransfer: true }, { type: "go_on", why: "transfer" }],
    ["machine_end_beep", { hasTransfer: true, leavesMessage: true }, { type: "go_on", why: "transfer" }],
    ["machine_start", { outcome: "confirmed" }, { type: "go_on", why: "settled" }],
    ["fax", { outcome: "booked" }, { type: "go_on", why: "settled" }],
    ["machine_start", { outcome: "no_outcome" }, { type: "hang_up", isVoicemail: true }],
    ["machine_start", { outcome: "callback" }, { type: "hang_up", isVoicemail: true }],
    ["machine_start", { turns: conversation }, { type: "go_on", why: "conversation" }],
    // A greeting in two pieces, between which the agent spoke.
    ["machine_start", { turns: conversation.slice(0, 4) }, { type: "hang_up", isVoicemail: true }],
    [
      "machine_start",
      { turns: said("agent", "caller", "caller", "caller") },
      { type: "hang_up", isVoicemail: true },
    ],
    [
      "machine_start",
      { turns: [{ role: "caller", text: "Diga su nombre y el motivo de su llamada." }] },
      { type: "go_on", why: "screening" },
    ],
  ] as const)("%s, %j", (word, around, decision) => {
    expect(decide(word, around)).toEqual(decision);
  });

  it("is never the end of a call with a person who was put through, or with whom something was settled", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WORDS),
        fc.record({
          isOver: fc.boolean(),
          hasTransfer: fc.boolean(),
          outcome: fc.constantFrom(null, ...CALL_OUTCOMES),
          turns: fc.array(fc.record({ role: fc.constantFrom("agent", "caller", "tool"), text: fc.string() })),
          leavesMessage: fc.boolean(),
        }),
        (word, around) => {
          const decision = decide(word, around);
          if (around.hasTransfer || around.outcome === "booked" || around.isOver || word === "unknown")
            expect(decision.type).toBe("go_on");
          if (!around.leavesMessage) expect(decision.type).not.toBe("leave_message");
          if (!word.startsWith("machine_end_")) expect(decision.type).not.toBe("leave_message");
        },
      ),
    );
  });
});

describe("who picked up", () => {
  it.each([
    ["machine_start", {}, "machine"],
    ["machine_start", { isOver: true }, "machine"],
    ["fax", {}, "fax"],
    ["human", {}, "human"],
    ["unknown", {}, "unknown"],
    ["machine_start", { turns: conversation }, "human"],
    ["machine_start", { hasTransfer: true }, "human"],
    ["machine_start", { outcome: "confirmed", isOver: true }, "human"],
    [
      "machine_start",
      { turns: [{ role: "caller", text: "Please state your name and reason for calling." }] },
      "unknown",
    ],
  ] as const)("by %s with %j is a %s", (word, around, answeredBy) => {
    expect(answererOf(verdictOf(word), decide(word, around))).toBe(answeredBy);
  });
});
