import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANSWERED_BY, CALL_OUTCOMES } from "@/lib/vocabulary";
import { addFact, type CallFact, type CallState } from "./facts";
import { isFinal, isProgress } from "./status";

const NEW: CallState = {
  status: "queued",
  outcome: null,
  outcomeAt: null,
  answeredBy: null,
  notes: null,
  dialState: null,
  twilioCallSid: null,
  answeredAt: null,
  endedAt: null,
  durationSeconds: null,
  telephoneEnd: null,
  hangUpRequestedAt: null,
  agentConnectedAt: null,
  elevenLabsConversationId: null,
  streamEndReason: null,
  streamEndedAt: null,
  endedStreamSid: null,
  errorCode: null,
  errorMessage: null,
  errorAt: null,
  reportedAt: null,
  title: null,
  summary: null,
  successful: null,
  conversationCostsUsd: {},
  costElevenLabsUsd: null,
  attentionReason: null,
  attentionAt: null,
  attentionDoneAt: null,
  attentionDoneBy: null,
};

// Few instants and few words, so that ties are frequent.
const at = fc.integer({ min: 0, max: 6 }).map((second) => new Date(1_790_000_000_000 + second * 1000));
const word = fc.constantFrom("a", "b", "c");
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const END = fc.constantFrom("completed", "no_answer", "busy", "canceled", "failed");

const history: fc.Arbitrary<CallFact[]> = fc
  .tuple(
    fc
      .subarray(["initiated", "ringing", "in_progress"] as const)
      .chain((statuses) =>
        fc.tuple(
          ...statuses.map((status) => at.map((when): CallFact => ({ type: "progressed", status, at: when }))),
        ),
      ),
    // Twilio ends a call once, but may say so twice: by the callback and when it is asked.
    END.chain((status) =>
      fc.array(
        fc.record({
          type: fc.constant("ended" as const),
          status: fc.constant(status),
          at,
          durationSeconds: maybe(fc.nat(99)),
        }),
        { maxLength: 2 },
      ),
    ),
    fc.array(
      fc.record({
        type: fc.constant("dialled" as const),
        at,
        state: fc.constantFrom("pending", "unknown", "accepted"),
        twilioCallSid: maybe(fc.constant("CA1")),
        conversationId: maybe(word),
        error: maybe(fc.record({ code: word, message: word })),
      }),
      { maxLength: 3 },
    ),
    fc.array(
      fc.record({
        type: fc.constant("attention_needed" as const),
        at,
        reason: fc.constantFrom("medical_emergency", "medical_advice"),
      }),
      { maxLength: 3 },
    ),
    fc.array(fc.record({ type: fc.constant("hang_up_requested" as const), at }), { maxLength: 1 }),
    fc.array(fc.record({ type: fc.constant("agent_connected" as const), at, conversationId: word }), {
      maxLength: 3,
    }),
    fc.array(
      fc.record({ type: fc.constant("stream_ended" as const), at, reason: word, streamSid: maybe(word) }),
      { maxLength: 3 },
    ),
    fc.array(fc.record({ type: fc.constant("went_wrong" as const), at, code: word, message: word }), {
      maxLength: 3,
    }),
    fc.array(
      fc.record({
        type: fc.constant("result_reported" as const),
        at,
        outcome: fc.constantFrom(...CALL_OUTCOMES),
        notes: maybe(word),
      }),
      { maxLength: 3 },
    ),
    fc.array(
      fc.record({
        type: fc.constant("machine_detected" as const),
        at,
        answeredBy: fc.constantFrom(...ANSWERED_BY),
      }),
      { maxLength: 3 },
    ),
    fc.array(
      fc.record({
        type: fc.constant("conversation_reported" as const),
        at,
        conversationId: word,
        title: maybe(word),
        summary: maybe(word),
        successful: maybe(fc.boolean()),
        costElevenLabsUsd: fc.constant("0.100000"),
      }),
      { maxLength: 3 },
    ),
  )
  .map((parts) => parts.flat());

/** The same facts in any order, some of them more than once. */
const retold = history.chain((facts) =>
  fc
    .tuple(
      fc.shuffledSubarray(facts, { minLength: facts.length }),
      facts.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...facts), { maxLength: 6 }),
    )
    .chain(([all, repeats]) =>
      fc.shuffledSubarray([...all, ...repeats], { minLength: all.length + repeats.length }),
    )
    .map((told) => ({ facts, told })),
);

const tell = (facts: CallFact[]) => facts.reduce(addFact, NEW);

describe("an order to dial", () => {
  const dialled = { type: "dialled", at: new Date(1_790_000_000_000), conversationId: null } as const;

  it("that was accepted stays accepted, whatever is said later", () => {
    const accepted: CallFact = { ...dialled, state: "accepted", twilioCallSid: "CA1", error: null };
    const lost: CallFact = {
      ...dialled,
      state: "unknown",
      twilioCallSid: null,
      error: { code: "timeout", message: "no answer" },
    };
    expect(tell([accepted, lost])).toMatchObject({
      dialState: "accepted",
      twilioCallSid: "CA1",
      status: "initiated",
    });
  });

  it("whose answer was lost leaves the call open: somebody's telephone may be ringing", () => {
    const error = { code: "ECONNABORTED", message: "timeout" };
    expect(tell([{ ...dialled, state: "unknown", twilioCallSid: null, error }])).toMatchObject({
      dialState: "unknown",
      status: "queued",
      endedAt: null,
      errorCode: "ECONNABORTED",
    });
  });

  it("that was refused is the end of the call, with the vendor's reason", () => {
    const error = { code: "21215", message: "Geo permission" };
    expect(tell([{ ...dialled, state: "refused", twilioCallSid: null, error }])).toMatchObject({
      dialState: "refused",
      status: "failed",
      endedAt: dialled.at,
      errorCode: "21215",
      errorMessage: "Geo permission",
    });
  });
});

describe("the facts of a call", () => {
  it("add up to the same row in whatever order and however often they arrive", () => {
    fc.assert(
      fc.property(retold, ({ facts, told }) => {
        expect(tell(told)).toEqual(tell(facts));
      }),
      { numRuns: 3000 },
    );
  });

  it("add up to the row of those that arrived when some never do", () => {
    fc.assert(
      fc.property(
        history.chain((facts) => fc.tuple(fc.subarray(facts), fc.shuffledSubarray(facts))),
        ([kept, shuffled]) => {
          const arrived = shuffled.filter((fact) => kept.includes(fact));
          const inOrder = kept.filter((fact) => shuffled.includes(fact));
          expect(tell(arrived)).toEqual(tell(inOrder));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("never move a status backwards, and no end is left again", () => {
    fc.assert(
      fc.property(retold, ({ told }) => {
        let call = NEW;
        for (const fact of told) {
          const next = addFact(call, fact);
          if (isFinal(call.status)) {
            expect(isFinal(next.status)).toBe(true);
            expect(next.telephoneEnd).toBe(call.telephoneEnd);
          } else if (!isFinal(next.status)) {
            expect(next.status === call.status || isProgress(call.status, next.status)).toBe(true);
          }
          expect(isFinal(next.status)).toBe(next.telephoneEnd !== null);
          call = next;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("one fact after another", () => {
  const instant = (second: number) => new Date(1_790_000_000_000 + second * 1000);
  const ended = (status: "completed" | "canceled" | "busy", second = 9): CallFact => ({
    type: "ended",
    status,
    at: instant(second),
    durationSeconds: 8,
  });
  const wrong: CallFact = { type: "went_wrong", at: instant(3), code: "agent_error", message: "x" };

  it("a replayed ringing cannot reopen a finished call", () => {
    const call = tell([ended("completed"), { type: "progressed", status: "ringing", at: instant(1) }]);
    expect(call).toMatchObject({ status: "completed", endedAt: instant(9), durationSeconds: 8 });
  });

  it("a second end of another kind does not replace the first", () => {
    expect(tell([ended("completed"), ended("busy", 2)])).toMatchObject({
      status: "completed",
      endedAt: instant(9),
    });
  });

  it("a call an operator ended says so, whichever report is first; a busy line stays busy", () => {
    const wish: CallFact = { type: "hang_up_requested", at: instant(5) };
    expect(tell([wish, ended("completed")]).status).toBe("ended_manually");
    expect(tell([ended("canceled"), wish]).status).toBe("ended_manually");
    expect(tell([wish, ended("busy")]).status).toBe("busy");
    expect(tell([wish]).status).toBe("queued");
  });

  it("a completed call in which nobody spoke for the business has failed, unless an agent had", () => {
    expect(tell([wrong, ended("completed")]).status).toBe("failed");
    expect(tell([ended("completed"), wrong]).status).toBe("failed");
    const connected: CallFact = { type: "agent_connected", at: instant(2), conversationId: "c" };
    expect(tell([wrong, ended("completed"), connected])).toMatchObject({
      status: "completed",
      errorCode: "agent_error",
    });
  });

  it("the first trouble is the cause, the last result is what counts", () => {
    const later: CallFact = { type: "went_wrong", at: instant(7), code: "stream_error", message: "y" };
    expect(tell([later, wrong])).toMatchObject({ errorCode: "agent_error", errorMessage: "x" });
    const booked: CallFact = { type: "result_reported", at: instant(4), outcome: "confirmed", notes: null };
    const changed: CallFact = { type: "result_reported", at: instant(8), outcome: "cancelled", notes: "z" };
    expect(tell([changed, booked])).toMatchObject({ outcome: "cancelled", notes: "z" });
  });

  it("of two conversations add their costs, and the later one tells how the call ended", () => {
    const report = (conversationId: string, second: number, title: string): CallFact => ({
      type: "conversation_reported",
      at: new Date(second * 1000),
      conversationId,
      title,
      summary: null,
      successful: null,
      costElevenLabsUsd: "0.100001",
    });
    const call = tell([
      report("second", 9, "ends"),
      report("first", 5, "begins"),
      report("second", 9, "ends"),
    ]);
    expect(call).toMatchObject({ title: "ends", costElevenLabsUsd: "0.200002" });
  });
});
