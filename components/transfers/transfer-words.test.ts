import { createTranslator, type useTranslations } from "next-intl";
import { expect, test } from "vitest";
import type { TransferView } from "@/lib/transfers/schema";
import { ATTEMPT_STATUSES } from "@/lib/vocabulary";
import { sentenceOfEvent } from "./transfer-events";
import { advisorOf, sentenceOfTransfer } from "./transfer-words";

/** Without messages a sentence is the name of its message. */
const t: ReturnType<typeof useTranslations<"transfers">> = createTranslator<
  Record<string, unknown>,
  "transfers"
>({ locale: "es", messages: {}, namespace: "transfers", onError: () => undefined });

const AT = new Date("2026-03-03T10:00:00Z");

function transfer(given: Partial<TransferView>): TransferView {
  return {
    id: "00000000-0000-4000-8000-0000000000f0",
    callId: "00000000-0000-4000-8000-0000000000c0",
    status: "requested",
    requestedBy: "agent",
    requester: null,
    reason: "",
    brief: "",
    wantedSkill: null,
    advisor: { id: "00000000-0000-4000-8000-000000000001", name: "Ana" },
    note: null,
    requestedAt: AT,
    acceptedAt: null,
    connectedAt: null,
    endedAt: null,
    failure: null,
    attempts: [],
    ...given,
  };
}

test.each([
  ["requested", null, "doing.requested"],
  ["connected", null, "doing.connected"],
  ["returned_to_agent", null, "ended.returned_to_agent"],
  ["returned_to_agent", "nobody_on_duty", "failed.nobody_on_duty"],
  ["returned_to_agent", "nobody_answered", "failed.nobody_answered"],
  ["returned_to_agent", "taken_back", "failed.taken_back"],
  // Nobody went back to the agent: the call was over.
  ["failed", "taken_back", "ended.failed"],
  ["failed", "vendor", "failed.vendor"],
  // That nobody answered is why there is a message, which is what a reader wants to know.
  ["message_taken", "nobody_answered", "ended.message_taken"],
  ["abandoned", "caller_hung_up", "failed.caller_hung_up"],
  ["completed", null, "ended.completed"],
] as const)("%s because of %s is said as %s", (status, failure, key) => {
  const connectedAt = status === "connected" ? AT : null;
  expect(sentenceOfTransfer(transfer({ status, failure, connectedAt }), t)).toBe(`transfers.${key}`);
});

test("before anybody is chosen nobody is named", () => {
  expect(advisorOf(transfer({ advisor: null }))).toBeUndefined();
});

test("every move of an advisor's telephone has its sentence", () => {
  for (const status of ATTEMPT_STATUSES) {
    const attempt = { position: 1, advisorName: "Ana", number: "+34600", status };
    const said = sentenceOfEvent({ type: "transfer_moved", payload: { status: "ringing", attempt } }, t);
    expect(said).toBe(`transfers.moved.${status}`);
  }
});

test("an end is told by why it came to nothing, or else by how it ended", () => {
  const end = (payload: Record<string, unknown>) => sentenceOfEvent({ type: "transfer_ended", payload }, t);
  expect(end({ status: "returned_to_agent", failure: "nobody_answered" })).toBe(
    "transfers.failed.nobody_answered",
  );
  expect(end({ status: "failed", failure: "taken_back" })).toBe("transfers.ended.failed");
  expect(end({ status: "completed", failure: null })).toBe("transfers.event.completed");
});

test("an event in a shape of another edition falls back to its general words", () => {
  expect(sentenceOfEvent({ type: "transfer_moved", payload: { status: "flying" } }, t)).toBeUndefined();
  expect(sentenceOfEvent({ type: "transfer_ended", payload: { status: "ringing" } }, t)).toBeUndefined();
  expect(sentenceOfEvent({ type: "dtmf", payload: { status: "completed" } }, t)).toBeUndefined();
});
