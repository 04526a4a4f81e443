import { describe, expect, it } from "vitest";
import { TestTwilio } from "./test-peers";
import { agent, bridge, connect, house, openBridge, restart } from "./test-call";

openBridge();

describe("tools", () => {
  it("are answered while audio goes on", async () => {
    let answer: (value: { result: string; isError: boolean }) => void = () => {};
    house.tool = () => new Promise((resolve) => (answer = resolve));
    const { twilio, conversation } = await connect();
    conversation.callTool("t1");
    conversation.say(1);
    await expect.poll(() => twilio.events()).toContain("media");
    answer({ result: "10:00", isError: false });
    const expected = { type: "client_tool_result", tool_call_id: "t1", result: "10:00", is_error: false };
    await expect.poll(() => conversation.received).toContainEqual(expected);
    await expect
      .poll(() => house.payloads("tool_used"))
      .toMatchObject([{ name: "find_free_slots", isError: false }]);
    await expect
      .poll(() => house.turns())
      .toMatchObject([{ role: "tool", text: expect.stringContaining("10:00") as string }]);
  });

  it.each([
    ["too slow", () => new Promise<never>(() => {})],
    ["broken", () => Promise.reject(new Error("secret detail"))],
  ])("that are %s give the agent a sentence it can use", async (_name, tool) => {
    await restart({ timings: { toolMs: 20 } });
    house.tool = tool;
    const { conversation } = await connect();
    conversation.callTool("t1");
    const failed = () => conversation.received.find((message) => message["type"] === "client_tool_result");
    await expect.poll(failed).toMatchObject({ is_error: true });
    expect(String(failed()?.["result"])).toMatch(/^This action .*caller/);
  });

  it("are not run for a stream that nobody has proved to be the call's", async () => {
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.connect();
    let runs = 0;
    house.tool = () => Promise.resolve({ result: String((runs += 1)), isError: false });
    const conversation = await agent.conversation();
    conversation.callTool("t1");
    await expect
      .poll(() => conversation.received.at(-1))
      .toMatchObject({ tool_call_id: "t1", is_error: true });
    expect(runs).toBe(0);
  });

  it("are done once, however often they are asked for, and their vendor's echo is no second use", async () => {
    let runs = 0;
    house.tool = () => Promise.resolve({ result: String((runs += 1)), isError: false });
    const { conversation } = await connect();
    conversation.callTool("t1");
    conversation.callTool("t1");
    const echo = { tool_name: "find_free_slots", tool_call_id: "t1", is_error: false };
    conversation.send({ type: "agent_tool_response", agent_tool_response: echo });
    conversation.callTool("t2");
    await expect
      .poll(() => house.payloads("tool_used").map((use) => use["toolCallId"]))
      .toEqual(["t1", "t2"]);
    expect(runs).toBe(2);
  });

  it("that finish after the call are not answered", async () => {
    let answer: (value: { result: string; isError: boolean }) => void = () => {};
    house.tool = () => new Promise((resolve) => (answer = resolve));
    const { twilio, conversation } = await connect();
    conversation.callTool("t1");
    await expect.poll(() => house.turns()).toHaveLength(1);
    twilio.stop();
    await twilio.closed();
    answer({ result: "10:00", isError: false });
    await expect.poll(() => conversation.closeCode).toBe(1000);
    expect(conversation.received.some((message) => message["type"] === "client_tool_result")).toBe(false);
    expect(house.payloads("tool_used")).toEqual([]);
  });

  it("of ours may end the call after the goodbye", async () => {
    house.tool = () => Promise.resolve({ result: "ok", isError: false, endCall: true });
    const { twilio, conversation } = await connect();
    conversation.callTool("t1", "end_call");
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("agent_ended");
  });
});
