import { expect, test } from "vitest";
import { worldWorkspace } from "../world";
import { createConversation } from "./conversation";
import { excessOf, hasCredit } from "./limits";
import { createWorkspace } from "./state";

/** A workspace with as many live conversations as asked for. */
function createFull(live: number, subscription: object, call_limits: object = {}) {
  const workspace = createWorkspace(
    worldWorkspace.parse({
      apiKey: "sk_sandbox_1",
      name: "Sol",
      ...subscription,
      agents: [
        {
          agent_id: "agent_1",
          name: "A",
          language: "es",
          first_message: "",
          prompt: "",
          platform_settings: { call_limits },
        },
      ],
    }),
  );
  const agent = workspace.agents.get("agent_1");
  if (!agent) throw new Error("the world's agent is missing");
  for (let index = 0; index < live; index++) {
    const conversation = createConversation(agent, {
      conversationId: `conv_${index}`,
      authorizationMethod: "public",
    });
    workspace.conversations.set(conversation.conversationId, conversation);
  }
  return { workspace, agent };
}

test.each([
  ["a plan allows three times its calls in a burst", 11, { tier: "free" }, {}, undefined],
  ["and not one more", 12, { tier: "free" }, {}, "concurrent_limit_exceeded"],
  [
    "without bursts it is the plan's own number",
    4,
    { tier: "free" },
    { bursting_enabled: false },
    "concurrent_limit_exceeded",
  ],
  [
    "a limit that was set is the last word",
    2,
    { tier: "pro", maxConcurrentCalls: 2 },
    {},
    "concurrent_limit_exceeded",
  ],
  ["an agent's own limit counts too", 1, {}, { agent_concurrency_limit: 1 }, "concurrent_limit_exceeded"],
  ["a day's calls are limited", 3, {}, { daily_limit: 3 }, "rate_limit_exceeded"],
  ["without a plan nothing is counted", 50, {}, {}, undefined],
] as const)("%s", (_, live, subscription, callLimits, code) => {
  const { workspace, agent } = createFull(live, subscription, callLimits);
  expect(excessOf(workspace, agent)?.code).toBe(code);
});

test("calls that are over take no place", () => {
  const { workspace, agent } = createFull(2, { maxConcurrentCalls: 2 });
  for (const conversation of workspace.conversations.values()) conversation.status = "done";
  expect(excessOf(workspace, agent)).toBeUndefined();
});

test("credit lasts to the last character", () => {
  const { workspace } = createFull(0, { characterCount: 99, characterLimit: 100 });
  expect(hasCredit(workspace)).toBe(true);
  workspace.subscription.characterCount = 100;
  expect(hasCredit(workspace)).toBe(false);
});
