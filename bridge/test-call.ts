import { afterEach, beforeEach, expect } from "vitest";
import type { Hold, StreamCall } from "@/lib/media/port";
import type { Bridge, BridgeOptions } from "./server";
import { type AgentConversation, startBridge, TestAgent, TestHouse, TestTwilio } from "./test-peers";

// What the hooks below make, for the tests that import it: a binding of a module is always read as it stands.
export let agent: TestAgent;
export let house: TestHouse;
export let bridge: Bridge;

/** A bridge between a house and an agent, for each test. */
export function openBridge(): void {
  beforeEach(async () => {
    agent = await TestAgent.listen();
    house = new TestHouse(agent.url);
    bridge = await startBridge(house);
  });

  afterEach(async () => {
    await bridge.close();
    agent.close();
  });
}

export async function restart(overrides: Partial<BridgeOptions>): Promise<void> {
  await bridge.close();
  bridge = await startBridge(house, overrides);
}

/** A call with both ends connected. */
export async function connect(
  call: StreamCall = house.addCall(),
): Promise<{ call: StreamCall; twilio: TestTwilio; conversation: AgentConversation }> {
  const twilio = new TestTwilio(bridge, call);
  await twilio.start();
  const conversation = await agent.conversation();
  await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
  await expect.poll(() => house.payloads("agent_connected")).toHaveLength(1);
  return { call, twilio, conversation };
}

/** Until the agent has been heard by the caller's side. */
export async function greet({
  twilio,
  conversation,
}: {
  twilio: TestTwilio;
  conversation: AgentConversation;
}) {
  conversation.say(1);
  await expect.poll(() => twilio.events()).toContain("media");
}

/** From now on this is what the caller waits for, and the bridge is told that it has changed. */
export function changeHold(call: StreamCall, hold: Hold | undefined): void {
  house.hold = () => Promise.resolve(hold);
  house.holdChanged(call.callId);
}
