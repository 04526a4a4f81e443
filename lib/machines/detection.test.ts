import { beforeAll, describe, expect, it } from "vitest";
import { stubSettings } from "@/tests/support/settings";
import { leavesMessage, machineDetection } from "./detection";

beforeAll(() => stubSettings({ PUBLIC_URL: "https://centralita.example" }));

describe("how Twilio finds out who answers", () => {
  it.each([
    ["hang_up", "", "Enable"],
    ["hang_up", "Llámenos.", "Enable"],
    ["leave_message", " \n", "Enable"],
    ["leave_message", "Llámenos.", "DetectMessageEnd"],
  ] as const)("with %s and the message %j: %s", (machineAction, machineMessage, mode) => {
    const agent = { machineAction, machineMessage };
    expect(leavesMessage(agent)).toBe(mode === "DetectMessageEnd");
    expect(machineDetection(agent, { id: "c1" })).toEqual({
      mode,
      statusCallback: "https://centralita.example/voice-calls/webhook/amd/c1",
    });
  });
});
