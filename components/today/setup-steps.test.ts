import { describe, expect, it } from "vitest";
import { listSetupSteps } from "./setup-steps";

const accounts = [
  { vendor: "twilio" as const, status: "active" as const },
  { vendor: "elevenlabs" as const, status: "active" as const },
];
const agent = { id: "a", name: "Recepción" };

describe("what keeps the line from being answered", () => {
  it("is the accounts and the agent of a new business; numbers come after the account that has them", () => {
    expect(listSetupSteps({ accounts: [], agents: [], numbers: [] })).toEqual([
      { type: "connect", vendor: "twilio" },
      { type: "connect", vendor: "elevenlabs" },
      { type: "agent" },
    ]);
  });

  it("is nothing when every number has its agent", () => {
    const numbers = [{ phoneNumber: "+34910000000", owned: true, agent }];
    expect(listSetupSteps({ accounts, agents: [agent], numbers })).toEqual([]);
  });

  it("names the numbers nobody answers, and not those that were given up", () => {
    const numbers = [
      { phoneNumber: "+34910000000", owned: true, agent: null },
      { phoneNumber: "+34910000001", owned: false, agent: null },
    ];
    expect(listSetupSteps({ accounts, agents: [agent], numbers })).toEqual([
      { type: "unassigned", numbers: ["+34910000000"] },
    ]);
  });

  it("names an account the vendor does not accept", () => {
    const numbers = [{ phoneNumber: "+34910000000", owned: true, agent }];
    const trial = [{ vendor: "twilio" as const, status: "trial" as const }, ...accounts.slice(1)];
    expect(listSetupSteps({ accounts: trial, agents: [agent], numbers })).toEqual([
      { type: "account", vendor: "twilio", fault: "trial" },
    ]);
  });
});
