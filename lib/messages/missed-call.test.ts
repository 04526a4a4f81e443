import { describe, expect, it } from "vitest";
import { missedOf } from "./missed-call";

const at = new Date("2026-11-23T10:00:00Z");
const ended: Parameters<typeof missedOf>[0] = {
  direction: "inbound",
  mode: "bridge",
  status: "completed",
  endedAt: at,
  outcome: null,
  hangUpRequestedAt: null,
  errorCode: null,
  agentConnectedAt: at,
  streamEndReason: "caller_hung_up",
};
const broke = { errorCode: "agent_error", streamEndReason: "agent_unreachable" };

describe("a call that nobody attended to", () => {
  it.each([
    ["they hung up while it rang", { status: "canceled", agentConnectedAt: null }, "not_waited"],
    ["nobody answered", { status: "no_answer", agentConnectedAt: null }, "not_waited"],
    ["the line was busy", { status: "busy", agentConnectedAt: null }, "unanswered"],
    ["it failed before the agent was there", { status: "failed", agentConnectedAt: null }, "unanswered"],
    ["the telephone network failed while they spoke", { status: "failed" }, "cut_off"],
    ["the agent was lost while they spoke", broke, "cut_off"],
    ["the bridge died, and no word of the end came", { ...broke, streamEndReason: null }, "cut_off"],
    ["it failed and an agent had said so", { status: "failed", outcome: "no_outcome" }, "cut_off"],
    [
      "nobody could go on by turns",
      { mode: "turns", errorCode: "voice_failed", streamEndReason: null },
      "cut_off",
    ],
  ] as const)("%s", (_what, given, missed) => {
    expect(missedOf({ ...ended, ...given })).toBe(missed);
  });
});

describe("a call that is no task", () => {
  it.each([
    ["it ended with a goodbye", {}],
    ["it goes on", { status: "in_progress", endedAt: null, ...broke }],
    ["something came of it", { status: "failed", outcome: "message_taken" }],
    ["an advisor took it", { ...broke, outcome: "transferred" }],
    ["what went wrong was made good again", { errorCode: "agent_error" }],
    ["it went wrong, and an agent had said that nothing came of it", { ...broke, outcome: "no_outcome" }],
    ["a member ended it", { status: "ended_manually", hangUpRequestedAt: at }],
    ["a member ended it as it failed", { status: "failed", hangUpRequestedAt: at }],
    ["the business placed it itself", { direction: "outbound", status: "no_answer" }],
  ] as const)("%s", (_what, given) => {
    expect(missedOf({ ...ended, ...given })).toBeUndefined();
  });
});

it("a call whose agent was lost and that went on by turns was attended to", () => {
  expect(missedOf({ ...ended, ...broke, mode: "turns", streamEndReason: null })).toBeUndefined();
});
