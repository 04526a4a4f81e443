import type { AnsweredBy, CallOutcome } from "@/lib/vocabulary";
import { isScreening } from "./screening";
import type { Verdict } from "./verdict";

/** What is known of a call at the moment of a verdict. */
export interface MachineSurroundings {
  /** The call is over, or somebody has asked for its end. */
  isOver: boolean;
  /** An advisor was rung for whoever is on the line. */
  hasTransfer: boolean;
  outcome: CallOutcome | null;
  /** Said so far, in order. */
  turns: readonly { role: string; text: string }[];
  /** Whether the agent leaves a message, and has one. */
  leavesMessage: boolean;
}

/** Why the agent goes on: a person, by the verdict or by what was said and done; or nobody is left to act upon. */
export type GoingOn = "not_a_machine" | "transfer" | "settled" | "conversation" | "screening" | "over";

export type MachineDecision =
  | { type: "go_on"; why: GoingOn }
  /** A mailbox that was to get a message is reached only once it has heard it; a fax machine is nobody's mailbox. */
  | { type: "hang_up"; isVoicemail: boolean }
  | { type: "leave_message" };

/** Results that nobody reaches with a mailbox. */
const SETTLED: readonly CallOutcome[] = [
  "confirmed",
  "rescheduled",
  "cancelled",
  "booked",
  "booked_demo",
  "qualified",
  "not_interested",
  "message_taken",
  "transferred",
  "opted_out",
];
/** A greeting may come in two pieces and an announcement after them; nobody but a person answers a third time. */
const ANSWERS_OF_A_PERSON = 3;

/** What follows from a verdict. Pure. */
export function decideOnMachine(verdict: Verdict, around: MachineSurroundings): MachineDecision {
  if (verdict.answeredBy === "human" || verdict.answeredBy === "unknown")
    return { type: "go_on", why: "not_a_machine" };
  const person = whyAPerson(around);
  if (person) return { type: "go_on", why: person };
  if (around.isOver) return { type: "go_on", why: "over" };
  if (verdict.answeredBy === "fax") return { type: "hang_up", isVoicemail: false };
  if (!around.leavesMessage) return { type: "hang_up", isVoicemail: true };
  // Spoken before the greeting is over, the message would lose its beginning (twilio.md §13.19).
  return verdict.isListening ? { type: "leave_message" } : { type: "hang_up", isVoicemail: false };
}

/** Twilio judges by seconds of sound; what was said and done since knows better. */
function whyAPerson({ hasTransfer, outcome, turns }: MachineSurroundings): GoingOn | undefined {
  if (hasTransfer) return "transfer";
  if (outcome !== null && SETTLED.includes(outcome)) return "settled";
  const answers = turns.filter(({ role }, index) => role === "caller" && turns[index - 1]?.role === "agent");
  if (answers.length >= ANSWERS_OF_A_PERSON) return "conversation";
  // A telephone that asks who calls will ring for its owner when it was told.
  const said = turns.filter(({ role }) => role === "caller").map(({ text }) => text);
  if (isScreening(said.join(" "))) return "screening";
  return undefined;
}

/** Who picked up, as the call keeps it: the verdict, unless what was said and done contradicts it. */
export function answererOf(verdict: Verdict, decision: MachineDecision): AnsweredBy {
  if (decision.type !== "go_on") return verdict.answeredBy;
  switch (decision.why) {
    case "transfer":
    case "settled":
    case "conversation":
      return "human";
    case "screening":
      return "unknown";
    case "not_a_machine":
    case "over":
      return verdict.answeredBy;
  }
}
