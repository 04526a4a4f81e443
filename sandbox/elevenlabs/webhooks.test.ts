import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { Faults } from "../faults";
import { Recorder } from "../recorder";
import { createWebhook } from "./state";
import { sign, WebhookSender } from "./webhooks";

describe("the signature", () => {
  // The vectors of elevenlabs.md §4.5, accepted by the vendor's own SDK.
  test.each([
    {
      secret: "wsec_test_0123456789abcdef",
      t: 1790000000,
      body: '{"type":"post_call_transcription","event_timestamp":1790000000,"data":{"agent_id":"agent_1","conversation_id":"conv_1","status":"done"}}',
      v0: "c820dd96a1167920cabbe0aab0d8813fa8145218a83fd8d34fcd1df0bd55d786",
    },
    {
      secret: "wsec_ñandú_clínica",
      t: 1790000123,
      body: '{"type":"call_initiation_failure","event_timestamp":1790000123,"data":{"agent_id":"agent_1","conversation_id":"conv_2","failure_reason":"busy","metadata":{"type":"twilio","body":{"CallSid":"CA00000000000000000000000000000000"}},"nota":"Peluquería Núñez — €5"}}',
      v0: "40e6177342a7075991d0597d9610c599128eb6225025b3e382eef1652e4f640b",
    },
  ])("is the vendor's for $secret", ({ secret, t, body, v0 }) => {
    expect(sign(secret, body, t)).toBe(`t=${t},v0=${v0}`);
  });
});

interface Received {
  body: string;
  isSigned: boolean;
}

const SECRET = "wsec_test";
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function isSigned(req: IncomingMessage, body: string): boolean {
  const [, t, v0] = /^t=(\d+),v0=([0-9a-f]{64})$/.exec(String(req.headers["elevenlabs-signature"])) ?? [];
  if (t === undefined || v0 === undefined) return false;
  const want = createHmac("sha256", SECRET).update(`${t}.${body}`).digest();
  return timingSafeEqual(want, Buffer.from(v0, "hex"));
}

/** A receiver that answers with the statuses given, then 200, and hands over what it got. */
async function createReceiver(statuses: number[] = []) {
  const received: Received[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      received.push({ body, isSigned: isSigned(req, body) });
      res.writeHead(statuses.shift() ?? 200).end();
      for (const wait of waiting) if (received.length >= wait.count) wait.resolve();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  const until = (count: number) =>
    new Promise<void>((resolve) => {
      if (received.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  const id = "wh_1";
  const webhook = createWebhook({
    id,
    name: id,
    url: `http://127.0.0.1:${port}/`,
    secret: SECRET,
    requestHeaders: {},
  });
  return { received, until, webhook };
}

/** Settled deliveries are reported by `onChange`: `settled(n)` waits for the n-th. */
function createSender() {
  const faults = new Faults();
  const recorder = new Recorder();
  let count = 0;
  let check = () => {};
  const onChange = () => {
    count += 1;
    check();
  };
  const sender = new WebhookSender({ faults, recorder, retryScale: 0.0001, onChange });
  closers.unshift(() => sender.close());
  const settled = (wanted: number) =>
    new Promise<void>((resolve) => {
      check = () => {
        if (count >= wanted) resolve();
      };
      check();
    });
  return { faults, recorder, sender, settled };
}

describe("a delivery", () => {
  test("is signed over its raw body and carries the vendor's envelope", async () => {
    const { received, until, webhook } = await createReceiver();
    createSender().sender.send(webhook, "post_call_transcription", { conversation_id: "conv_ñ" });
    await until(1);
    expect(received[0]?.isSigned).toBe(true);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      type: "post_call_transcription",
      event_timestamp: expect.any(Number),
      data: { conversation_id: "conv_ñ" },
    });
  });

  test("is retried when that is switched on, at most five attempts", async () => {
    const { received, webhook } = await createReceiver([500, 503, 429, 408, 500, 500]);
    const { sender, settled } = createSender();
    sender.send({ ...webhook, retryEnabled: true }, "post_call_transcription", {});
    await settled(5);
    await sender.close();
    expect(received).toHaveLength(5);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  });

  test.each([
    ["it is not switched on", false, "post_call_transcription", 500],
    ["the receiver refuses it for good", true, "post_call_transcription", 401],
    ["it tells of a call that never started", true, "call_initiation_failure", 500],
    ["it carries sound", true, "post_call_audio", 500],
  ] as const)("is not retried when %s", async (_, retryEnabled, type, status) => {
    const { received, webhook } = await createReceiver([status]);
    const { sender, settled } = createSender();
    const endpoint = { ...webhook, retryEnabled };
    sender.send(endpoint, type, {});
    await settled(1);
    await sender.close();
    expect(received).toHaveLength(1);
    expect(endpoint.lastFailure?.code).toBe(status);
  });

  test("is switched off after ten failures without any success", async () => {
    const { webhook } = await createReceiver(Array.from({ length: 10 }, () => 500));
    const { sender, settled } = createSender();
    for (let index = 1; index <= 10; index++) {
      sender.send(webhook, "post_call_transcription", {});
      await settled(index);
    }
    expect(webhook.isAutoDisabled).toBe(true);
  });

  test("can be forged, doubled and dropped on request", async () => {
    const { received, until, webhook } = await createReceiver();
    const { faults, sender } = createSender();
    faults.add({ target: "elevenlabs.webhook", kind: "forge", times: 1 });
    sender.send(webhook, "post_call_transcription", { n: 1 });
    await until(1);
    expect(received[0]?.isSigned).toBe(false);
    faults.add({ target: "elevenlabs.webhook", kind: "drop", times: 1 });
    sender.send(webhook, "post_call_transcription", { n: 2 });
    faults.add({ target: "elevenlabs.webhook", kind: "duplicate", times: 1 });
    sender.send(webhook, "post_call_transcription", { n: 3 });
    await until(3);
    const numbers = received.map(({ body }) => JSON.parse(body).data.n);
    expect(numbers).toEqual([1, 3, 3]);
  });

  test("can be lost for one type of one conversation, or for what it says", async () => {
    const { received, until, webhook } = await createReceiver();
    const { faults, sender } = createSender();
    const lost = { target: "elevenlabs.webhook", kind: "drop" } as const;
    faults.add({ ...lost, match: ["post_call_audio", "conv_1"] });
    faults.add({ ...lost, match: '"call_id":"c_9"' });
    sender.send(webhook, "post_call_audio", { conversation_id: "conv_1", full_audio: "" });
    sender.send(webhook, "post_call_transcription", { conversation_id: "conv_3", call_id: "c_9" });
    sender.send(webhook, "post_call_transcription", { conversation_id: "conv_1" });
    sender.send(webhook, "post_call_audio", { conversation_id: "conv_2", full_audio: "" });
    await until(2);
    const told = received
      .map(({ body }) => JSON.parse(body))
      .map(({ type, data }) => [type, data.conversation_id]);
    expect(new Set(told)).toEqual(
      new Set([
        ["post_call_transcription", "conv_1"],
        ["post_call_audio", "conv_2"],
      ]),
    );
  });

  test("that is reordered comes after the next one", async () => {
    const { received, until, webhook } = await createReceiver();
    const { faults, sender } = createSender();
    faults.add({ target: "elevenlabs.webhook", kind: "reorder", times: 1 });
    sender.send(webhook, "post_call_transcription", { n: 1 });
    sender.send(webhook, "post_call_transcription", { n: 2 });
    await until(2);
    expect(received.map(({ body }) => JSON.parse(body).data.n)).toEqual([2, 1]);
  });
});
