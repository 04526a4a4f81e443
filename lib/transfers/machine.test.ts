import { describe, expect, it } from "vitest";
import { isOver } from "./attempt";
import { decide, type TransferAction } from "./machine";
import { newAttempt, newSurroundings, newTransfer, SECOND_MS, START } from "./test-transfer";

const at = (seconds: number) => new Date(START.getTime() + seconds * SECOND_MS);
const types = (actions: TransferAction[]) => actions.map(({ type }) => type);

describe("a transfer", () => {
  it("brings the caller into the conference when 1 was pressed, and tells Twilio again when it did not come", () => {
    const live = newAttempt({ status: "accepted", acceptedAt: at(9), twilioCallSid: "CA1" });
    const first = decide(newTransfer({ status: "ringing" }), [live], newSurroundings({ now: at(9) }));
    expect(types(first.actions)).toEqual(["send_caller"]);
    const soon = decide(first.transfer, first.attempts, newSurroundings({ now: at(10) }));
    expect(types(soon.actions)).toEqual([]);
    const late = decide(soon.transfer, soon.attempts, newSurroundings({ now: at(15) }));
    expect(types(late.actions)).toEqual(["send_caller"]);
  });

  it("is dialing until a telephone rings", () => {
    const statusWith = (status: "dialing" | "ringing" | "answered") =>
      decide(newTransfer(), [newAttempt({ status })], newSurroundings()).transfer.status;
    expect((["dialing", "ringing", "answered"] as const).map(statusWith)).toEqual([
      "dialing",
      "ringing",
      "ringing",
    ]);
  });

  it("is not connected before the caller has come, wherever they come from", () => {
    const live = newAttempt({ status: "accepted", acceptedAt: at(9), twilioCallSid: "CA1" });
    const around = newSurroundings({ now: at(9), isOnStream: false });
    const { transfer, actions } = decide(newTransfer({ status: "ringing" }), [live], around);
    expect(transfer).toMatchObject({ status: "accepted", connectedAt: null, callerSentAt: at(9) });
    expect(types(actions)).toEqual(["send_caller"]);
  });

  it("does not send for a caller who is in the conference already", () => {
    const live = newAttempt({ status: "ringing", twilioCallSid: "CA1", dialState: "accepted" });
    const transfer = newTransfer({ status: "ringing", callerSentAt: at(0), callerArrivedAt: at(1) });
    const around = newSurroundings({ now: at(20), isOnStream: false });
    expect(decide(transfer, [live], around).actions).toEqual([]);
  });

  it("sends for a caller whom a member takes back from the conference", () => {
    const spoken = newAttempt({
      status: "connected",
      twilioCallSid: "CA1",
      acceptedAt: at(9),
      connectedAt: at(10),
    });
    const connected = newTransfer({
      status: "connected",
      connectedAt: at(10),
      callerSentAt: at(9),
      callerArrivedAt: at(10),
    });
    const around = newSurroundings({ wish: "return", isOnStream: false, now: at(20) });
    const { transfer, actions } = decide(connected, [spoken], around);
    expect(transfer).toMatchObject({ status: "returned_to_agent", failure: null, callerArrivedAt: null });
    expect(types(actions)).toEqual(["send_caller", "hang_up_leg"]);
  });

  // Rings 25 s, and news may be 10 s late; who has answered hears the brief for up to 90 s more.
  it.each([
    ["rings", { twilioCallSid: "CA1", ringingAt: at(1) }, 35, "check_leg"],
    ["hears the brief", { twilioCallSid: "CA1", answeredAt: at(5) }, 125, "check_leg"],
    [
      "has been refused, and is not heard of again",
      { twilioCallSid: "CA1", declinedAt: at(5) },
      15,
      "check_leg",
    ],
    ["nobody can name yet", {}, 35, "check_leg"],
    ["is not wanted any more, and nobody can name yet", { droppedAt: at(3) }, 35, "check_leg"],
  ] as const)("asks Twilio about a telephone that %s, when it is late", (_, known, quietSeconds, action) => {
    const live = newAttempt({ status: "ringing", ...known });
    const look = (seconds: number) =>
      types(decide(newTransfer(), [live], newSurroundings({ now: at(seconds) })).actions);
    expect(look(quietSeconds)).toEqual([]);
    expect(look(quietSeconds + 1)).toEqual([action]);
  });

  it("asks nothing about a telephone that is known to be silent", () => {
    const gone = newAttempt({
      status: "canceled",
      twilioCallSid: "CA1",
      droppedAt: at(3),
      telephoneEnd: "canceled",
      isSettled: true,
    });
    const over = newTransfer({ status: "abandoned", failure: "caller_hung_up", endedAt: at(3) });
    expect(decide(over, [gone], newSurroundings({ now: at(500), callHasEnded: true })).actions).toEqual([]);
  });

  it("is connected when both are in the conference", () => {
    const live = newAttempt({ status: "accepted", acceptedAt: at(9), twilioCallSid: "CA1" });
    const transfer = newTransfer({ status: "accepted", callerSentAt: at(9), callerArrivedAt: at(10) });
    const { transfer: now, attempts } = decide(
      transfer,
      [live],
      newSurroundings({ now: at(10), isOnStream: false }),
    );
    expect(now).toMatchObject({ status: "connected", connectedAt: at(10) });
    expect(attempts[0]).toMatchObject({ status: "connected" });
  });

  it("sends a caller who is not on our stream to the conference at once", () => {
    const { actions } = decide(newTransfer(), [], newSurroundings({ isOnStream: false }));
    expect(types(actions)).toEqual(["send_caller", "pick_next"]);
  });

  it("of a number that is no advisor's rings nobody else", () => {
    const failed = newAttempt({ status: "failed", dialState: "refused", isSettled: true });
    const { transfer } = decide(newTransfer({ wantedNumber: "+34600000001" }), [failed], newSurroundings());
    expect(transfer).toMatchObject({ status: "returned_to_agent", failure: "nobody_answered" });
  });

  it("that a member takes back lets the telephone stop, and the agent has the caller", () => {
    const live = newAttempt({
      status: "ringing",
      ringingAt: at(1),
      twilioCallSid: "CA1",
      dialState: "accepted",
    });
    const { transfer, attempts, actions } = decide(
      newTransfer(),
      [live],
      newSurroundings({ wish: "return", now: at(4) }),
    );
    expect(transfer).toMatchObject({ status: "returned_to_agent", failure: "taken_back", endedAt: at(4) });
    expect(attempts[0]).toMatchObject({ status: "canceled" });
    expect(types(actions)).toEqual(["hang_up_leg"]);
  });

  it("that a member ends leaves nobody on a line", () => {
    const live = newAttempt({ status: "ringing", twilioCallSid: "CA1", dialState: "accepted" });
    const waiting = decide(newTransfer(), [live], newSurroundings({ wish: "end" }));
    expect(waiting.transfer).toMatchObject({ status: "failed", failure: "taken_back" });
    expect(types(waiting.actions)).toEqual(["hang_up_leg", "end_call"]);
    const spoken = { ...live, status: "connected" as const, acceptedAt: at(9), connectedAt: at(10) };
    const connected = newTransfer({ status: "connected", connectedAt: at(10), callerArrivedAt: at(10) });
    const together = decide(connected, [spoken], newSurroundings({ wish: "end", isOnStream: false }));
    expect(together.transfer).toMatchObject({ status: "completed", failure: null });
    expect(types(together.actions)).toEqual(["hang_up_leg", "end_call"]);
  });

  it("for which a member wants somebody else lets the telephone stop and rings the next", () => {
    const live = newAttempt({ status: "ringing", twilioCallSid: "CA1", dialState: "accepted" });
    const next = decide(newTransfer(), [live], newSurroundings({ wish: "next" }));
    expect(next.transfer).toMatchObject({ status: "requested", endedAt: null, callerSentAt: null });
    expect(next.attempts[0]).toMatchObject({ status: "canceled" });
    expect(types(next.actions)).toEqual(["hang_up_leg", "pick_next"]);
  });

  it("for which a member wants somebody else after both have spoken has the caller wait in the conference anew", () => {
    const spoken = newAttempt({
      status: "connected",
      twilioCallSid: "CA1",
      dialState: "accepted",
      acceptedAt: at(9),
      connectedAt: at(10),
    });
    const connected = newTransfer({
      status: "connected",
      acceptedAt: at(9),
      connectedAt: at(10),
      callerSentAt: at(9),
      callerArrivedAt: at(10),
    });
    const around = newSurroundings({ wish: "next", isOnStream: false, now: at(20) });
    const { transfer, attempts, actions } = decide(connected, [spoken], around);
    expect(transfer).toMatchObject({ status: "requested", acceptedAt: null, connectedAt: null });
    // Twilio comes for them by itself, because the room ends.
    expect(transfer).toMatchObject({ callerSentAt: at(20), callerArrivedAt: null });
    expect(attempts[0]).toMatchObject({ status: "completed" });
    expect(types(actions)).toEqual(["hang_up_leg", "pick_next"]);
  });

  it("after which both have spoken ends with whoever hangs up first", () => {
    const spoken = newAttempt({
      status: "completed",
      acceptedAt: at(9),
      connectedAt: at(10),
      telephoneEnd: "completed",
      isSettled: true,
    });
    const connected = newTransfer({ status: "connected", connectedAt: at(10), callerArrivedAt: at(10) });
    const byAdvisor = decide(connected, [spoken], newSurroundings({ isOnStream: false }));
    expect(byAdvisor.transfer).toMatchObject({ status: "completed", failure: null });
    expect(types(byAdvisor.actions)).toContain("end_call");
    const byCaller = decide(connected, [spoken], newSurroundings({ isOnStream: false, callHasEnded: true }));
    expect(byCaller.transfer).toMatchObject({ status: "completed", failure: null });
  });

  it("in which the caller hangs up before anybody came is abandoned", () => {
    const live = newAttempt({ status: "ringing", twilioCallSid: "CA1", dialState: "accepted" });
    const { transfer, actions } = decide(newTransfer(), [live], newSurroundings({ callHasEnded: true }));
    expect(transfer).toMatchObject({ status: "abandoned", failure: "caller_hung_up" });
    expect(types(actions)).toEqual(["hang_up_leg"]);
  });

  it("whose conference Twilio could not keep gives the caller back to the agent", () => {
    const transfer = newTransfer({ callerSentAt: at(1), callerArrivedAt: at(2) });
    const live = newAttempt({ status: "ringing", twilioCallSid: "CA1", dialState: "accepted" });
    const after = decide(
      transfer,
      [live],
      newSurroundings({ isOnStream: false, roomHasEnded: true, now: at(3) }),
    );
    expect(after.transfer).toMatchObject({ status: "returned_to_agent", failure: "vendor" });
  });

  it("knows when an attempt is over", () => {
    expect(isOver(newAttempt({ status: "declined" }))).toBe(true);
    expect(isOver(newAttempt({ status: "answered" }))).toBe(false);
  });
});
