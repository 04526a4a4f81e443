import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAttemptFact, type AttemptFact, isOver } from "./attempt";
import { newAttempt, SECOND_MS, START } from "./test-transfer";

const at = (seconds: number) => new Date(START.getTime() + seconds * SECOND_MS);
const twilioCallSid = "CA1";
const DIALLED: AttemptFact = { type: "dialled", at: at(0), state: "accepted", twilioCallSid, error: null };
const RINGING: AttemptFact = { type: "ringing", at: at(1), twilioCallSid };
const ANSWERED: AttemptFact = { type: "answered", at: at(5), twilioCallSid };
const ended = (end: "completed" | "no_answer" | "busy" | "canceled" | "failed"): AttemptFact => ({
  type: "ended",
  at: at(30),
  end,
  twilioCallSid,
});
const after = (...facts: AttemptFact[]) => facts.reduce(addAttemptFact, newAttempt());

describe("what becomes of an advisor's telephone", () => {
  it.each([
    ["nobody picked up", [RINGING, ended("no_answer")], "no_answer"],
    ["it was engaged", [ended("busy")], "busy"],
    ["Twilio could not reach it", [ended("failed")], "failed"],
    ["a mailbox listened and pressed nothing", [RINGING, ANSWERED, ended("completed")], "declined"],
    ["another key was pressed", [ANSWERED, { type: "declined", at: at(9) }], "declined"],
    ["nothing is heard of it yet", [], "dialing"],
    ["it rings", [RINGING], "ringing"],
    ["somebody, or a mailbox, hears the brief", [RINGING, ANSWERED], "answered"],
    ["1 was pressed", [ANSWERED, { type: "accepted", at: at(9) }], "accepted"],
    [
      "they spoke",
      [ANSWERED, { type: "accepted", at: at(9) }, { type: "connected", at: at(10) }, ended("completed")],
      "completed",
    ],
    [
      "the caller hung up while it rang",
      [RINGING, { type: "dropped", at: at(8) }, ended("canceled")],
      "canceled",
    ],
  ] as [string, AttemptFact[], string][])("when %s", (_what, facts, status) => {
    expect(after(DIALLED, ...facts).status).toBe(status);
  });

  it("Twilio's refusal ends it, in Twilio's words", () => {
    const error = { code: "13227", message: "No permission for this country" };
    const refused = after({ type: "dialled", at: at(0), state: "refused", twilioCallSid: null, error });
    expect(refused).toMatchObject({ status: "failed", errorCode: "13227", isSettled: true });
  });

  it("a key that is pressed after the caller has gone is not taken", () => {
    const gone = after(DIALLED, ANSWERED, { type: "dropped", at: at(8) }, { type: "accepted", at: at(9) });
    expect(gone).toMatchObject({ acceptedAt: null, status: "canceled" });
  });

  it("the first key counts", () => {
    const twice = after(ANSWERED, { type: "declined", at: at(8) }, { type: "accepted", at: at(9) });
    expect(twice).toMatchObject({ acceptedAt: null, status: "declined" });
  });

  it("nobody speaks with the caller who has not pressed 1, nor after the end", () => {
    const connected: AttemptFact = { type: "connected", at: at(10) };
    expect(after(DIALLED, ANSWERED, connected)).toMatchObject({ connectedAt: null, status: "answered" });
    const late = after(DIALLED, { type: "accepted", at: at(9) }, ended("completed"), connected);
    expect(late).toMatchObject({ connectedAt: null, status: "declined" });
  });

  it("the first end counts, and nobody is let go who was over already", () => {
    expect(after(DIALLED, ended("busy"), ended("failed"))).toMatchObject({ status: "busy" });
    const dropped: AttemptFact = { type: "dropped", at: at(8) };
    const declined = after(DIALLED, ANSWERED, { type: "declined", at: at(7) }, dropped);
    expect(declined).toMatchObject({ droppedAt: null, status: "declined" });
    const twice = after(DIALLED, dropped, { type: "dropped", at: at(12) });
    expect(twice).toMatchObject({ droppedAt: at(8), status: "canceled" });
  });

  const lost: AttemptFact = {
    type: "dialled",
    at: at(0),
    state: "unknown",
    twilioCallSid: null,
    error: { code: "ECONNRESET", message: "unreachable" },
  };

  it("an order that was obeyed is not made doubtful by what is known less certainly", () => {
    expect(after(DIALLED, lost)).toMatchObject({ dialState: "accepted", twilioCallSid, errorCode: null });
    const unnamed: AttemptFact = { type: "ended", at: at(9), end: "failed", twilioCallSid: null };
    expect(after(unnamed)).toMatchObject({ dialState: "pending" });
  });

  it("whoever speaks of a leg whose order was lost makes it known", () => {
    expect(after(lost, RINGING)).toMatchObject({ dialState: "accepted", twilioCallSid, isSettled: false });
  });

  it("of what is said of one moment the earliest holds", () => {
    const late: AttemptFact = { ...RINGING, at: at(3) };
    expect(after(late, RINGING, late)).toMatchObject({ ringingAt: at(1) });
  });

  it("reports of Twilio add up to the same in any order and number", () => {
    const reports = [DIALLED, RINGING, ANSWERED, ended("completed")];
    const expected = after(...reports);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(reports, { minLength: reports.length }),
        fc.array(fc.constantFrom(...reports)),
        (order, repeats) => {
          expect(after(...order, ...repeats)).toEqual(expected);
        },
      ),
    );
  });

  it("what is over stays over", () => {
    const facts = fc.constantFrom<AttemptFact>(
      DIALLED,
      RINGING,
      ANSWERED,
      { type: "accepted", at: at(6) },
      { type: "declined", at: at(7) },
      { type: "dropped", at: at(8) },
      { type: "connected", at: at(9) },
      ended("completed"),
      ended("no_answer"),
    );
    fc.assert(
      fc.property(fc.array(facts), (said) => {
        let attempt = newAttempt();
        for (const fact of said) {
          const next = addAttemptFact(attempt, fact);
          if (isOver(attempt)) expect(isOver(next)).toBe(true);
          if (attempt.isSettled) expect(next.isSettled).toBe(true);
          attempt = next;
        }
      }),
    );
  });
});
