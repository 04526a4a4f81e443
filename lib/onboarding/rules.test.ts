import { describe, expect, it } from "vitest";
import { onboardingOf, type OnboardingFacts } from "./rules";

const twilio = { vendor: "twilio" as const, status: "active" as const, facts: {} };
const elevenlabs = { vendor: "elevenlabs" as const, status: "active" as const, facts: {} };
const agent = {
  id: "a1",
  type: "inbound" as const,
  mode: "bridge" as const,
  status: "active" as const,
  elevenLabsAgentId: "agent_1",
};
const monday = [{ from: "09:00", to: "20:00" }];

const NEW: OnboardingFacts = {
  openingHours: {},
  accounts: [],
  isPrepared: false,
  agents: [],
  numbers: [],
  hasAnsweredCall: false,
  finishedAt: null,
};
const READY: OnboardingFacts = {
  openingHours: { monday },
  accounts: [twilio, elevenlabs],
  isPrepared: true,
  agents: [agent],
  numbers: [{ owned: true, agent: { id: "a1" } }],
  hasAnsweredCall: true,
  finishedAt: null,
};

/** `step:state`, with the codes of what is wrong. */
function read(facts: Partial<OnboardingFacts>, from = READY) {
  const { steps, next } = onboardingOf({ ...from, ...facts });
  return {
    states: steps.map(({ state }) => state).join(" "),
    next,
    problems: steps.flatMap(({ problems }) =>
      problems.map(({ code, isBlocking }) => (isBlocking ? code : `(${code})`)),
    ),
  };
}

describe("the guided path", () => {
  it("begins with the business, and lets nobody make an agent without a voice", () => {
    expect(read({}, NEW)).toEqual({
      states: "open open blocked blocked blocked",
      next: "business",
      problems: ["no_hours", "twilio_missing", "elevenlabs_missing", "no_agent", "no_number", "not_tested"],
    });
  });

  it("has an end", () => {
    expect(read({})).toEqual({ states: "done done done done done", next: null, problems: [] });
  });

  it("does not send anybody back for hours they chose not to give", () => {
    expect(read({ openingHours: {} })).toMatchObject({ next: null, problems: ["(no_hours)"] });
  });

  it.each([
    ["twilio", "trial", "twilio_trial"],
    ["twilio", "suspended", "twilio_suspended"],
    ["twilio", "invalid", "twilio_invalid"],
    ["elevenlabs", "suspended", "elevenlabs_suspended"],
    ["elevenlabs", "invalid", "elevenlabs_invalid"],
  ] as const)("stays at the accounts while %s is %s", (vendor, status, code) => {
    const accounts = [twilio, elevenlabs].map((account) =>
      account.vendor === vendor ? { ...account, status } : account,
    );
    expect(read({ accounts })).toMatchObject({ next: "accounts", problems: [code] });
  });

  it("goes on with the free plan of ElevenLabs, and says what that means", () => {
    const accounts = [twilio, { ...elevenlabs, status: "trial" as const }];
    expect(read({ accounts })).toMatchObject({ next: null, problems: ["(elevenlabs_free)"] });
  });

  it("says what will run out before it does", () => {
    const facts = { creditsLeft: 90, creditsLimit: 1000, callsAtOnce: 4 };
    const accounts = [
      { ...twilio, facts: { balance: "3.2", currency: "EUR" } },
      { ...elevenlabs, facts },
    ];
    expect(read({ accounts }).problems).toEqual([
      "(twilio_balance_low)",
      "(elevenlabs_credit_low)",
      "(elevenlabs_concurrency)",
    ]);
    expect(onboardingOf({ ...READY, accounts }).steps[1]?.problems[0]?.facts).toEqual({
      balance: "3.20 EUR",
    });
  });

  it("says nothing of what a vendor did not tell", () => {
    const accounts = [
      { ...twilio, facts: { balance: null } },
      { ...elevenlabs, facts: { callsAtOnce: null } },
    ];
    expect(read({ accounts }).problems).toEqual([]);
  });

  it("waits at the accounts until what calls need is in ElevenLabs", () => {
    expect(read({ isPrepared: false })).toMatchObject({ next: "accounts", problems: ["not_prepared"] });
  });

  it.each([
    ["an agent that is switched off", { ...agent, status: "inactive" as const }],
    ["an agent that ElevenLabs does not know", { ...agent, elevenLabsAgentId: null }],
  ])("counts %s as none", (_what, silent) => {
    expect(read({ agents: [silent] })).toMatchObject({
      next: "agent",
      problems: ["agent_unpublished", "number_unassigned"],
    });
  });

  it.each([
    ["no number", [], "no_number"],
    ["a number that was given up", [{ owned: false, agent: { id: "a1" } }], "no_number"],
    ["a number nobody answers", [{ owned: true, agent: null }], "number_unassigned"],
    ["a number of an agent that cannot speak", [{ owned: true, agent: { id: "gone" } }], "number_unassigned"],
  ])("stays at the number with %s", (_what, numbers, code) => {
    expect(read({ numbers })).toMatchObject({ next: "number", problems: [code] });
  });

  it("asks nobody to answer a number that agents only call from", () => {
    const agents = [{ ...agent, type: "outbound" as const }];
    expect(read({ agents, numbers: [{ owned: true, agent: null }] })).toMatchObject({ next: null });
  });

  it("is at its test until somebody has been answered", () => {
    expect(read({ hasAnsweredCall: false })).toMatchObject({ next: "test", problems: ["not_tested"] });
  });
});
