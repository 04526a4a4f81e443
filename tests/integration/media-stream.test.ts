import { randomBytes, randomUUID } from "node:crypto";
import { beforeAll, expect, inject, test } from "vitest";
import { judgeAtTheEnd } from "../support/specs";
import { askForStream, StreamPeer, type StreamTicket } from "../support/telephone-stream";
import { postWebhook, voiceFields } from "../support/telephone-webhook";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

let business: Business;
beforeAll(async () => {
  business = await createBusiness(house);
});

/** Twilio tells the end of a call that only this test carries. */
async function endCall(ticket: StreamTicket): Promise<void> {
  const fields = voiceFields(business, {
    CallSid: ticket.callSid,
    From: ticket.from,
    CallStatus: "completed",
  });
  const answer = await postWebhook(business, "/voice/status", {
    ...fields,
    CallDuration: "3",
    SequenceNumber: "0",
  });
  expect(answer.status).toBe(200);
}

async function streamEnds(callId: string): Promise<unknown[]> {
  const events = await business.events(callId);
  return events.filter(({ type }) => type === "stream_ended").map(({ payload }) => payload["reason"]);
}

test("a handshake that is unsigned, signed with another key or for another address is refused with 403", async () => {
  const ticket = await askForStream(business);
  expect(await StreamPeer.connect(ticket.url, null)).toBe(403);
  expect(await StreamPeer.connect(ticket.url, randomBytes(16).toString("hex"))).toBe(403);
  const other = await askForStream(business);
  expect(other.url).not.toBe(ticket.url);
  const peer = await StreamPeer.open(ticket.url, business.authToken);
  await peer.stop();
  await endCall(ticket);
  await endCall(other);
});

test("a call that nobody knows, or that is over, has no stream", async () => {
  const unknown = `${house.bridgeUrl}/ws/media-stream/${randomUUID()}`;
  expect(await StreamPeer.connect(unknown, business.authToken)).toBe(404);
  expect(await StreamPeer.connect(`${house.bridgeUrl}/ws/elsewhere`, business.authToken)).toBe(404);
  const ticket = await askForStream(business);
  await endCall(ticket);
  await business.untilEnded(ticket.callId);
  expect(await StreamPeer.connect(ticket.url, business.authToken)).toBe(404);
});

test("the right token lets the agent speak, on the stream that was named and with marks", async () => {
  const ticket = await askForStream(business);
  const peer = await StreamPeer.open(ticket.url, business.authToken);
  peer.start(business, ticket);
  await peer.untilAudio();
  const kinds = new Set(peer.received.map(({ event }) => event));
  expect([...kinds].toSorted()).toEqual(["mark", "media"]);
  expect(new Set(peer.received.map(({ streamSid }) => streamSid))).toEqual(new Set([peer.streamSid]));
  await business.untilCall(ticket.callId, "is in progress", ({ status }) => status === "in_progress");
  peer.send({ event: "stop", stop: { accountSid: business.accountSid, callSid: ticket.callSid } });
  await peer.untilClosed();
  await endCall(ticket);
  expect(await business.untilEnded(ticket.callId)).toMatchObject({
    status: "completed",
    streamEndReason: "caller_hung_up",
  });
});

test("a wrong token is shown the door, and the right one still works", async () => {
  const ticket = await askForStream(business);
  const intruder = await StreamPeer.open(ticket.url, business.authToken);
  intruder.start(business, { ...ticket, token: randomBytes(32).toString("base64url") });
  await intruder.untilClosed();
  expect(intruder.audio.length).toBe(0);
  const peer = await StreamPeer.open(ticket.url, business.authToken);
  peer.start(business, ticket);
  await peer.untilAudio();
  await peer.stop();
  await endCall(ticket);
  expect(await business.untilEnded(ticket.callId)).toMatchObject({
    status: "completed",
    streamEndReason: "twilio_lost",
  });
});

test("a token is good once: the second stream gets nothing and the first goes on", async () => {
  const ticket = await askForStream(business);
  const first = await StreamPeer.open(ticket.url, business.authToken);
  first.start(business, ticket);
  await first.untilAudio();
  const second = await StreamPeer.open(ticket.url, business.authToken);
  second.start(business, ticket);
  await second.untilClosed();
  expect(second.audio.length).toBe(0);
  expect(first.closeCode).toBeUndefined();
  first.say("¿Qué horario tienen?");
  await until("the first stream still carries words", async () =>
    (await business.turns(ticket.callId)).some(({ text }) => text === "¿Qué horario tienen?"),
  );
  expect((await business.call(ticket.callId)).streamEndReason).toBeNull();
  await first.stop();
  await endCall(ticket);
  expect(await business.untilEnded(ticket.callId)).toMatchObject({ status: "completed" });
});

test("a second start breaks the protocol and ends the stream, and the call is told what follows", async () => {
  const ticket = await askForStream(business);
  const peer = await StreamPeer.open(ticket.url, business.authToken);
  peer.start(business, ticket);
  await peer.untilAudio();
  peer.start(business, ticket);
  await peer.untilClosed();
  expect(
    await until(
      "the end is on record",
      async () => (await streamEnds(ticket.callId)).length > 0 && (await streamEnds(ticket.callId)),
    ),
  ).toEqual(["twilio_protocol"]);
  const next = await postWebhook(
    business,
    "/webhooks/twilio/after-stream",
    voiceFields(business, { CallSid: ticket.callSid, CallStatus: "in-progress" }),
  );
  expect(next.text).toContain("<Record ");
  await endCall(ticket);
  expect(await business.untilEnded(ticket.callId)).toMatchObject({ errorCode: "twilio_protocol" });
});

test("a start that names another call is refused", async () => {
  const [ticket, other] = [await askForStream(business), await askForStream(business)];
  const peer = await StreamPeer.open(ticket.url, business.authToken);
  peer.start(business, { ...ticket, callSid: other.callSid });
  await peer.untilClosed();
  expect(peer.audio.length).toBe(0);
  await endCall(ticket);
  await endCall(other);
});

test("a peer that opens a stream and says nothing is let go", async () => {
  const ticket = await askForStream(business);
  const peer = await StreamPeer.open(ticket.url, business.authToken);
  await peer.untilClosed();
  expect(peer.received).toEqual([]);
  await endCall(ticket);
});
