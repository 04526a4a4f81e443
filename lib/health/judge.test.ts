import { describe, expect, it } from "vitest";
import { HEALTH_CHECKS } from "@/lib/vocabulary";
import type { HealthFacts } from "./facts";
import { judge } from "./judge";
import { HEALTH_PROBLEMS, worstOf } from "./schema";
import {
  NOW,
  known,
  refused,
  silent,
  OURS,
  agentRow,
  account,
  plan,
  webhook,
  type Change,
  line,
} from "./working-line";

const faults = (facts: HealthFacts) =>
  judge(facts)
    .filter(({ status }) => status === "broken" || status === "warning")
    .map(({ check, problem, status, mendable }) => `${check}.${problem} ${status}${mendable ? " mend" : ""}`);

const native = { mode: "native" } as const;
const handedOver = { inboundVia: "elevenlabs", elevenLabsNumberId: "phnum_1" } as const;
const imported = known([
  { id: "phnum_1", phoneNumber: "+34910000001", assignedVendorAgentId: "agent_1" as string | null },
]);
const theirUrl = { voiceUrl: "https://api.elevenlabs.io/twilio/inbound_call" };
const atVendor = { agent: native, number: handedOver, settings: theirUrl, elevenLabs: { imported } };

describe("a line", () => {
  it("that works is in order in every check, each said once", () => {
    const findings = judge(line());
    expect(findings.map(({ check }) => check)).toEqual([...HEALTH_CHECKS]);
    expect(worstOf(findings)).toBe("ok");
  });

  it("whose calls ElevenLabs answers is in order too", () => {
    expect(faults(line(atVendor))).toEqual([]);
  });

  const TABLE: [what: string, change: Change, expected: string[]][] = [
    ["no Twilio account", { twilio: null }, ["twilio_account.missing broken"]],
    ["a token that is refused", { twilio: { account: refused(401) } }, ["twilio_account.refused broken"]],
    [
      "a suspended account",
      { twilio: { account: known({ ...account, status: "suspended" }) } },
      ["twilio_account.suspended broken"],
    ],
    ["a trial", { twilio: { account: known({ ...account, type: "Trial" }) } }, ["twilio_trial.trial broken"]],
    [
      "an empty balance",
      { twilio: { balance: known({ amount: "-0.10", currency: "USD" }) } },
      ["twilio_balance.empty broken"],
    ],
    [
      "little balance",
      { twilio: { balance: known({ amount: "4.99", currency: "USD" }) } },
      ["twilio_balance.low warning"],
    ],
    [
      "a subaccount, whose parent pays",
      { twilio: { account: known({ ...account, isSubaccount: true }), balance: refused(404) } },
      [],
    ],
    [
      "a key that is refused",
      { elevenLabs: { workspace: refused(401), plan: refused(401) } },
      ["elevenlabs_account.refused broken"],
    ],
    ["a key that may not read the plan", { elevenLabs: { plan: refused(401) } }, []],
    [
      "an unpaid plan",
      { elevenLabs: { plan: known({ ...plan, status: "past_due" }) } },
      ["elevenlabs_account.unpaid broken"],
    ],
    [
      "no credit left",
      { elevenLabs: { plan: known({ ...plan, creditsLeft: 0 }) } },
      ["elevenlabs_credit.empty broken"],
    ],
    [
      "a plan that is used up, and more is paid by use",
      { elevenLabs: { plan: known({ ...plan, creditsLeft: -5, mayExceedPlan: true }) } },
      ["elevenlabs_credit.beyond_plan warning"],
    ],
    [
      "little credit",
      { elevenLabs: { plan: known({ ...plan, creditsLeft: 9999 }) } },
      ["elevenlabs_credit.low warning"],
    ],
    [
      "the free plan",
      { elevenLabs: { plan: known({ ...plan, tier: "free" }) } },
      ["elevenlabs_credit.free warning", "elevenlabs_concurrency.few warning"],
    ],
    [
      "an address that answers something else",
      { facts: { reachable: { state: "silent", said: "HTTP 502" } } },
      ["public_url.unreachable broken"],
    ],
    [
      "a clock two minutes off",
      { elevenLabs: { workspace: known({ clockAheadSeconds: -120 }) } },
      ["clock.off warning"],
    ],
    [
      "a clock half an hour off",
      { twilio: { account: known({ ...account, clockAheadSeconds: 1800 }) } },
      ["clock.far_off broken"],
    ],
    ["no number", { facts: { numbers: [] } }, ["number_assigned.none warning"]],
    [
      "a number nobody answers",
      { number: { agentId: null, agent: null } },
      ["number_assigned.nobody warning"],
    ],
    ["a number whose agent is switched off", { facts: { agents: [] } }, ["number_assigned.inactive warning"]],
    ["a number Twilio no longer lists", { twilio: { numbers: known([]) } }, ["number_webhooks.gone broken"]],
    [
      "a number of an application",
      { settings: { applicationSid: "AP1" } },
      ["number_webhooks.ignored broken mend"],
    ],
    ["a number of a trunk", { settings: { trunkSid: "TK1" } }, ["number_webhooks.ignored broken mend"]],
    [
      "a number that asks elsewhere",
      { settings: { voiceUrl: "https://demo.twilio.com/welcome" } },
      ["number_webhooks.elsewhere broken mend"],
    ],
    [
      "a number without a spare address",
      { settings: { voiceFallbackUrl: "" } },
      ["number_webhooks.incomplete warning mend"],
    ],
    [
      "a number registered for outgoing calls that ElevenLabs forgot",
      { number: { elevenLabsNumberId: "phnum_1" } },
      ["number_webhooks.unregistered warning mend"],
    ],
    [
      "a number of ElevenLabs' with a bridge agent",
      { ...atVendor, agent: {} },
      ["number_webhooks.needs_native broken mend"],
    ],
    [
      "a number that ElevenLabs forgot",
      { ...atVendor, elevenLabs: { imported: known([]) } },
      ["number_webhooks.not_imported broken mend"],
    ],
    [
      "a number of ElevenLabs' that asks us",
      { ...atVendor, settings: {} },
      ["number_webhooks.not_handed_over broken mend"],
    ],
    [
      "another agent on ElevenLabs' side",
      {
        ...atVendor,
        elevenLabs: {
          imported: known([{ id: "phnum_1", phoneNumber: "+34910000001", assignedVendorAgentId: "agent_2" }]),
        },
      },
      ["number_assigned.other_agent broken mend"],
    ],
    [
      "an agent that is not linked",
      { facts: { agents: [{ agent: agentRow, ours: OURS, theirs: null }] } },
      ["agent_linked.unlinked broken"],
    ],
    [
      "an agent that was deleted there",
      { facts: { agents: [{ agent: agentRow, ours: OURS, theirs: refused(404) }] } },
      ["agent_linked.gone broken"],
    ],
    ["another sound", { theirs: { outputFormat: "pcm_16000" } }, ["agent_audio.format broken mend"]],
    [
      "a permission taken away that calls use",
      { theirs: { overrides: ["agent.prompt.prompt"] } },
      ["agent_overrides.refused broken mend"],
    ],
    [
      "a permission taken away that calls do not use",
      { theirs: { overrides: ["agent.first_message", "agent.prompt.prompt"] } },
      ["agent_overrides.limited warning mend"],
    ],
    ["a tool taken away", { theirs: { tools: [] } }, ["agent_tools.missing warning mend"]],
    ["words changed there", { theirs: { firstMessage: "Hola" } }, ["agent_drift.changed warning"]],
    [
      "words changed here and not published yet",
      {
        facts: {
          agents: [{ agent: agentRow, ours: { ...OURS, firstMessage: "Hola" }, theirs: known(OURS) }],
        },
      },
      [],
    ],
    [
      "settings changed there",
      { theirs: { speechModel: "eleven_v3_conversational" } },
      ["agent_drift.settings warning mend"],
    ],
    [
      "personalization switched off for a number of ElevenLabs'",
      { ...atVendor, theirs: { personalization: { url: "", secret: "", allowed: "false" } } },
      ["personalization.off broken mend"],
    ],
    [
      "personalization switched off for a native agent whose calls we answer",
      { agent: native, theirs: { personalization: { url: "", secret: "", allowed: "false" } } },
      ["personalization.off warning mend"],
    ],
    [
      "personalization that asks elsewhere",
      {
        agent: native,
        theirs: { personalization: { url: "https://x.example", secret: "secret_1", allowed: "true" } },
      },
      ["personalization.elsewhere warning mend"],
    ],
    [
      "a key that was deleted there",
      { agent: native, elevenLabs: { secretIds: known([]) } },
      ["personalization.secret warning mend", "webhook_secret.callback_missing warning mend"],
    ],
    ["no webhook", { elevenLabs: { webhooks: known([]) } }, ["post_call_webhook.missing warning mend"]],
    [
      "a webhook that leads elsewhere",
      { elevenLabs: { webhooks: known([{ ...webhook, url: "https://x.example/hook" }]) } },
      ["post_call_webhook.elsewhere warning mend"],
    ],
    [
      "a webhook switched off",
      { elevenLabs: { webhooks: known([{ ...webhook, isDisabled: true }]) } },
      ["post_call_webhook.disabled warning mend"],
    ],
    [
      "a webhook the vendor gave up",
      { elevenLabs: { webhooks: known([{ ...webhook, isAutoDisabled: true }]) } },
      ["post_call_webhook.auto_disabled warning mend"],
    ],
    [
      "an agent without the webhook",
      { theirs: { postCall: { webhook: "", events: "", format: "json" } } },
      ["post_call_webhook.detached warning mend"],
    ],
    [
      "an agent that thinks with OpenAI and no key",
      { facts: { openAi: { isNeeded: true, key: null, isOwnKey: false } } },
      ["openai_account.missing broken"],
    ],
    [
      "a key of OpenAI that is refused",
      { facts: { openAi: { isNeeded: true, key: refused(401), isOwnKey: true } } },
      ["openai_account.refused broken"],
    ],
    [
      "a key of OpenAI that is refused and that no agent needs",
      { facts: { openAi: { isNeeded: false, key: refused(403), isOwnKey: true } } },
      ["openai_account.refused warning"],
    ],
    [
      "nothing left at OpenAI",
      {
        facts: {
          openAi: {
            isNeeded: true,
            key: { state: "silent", said: "You exceeded your quota. (insufficient_quota)" },
            isOwnKey: false,
          },
        },
      },
      ["openai_account.spent broken"],
    ],
    [
      "an OpenAI that does not answer",
      { facts: { openAi: { isNeeded: true, key: silent, isOwnKey: false } } },
      [],
    ],
    [
      "a key of OpenAI that works",
      { facts: { openAi: { isNeeded: true, key: known(null), isOwnKey: true } } },
      [],
    ],
    [
      "an agent in turns, which needs no other at ElevenLabs",
      { facts: { agents: [{ agent: { ...agentRow, mode: "turns" }, ours: {}, theirs: null }] } },
      [],
    ],
    [
      "no webhook secret",
      { elevenLabs: { hasWebhookSecret: false } },
      ["webhook_secret.missing warning mend"],
    ],
    [
      "a webhook we refused an hour ago",
      {
        elevenLabs: {
          webhooks: known([
            { ...webhook, lastFailureCode: 401, lastFailureAt: new Date(NOW.getTime() - 3_600_000) },
          ]),
        },
      },
      ["webhook_secret.refused warning mend"],
    ],
    [
      "a webhook we refused last week",
      {
        elevenLabs: {
          webhooks: known([
            { ...webhook, lastFailureCode: 401, lastFailureAt: new Date(NOW.getTime() - 7 * 86_400_000) },
          ]),
        },
      },
      [],
    ],
  ];

  it.each(TABLE)("with %s", (_what, change, expected) => {
    expect(faults(line(change))).toEqual(expected);
  });

  it("is judged in every check, whatever is wrong with it", () => {
    for (const [, change] of TABLE) {
      const checks = judge(line(change)).map(({ check }) => check);
      expect([...new Set(checks)]).toEqual([...HEALTH_CHECKS]);
    }
  });

  it("has every problem of the list in this table, but for those of its own address", () => {
    const listed = Object.entries(HEALTH_PROBLEMS).flatMap(([check, problems]) =>
      problems.map((problem) => `${check}.${problem}`),
    );
    const tried = new Set(TABLE.flatMap(([, , expected]) => expected.map((text) => text.split(" ")[0])));
    expect(listed.filter((problem) => !tried.has(problem))).toEqual([
      "elevenlabs_account.missing",
      "public_url.private",
      "public_url.insecure",
    ]);
  });

  it("of which the vendors are silent is unknown, not broken", () => {
    const elevenLabs = {
      workspace: silent,
      plan: silent,
      webhooks: silent,
      secretIds: silent,
      imported: silent,
    };
    const facts = line({
      twilio: { account: silent, balance: silent, numbers: silent },
      elevenLabs,
      facts: { agents: [{ agent: agentRow, ours: OURS, theirs: silent }] },
    });
    expect(faults(facts)).toEqual([]);
    expect(worstOf(judge(facts))).toBe("unknown");
  });

  it("of a business without an ElevenLabs account says so once", () => {
    expect(
      faults(line({ elevenLabs: null, facts: { agents: [] }, number: { agentId: null, agent: null } })),
    ).toEqual(["elevenlabs_account.missing broken", "number_assigned.nobody warning"]);
  });
});

describe("the public address", () => {
  const judged = (publicUrl: string, vendorUrl: string) => {
    const facts = line({ facts: { publicUrl, vendorUrls: [vendorUrl] } });
    return judge(facts).find(({ check }) => check === "public_url")?.problem;
  };

  it.each([
    ["http://localhost:3000", "private"],
    ["https://192.168.1.20", "private"],
    ["https://10.0.0.4:8443", "private"],
    ["https://172.20.0.2", "private"],
    ["https://[::1]:3000", "private"],
    ["https://clinica.local", "private"],
    ["http://clinica.example.com", "insecure"],
    ["https://clinica.example.com", null],
    ["https://172.32.0.1", null],
  ])("%s is %s to vendors on the internet", (publicUrl, problem) => {
    expect(judged(publicUrl, "https://api.twilio.com")).toBe(problem);
  });

  it("may be this machine's own for vendors on this machine", () => {
    expect(judged("http://localhost:3000", "http://127.0.0.1:3002")).toBeNull();
  });
});
