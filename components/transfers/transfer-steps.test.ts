import { expect, test } from "vitest";
import type { AttemptView, TransferView } from "@/lib/transfers/schema";
import { ATTEMPT_STATUSES, OPEN_TRANSFER_STATUSES, TRANSFER_STATUSES } from "@/lib/vocabulary";
import {
  isOpen,
  isOverAttempt,
  lastAttempt,
  progressOf,
  spokenSeconds,
  stepStates,
  wishesOf,
} from "./transfer-steps";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 3, 10, 0, seconds));
const ANA = { id: "00000000-0000-4000-8000-000000000001", name: "Ana" };

function attempt(given: Partial<AttemptView> = {}): AttemptView {
  return {
    id: "00000000-0000-4000-8000-00000000000a",
    position: 1,
    advisor: ANA,
    number: "+34600000001",
    status: "dialing",
    dialledAt: at(1),
    ringingAt: null,
    answeredAt: null,
    acceptedAt: null,
    connectedAt: null,
    endedAt: null,
    errorCode: null,
    errorMessage: null,
    ...given,
  };
}

function transfer(given: Partial<TransferView> = {}): TransferView {
  return {
    id: "00000000-0000-4000-8000-0000000000f0",
    callId: "00000000-0000-4000-8000-0000000000c0",
    status: "requested",
    requestedBy: "agent",
    requester: null,
    reason: "",
    brief: "",
    wantedSkill: null,
    advisor: null,
    note: null,
    requestedAt: at(0),
    acceptedAt: null,
    connectedAt: null,
    endedAt: null,
    failure: null,
    attempts: [],
    ...given,
  };
}

const RANG = { status: "ringing", ringingAt: at(3) } as const;
const HEARD = { ...RANG, status: "answered", answeredAt: at(9) } as const;
const PRESSED = { ...HEARD, status: "accepted", acceptedAt: at(14) } as const;

test.each([
  ["before anybody is rung", transfer(), "requested", at(0)],
  ["while a number is dialled", transfer({ status: "dialing", attempts: [attempt()] }), "dialing", at(1)],
  ["while it rings", transfer({ status: "ringing", attempts: [attempt(RANG)] }), "ringing", at(3)],
  [
    "while somebody hears the brief",
    transfer({ status: "ringing", attempts: [attempt(HEARD)] }),
    "listening",
    at(9),
  ],
  [
    "once they pressed 1",
    transfer({ status: "accepted", attempts: [attempt(PRESSED)] }),
    "connected",
    at(14),
  ],
  [
    "in the conversation",
    transfer({ status: "connected", connectedAt: at(16), attempts: [attempt(PRESSED)] }),
    "connected",
    at(16),
  ],
] as const)("%s the strip stands at %s", (_when, shown, step, since) => {
  expect(progressOf(shown)).toEqual({ step, since });
  expect(stepStates(shown).filter(({ state }) => state === "now")).toEqual([{ step, state: "now" }]);
});

test("between two advisors it is where it began, also while the first telephone is still being hung up", () => {
  const hungUp = transfer({
    status: "requested",
    attempts: [attempt({ ...RANG, status: "no_answer", endedAt: at(28) })],
  });
  expect(progressOf(hungUp)).toEqual({ step: "requested", since: at(28) });
  const dropped = transfer({ status: "requested", attempts: [attempt({ ...RANG, status: "canceled" })] });
  expect(progressOf(dropped)).toEqual({ step: "requested", since: at(0) });
});

test("the last attempt counts, in whatever order they came", () => {
  const attempts = [
    attempt({ position: 2, ...RANG }),
    attempt({ position: 1, status: "busy", endedAt: at(2) }),
  ];
  expect(lastAttempt({ attempts })?.position).toBe(2);
  expect(progressOf(transfer({ status: "ringing", attempts })).step).toBe("ringing");
});

test("a transfer that came to nothing shows how far it got, and one that was spoken shows all of it done", () => {
  const failed = transfer({
    status: "returned_to_agent",
    failure: "nobody_answered",
    endedAt: at(40),
    attempts: [attempt({ ...HEARD, status: "declined", endedAt: at(38) })],
  });
  expect(stepStates(failed).map(({ state }) => state)).toEqual(["done", "done", "done", "stopped", "ahead"]);
  const spoken = transfer({
    status: "completed",
    connectedAt: at(16),
    endedAt: at(90),
    attempts: [attempt({ ...PRESSED, status: "completed", connectedAt: at(16), endedAt: at(90) })],
  });
  expect(stepStates(spoken).every(({ state }) => state === "done")).toBe(true);
});

test("something can be asked of every transfer that goes on, and of none that is over", () => {
  for (const status of TRANSFER_STATUSES) {
    expect(wishesOf({ status }).length > 0, status).toBe(
      (OPEN_TRANSFER_STATUSES as readonly string[]).includes(status),
    );
    expect(isOpen({ status }), status).toBe(wishesOf({ status }).length > 0);
  }
  expect(wishesOf({ status: "requested" })).not.toContain("next");
});

test("an attempt is over in exactly the statuses after which its telephone is not waited for", () => {
  expect(ATTEMPT_STATUSES.filter((status) => !isOverAttempt({ status }))).toEqual([
    "dialing",
    "ringing",
    "answered",
    "accepted",
    "connected",
  ]);
});

test("they spoke for as long as the attempts say, also with two advisors, and until the end where the last is not over", () => {
  const refused = attempt({ endedAt: at(4) });
  const first = attempt({ connectedAt: at(10), endedAt: at(15) });
  const open = attempt({ connectedAt: at(20) });
  const connected = { connectedAt: at(10), endedAt: at(27) };
  expect(spokenSeconds(transfer({ ...connected, attempts: [refused, first] }))).toBe(5);
  expect(spokenSeconds(transfer({ ...connected, attempts: [refused, first, open] }))).toBe(12);
  expect(spokenSeconds(transfer({ endedAt: at(27), attempts: [refused] }))).toBe(0);
});
