import { createHmac } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { callView } from "@/lib/calls/schema";
import { isLastSentence } from "../support/played";
import { Client } from "../support/client";
import { judgeAtTheEnd } from "../support/specs";
import { askForStream, StreamPeer } from "../support/telephone-stream";
import { type Fields, postWebhook, voiceFields } from "../support/telephone-webhook";
import { type Business, createBusiness } from "../support/tenant";

const house = inject("house");
judgeAtTheEnd(house);

let business: Business;
beforeAll(async () => {
  business = await createBusiness(house);
});

const assignment = z.object({
  agentId: z.string(),
  phoneNumber: z.string().nullable(),
  type: z.string(),
  status: z.string(),
});

/** The addresses that earlier systems' clients use, as those systems documented them. */
describe("the number that an agent answers", () => {
  test("POST /phone-assignment/assign lets the agent answer the number, however it is written", async () => {
    const national = business.number.replace("+34", "").replace(/(\d{3})(\d{3})(\d{3})/, "$1 $2 $3");
    for (const phoneNumber of [business.number, national]) {
      const agent = await business.createAgent({ name: `Agente de ${phoneNumber}` });
      const made = await business.client.ask("POST", "/phone-assignment/assign", assignment, {
        agentId: agent.id,
        phoneNumber,
      });
      expect(made).toMatchObject({ agentId: agent.id, phoneNumber: business.number });
      const listed = await business.client.get("/phone-assignment/inbound-agents", z.array(assignment));
      expect(
        listed.filter((one) => one.phoneNumber === business.number).map(({ agentId }) => agentId),
      ).toEqual([agent.id]);
    }
  });

  test("DELETE /phone-assignment/unassign/:agentId takes it away again", async () => {
    const { agent } = business;
    await business.client.ask("POST", "/phone-assignment/assign", assignment, {
      agentId: agent.id,
      phoneNumber: business.number,
    });
    const freed = await business.client.ask("DELETE", `/phone-assignment/unassign/${agent.id}`, assignment);
    expect(freed).toMatchObject({ agentId: agent.id, phoneNumber: null });
    const answer = await postWebhook(business, "/webhooks/voice", voiceFields(business));
    expect(isLastSentence(answer.text, "no_agent", "es"), answer.text).toBe(true);
    await business.client.ask("POST", "/phone-assignment/assign", assignment, {
      agentId: agent.id,
      phoneNumber: business.number,
    });
  });

  test("nobody, and nobody else, may do either", async () => {
    const other = await createBusiness(house, { agent: null });
    const body = { agentId: business.agent.id, phoneNumber: business.number };
    const stranger = new Client(house.webUrl);
    for (const [method, path, given] of [
      ["POST", "/phone-assignment/assign", body],
      ["DELETE", `/phone-assignment/unassign/${business.agent.id}`, undefined],
    ] as const) {
      expect(await stranger.refusal(method, path, given)).toEqual({ status: 401, code: "unauthenticated" });
      expect(await other.client.refusal(method, path, given)).toEqual({ status: 404, code: "not_found" });
    }
    expect((await stranger.refusal("GET", "/phone-assignment/inbound-agents")).status).toBe(401);
    expect(await other.client.get("/phone-assignment/inbound-agents", z.array(assignment))).toEqual([]);
  });

  test("what is not a telephone number is refused by the field's name", async () => {
    const body = { agentId: business.agent.id, phoneNumber: "12" };
    const answer = await business.client.send("POST", "/phone-assignment/assign", body);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { fields: { phoneNumber: expect.any(String) } } });
  });
});

describe("Twilio's questions and reports", () => {
  test.each(["/webhooks/voice", "/voice/incoming"])(
    "POST %s answers with the agent's stream, token and tail",
    async (door) => {
      const fields = voiceFields(business);
      const answer = await postWebhook(business, door, fields);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/xml/);
      const calls = await business.client.get("/api/calls", z.array(callView));
      const call = calls.find(({ fromNumber }) => fromNumber === fields["From"]);
      expect(answer.text).toMatch(
        new RegExp(
          `<Connect><Stream url="${house.bridgeUrl}/ws/media-stream/${call?.id}" statusCallback="${house.webUrl}/webhooks/twilio/stream" statusCallbackMethod="POST">` +
            `<Parameter name="call_id" value="${call?.id}"/><Parameter name="token" value="[\\w-]{43}"/></Stream></Connect>` +
            `<Redirect method="POST">${house.webUrl}/webhooks/twilio/after-stream</Redirect>`,
        ),
      );
    },
  );

  test.each(["/voice/status", "/webhook/voice/status"])(
    "POST %s answers OK and moves the call",
    async (door) => {
      const fields = voiceFields(business);
      await postWebhook(business, "/webhooks/voice", fields);
      const callId = await business.findCallId(fields["From"] ?? "");
      const report: Fields = { ...fields, CallStatus: "no-answer", SequenceNumber: "1" };
      const answer = await postWebhook(business, door, report);
      expect([answer.status, answer.text]).toEqual([200, "OK"]);
      expect(await business.call(callId)).toMatchObject({ status: "no_answer" });
    },
  );

  test("WS /ws/media-stream/:call_id carries the call that the TwiML named, through the bridge's own port", async () => {
    const ticket = await askForStream(business);
    expect(ticket.url).toBe(`${house.bridgeUrl}/ws/media-stream/${ticket.callId}`);
    const peer = await StreamPeer.open(ticket.url, business.authToken);
    peer.start(business, ticket);
    await peer.untilAudio();
    await peer.stop();
  });
});

describe("ElevenLabs' reports", () => {
  const sign = (body: string, secret: string, atSeconds = Math.floor(Date.now() / 1000)) =>
    `t=${atSeconds},v0=${createHmac("sha256", secret).update(`${atSeconds}.${body}`).digest("hex")}`;

  async function report(
    door: string,
    callId: string,
    summary: string,
    signature?: (body: string) => string,
  ): Promise<number> {
    const body = JSON.stringify({
      type: "post_call_transcription",
      event_timestamp: Math.floor(Date.now() / 1000),
      data: {
        agent_id: business.vendorAgentId,
        conversation_id: `conv_${callId}`,
        transcript: [{ role: "agent", message: "Hola.", time_in_call_secs: 0 }],
        analysis: { call_successful: "success", transcript_summary: summary, call_summary_title: "Título" },
        conversation_initiation_client_data: { dynamic_variables: { call_id: callId } },
      },
    });
    const answer = await fetch(house.webUrl + door, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(signature ? { "elevenlabs-signature": signature(body) } : {}),
      },
      body,
    });
    return answer.status;
  }

  test.each(["/api/webhooks/elevenlabs", "/api/elevenlabs/post-call"])(
    "POST %s puts the conversation on record",
    async (door) => {
      const { callId } = await askForStream(business);
      const forty = 40 * 60;
      const now = Math.floor(Date.now() / 1000);
      expect(await report(door, callId, "sin firma")).toBe(401);
      expect(await report(door, callId, "otra clave", (body) => sign(body, "wsec_another"))).toBe(401);
      expect(
        await report(door, callId, "vieja", (body) => sign(body, business.webhookSecret, now - forty)),
      ).toBe(401);
      expect(
        await report(door, callId, "del futuro", (body) => sign(body, business.webhookSecret, now + forty)),
      ).toBe(401);
      expect(await business.call(callId)).toMatchObject({ summary: null, title: null });
      expect(await report(door, callId, "Confirmó.", (body) => sign(body, business.webhookSecret))).toBe(200);
      expect(await business.call(callId)).toMatchObject({
        summary: "Confirmó.",
        title: "Título",
        successful: true,
      });
      expect((await business.turns(callId)).map(({ text }) => text)).toEqual(["Hola."]);
    },
  );
});
