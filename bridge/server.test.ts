import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Bridge, BridgeOptions } from "./server";
import { FRAME, sign, startBridge, TestAgent, TestHouse, TestTwilio } from "./test-peers";
import { isSignedUpgrade } from "./twilio-signature";

let agent: TestAgent;
let house: TestHouse;
let bridge: Bridge;

async function start(overrides: Partial<BridgeOptions> = {}): Promise<void> {
  await bridge.close();
  bridge = await startBridge(house, overrides);
}

beforeEach(async () => {
  agent = await TestAgent.listen();
  house = new TestHouse(agent.url);
  bridge = await startBridge(house);
});

afterEach(async () => {
  await bridge.close();
  agent.close();
});

describe("the upgrade", () => {
  it("is refused without a signature of the tenant's account", async () => {
    const twilio = new TestTwilio(bridge, house.addCall(), {
      signature: sign("other", "wss://bridge.example.com"),
    });
    await expect.poll(() => twilio.refusedWith).toBe(403);
    expect(agent.conversations).toEqual([]);
  });

  it("is refused for a call that is not known, and elsewhere", async () => {
    const call = house.addCall();
    const unknown = new TestTwilio(bridge, { ...call, callId: "3f0c1f0e-0000-4000-8000-000000000000" });
    const elsewhere = new TestTwilio(bridge, call, { path: `/ws/other/${call.callId}` });
    await expect.poll(() => [unknown.refusedWith, elsewhere.refusedWith]).toEqual([404, 404]);
  });

  it("is taken when Twilio signed the address with a slash added", async () => {
    const call = house.addCall();
    const url = `wss://bridge.example.com/ws/media-stream/${call.callId}/`;
    const twilio = new TestTwilio(bridge, call, { signature: sign(call.twilioAuthToken, url) });
    await twilio.start();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
  });

  it("is refused to a business that has its share of the places, and granted to another", async () => {
    await start({ maxCallsPerTenant: 1 });
    const first = house.addCall();
    await new TestTwilio(bridge, first).start();
    const second = new TestTwilio(bridge, house.addCall({ tenantId: first.tenantId }));
    await expect.poll(() => second.refusedWith).toBe(503);
    await new TestTwilio(bridge, house.addCall()).start();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(2);
  });

  it("is refused when the bridge is full, and the bridge says so", async () => {
    await start({ maxCalls: 1 });
    await new TestTwilio(bridge, house.addCall()).start();
    const second = new TestTwilio(bridge, house.addCall());
    await expect.poll(() => second.refusedWith).toBe(503);
    const ready = await fetch(`http://127.0.0.1:${bridge.port}/readyz`);
    expect(ready.status).toBe(503);
    const alive = await fetch(`http://127.0.0.1:${bridge.port}/healthz`);
    expect(alive.status).toBe(200);
  });

  it("is refused to one call that wants the room of many", async () => {
    const call = house.addCall();
    const streams = Array.from({ length: 10 }, () => new TestTwilio(bridge, call));
    await expect.poll(() => streams.filter(({ refusedWith }) => refusedWith === 503)).toHaveLength(7);
    await new TestTwilio(bridge, house.addCall()).start();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
  });

  it("is refused while calls cannot be looked up", async () => {
    house.findStream = () => Promise.reject(new Error("down"));
    const twilio = new TestTwilio(bridge, house.addCall());
    await expect.poll(() => twilio.refusedWith).toBe(503);
  });

  it("agrees with the published test vectors of Twilio's signature", () => {
    const token = "0123456789abcdef0123456789abcdef";
    const url = "wss://app.example.com/twilio/media";
    expect(isSignedUpgrade(token, url, "T+f6x1so7S5wA86H6Nt9w+CLR4I=")).toBe(true);
    expect(isSignedUpgrade(token, url, "AmYeXhe+zbIdL6TxJOjph0dRxx8=")).toBe(true);
    expect(isSignedUpgrade(token, url.replace("wss", "https"), "T+f6x1so7S5wA86H6Nt9w+CLR4I=")).toBe(false);
    expect(isSignedUpgrade(token, url, undefined)).toBe(false);
    expect(isSignedUpgrade("", url, sign("", url))).toBe(false);
  });
});

describe("the house-keeping", () => {
  it("tells the house which calls are alive, all at once", async () => {
    await start({ timings: { heartbeatMs: 10 } });
    const calls = [house.addCall(), house.addCall()];
    for (const call of calls) await new TestTwilio(bridge, call).start();
    const ids = calls.map((call) => call.callId).sort();
    await expect.poll(() => house.beats.at(-1)?.toSorted()).toEqual(ids);
  });

  it("ends a call that an operator hung up, and no other", async () => {
    const [mine, other] = [house.addCall(), house.addCall()];
    const twilio = new TestTwilio(bridge, mine);
    const neighbour = new TestTwilio(bridge, other);
    await Promise.all([twilio.start(), neighbour.start()]);
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(2);
    house.hangUp(mine.callId);
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("hung_up");
    expect(neighbour.closeCode).toBeUndefined();
  });

  it("lets calls finish while draining, refuses new ones, and hands over the rest at the deadline", async () => {
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.start();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
    const drained = bridge.drain();
    const late = new TestTwilio(bridge, house.addCall());
    await expect.poll(() => late.refusedWith).toBe(503);
    await drained;
    expect(await twilio.closed()).toBe(1000);
    expect(await house.ending()).toBe("draining");
  });

  it("has nothing to wait for when the last call ends while draining", async () => {
    await start({ drainMs: 600_000 });
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.start();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
    const drained = bridge.drain();
    twilio.stop();
    await drained;
    expect(await house.ending()).toBe("caller_hung_up");
  });

  it("serves its metrics on a port of their own", async () => {
    await start({ metrics: { host: "127.0.0.1", port: 0 } });
    const twilio = new TestTwilio(bridge, house.addCall());
    await twilio.start();
    twilio.speak(FRAME);
    twilio.stop();
    await twilio.closed();
    const metrics = await fetch(`http://127.0.0.1:${bridge.metricsPort}/metrics`);
    expect(await metrics.text()).toContain('bridge_ended_calls_total{reason="caller_hung_up"}');
    expect((await fetch(`http://127.0.0.1:${bridge.port}/metrics`)).status).toBe(404);
  });

  it("takes calls although the port of its metrics is taken", async () => {
    const other = await startBridge(house, { metrics: { host: "127.0.0.1", port: bridge.port } });
    await new TestTwilio(other, house.addCall()).start();
    await expect.poll(() => house.payloads("stream_started")).toHaveLength(1);
    await other.close();
  });
});
