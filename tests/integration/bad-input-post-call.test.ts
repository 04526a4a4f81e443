import { createHmac, randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Business, createBusiness } from "../support/tenant";
import { replaceAt } from "./doors";
import { anyValue, HOSTILE_VALUES, nested } from "./hostile";
import { sendTwilioForm, voiceForm } from "./twilio-form";

const house = inject("house");
let business: Business;
beforeAll(async () => {
  business = await createBusiness(house);
});
afterAll(async () => {
  for (const url of [house.webUrl, house.bridgeUrl.replace("ws", "http"), house.workerUrl]) {
    expect((await fetch(`${url}/readyz`)).status, url).toBe(200);
  }
});

interface Answer {
  status: number;
  text: string;
}

/** A call that Twilio asked about and nobody spoke in. */
async function ring(): Promise<string> {
  const form = voiceForm(business);
  await sendTwilioForm(business, "/webhooks/voice", form);
  return business.findCallId(form["From"] ?? "");
}

/** As ElevenLabs sends it, signed with the business's own secret. */
async function postCall(body: string | Buffer): Promise<Answer> {
  const stamp = Math.floor(Date.now() / 1000);
  const hmac = createHmac("sha256", business.webhookSecret).update(`${stamp}.`).update(body).digest("hex");
  const response = await fetch(`${house.webUrl}/api/webhooks/elevenlabs`, {
    method: "POST",
    headers: { "elevenlabs-signature": `t=${stamp},v0=${hmac}`, "content-type": "application/json" },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: response.status, text: await response.text() };
}

describe("a post-call webhook with a valid signature", () => {
  let callId: string;
  beforeAll(async () => {
    callId = await ring();
  });

  const report = (): Record<string, unknown> => ({
    type: "post_call_transcription",
    event_timestamp: Math.floor(Date.now() / 1000),
    data: {
      agent_id: business.vendorAgentId,
      conversation_id: `conv_${randomUUID()}`,
      transcript: [{ role: "user", message: "hola", time_in_call_secs: 1, interrupted: false }],
      analysis: { call_successful: "success", transcript_summary: "s", call_summary_title: "t" },
      metadata: { cost_fiat: 0.1, termination_reason: "x", error: { code: 1, reason: "y" } },
      conversation_initiation_client_data: { dynamic_variables: { call_id: callId } },
    },
  });
  const judge = ({ status, text }: Answer, context: string) =>
    expect([200, 400, 401, 413], `${context} → ${status} ${text.slice(0, 200)}`).toContain(status);

  it("is read once it is verified, not before", async () => {
    const broken = `{"data":{"agent_id":"${business.vendorAgentId}"},`;
    expect((await postCall(broken)).status).toBe(400);
    const unsigned = await fetch(`${house.webUrl}/api/webhooks/elevenlabs`, {
      method: "POST",
      headers: { "elevenlabs-signature": `t=${Math.floor(Date.now() / 1000)},v0=${"0".repeat(64)}` },
      body: broken,
    });
    expect(unsigned.status).toBe(401);
  });

  it("may have anything in any field", async () => {
    const places = [
      ["type"],
      ["event_timestamp"],
      ["data"],
      ["data", "conversation_id"],
      ["data", "agent_id"],
      ["data", "transcript"],
      ["data", "analysis"],
      ["data", "analysis", "transcript_summary"],
      ["data", "metadata", "cost_fiat"],
      ["data", "metadata", "error"],
      ["data", "metadata", "call_duration_secs"],
      ["data", "metadata", "accepted_time_unix_secs"],
      ["data", "metadata", "phone_call"],
      ["data", "metadata", "phone_call", "call_sid"],
      ["data", "metadata", "phone_call", "call_result"],
      ["data", "analysis", "evaluation_criteria_results"],
      ["data", "has_audio"],
      ["data", "conversation_initiation_client_data", "dynamic_variables"],
      ["data", "conversation_initiation_client_data", "dynamic_variables", "call_id"],
      ["data", "unheard_of"],
    ];
    const send = async (at: string[], value: unknown) => {
      const body = JSON.stringify(replaceAt(report(), at, value));
      judge(await postCall(body), `${at.join(".")} = ${JSON.stringify(value).slice(0, 80)}`);
    };
    for (const at of places) for (const value of HOSTILE_VALUES) await send(at, value);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...places), anyValue, send), { numRuns: 100 });
  });

  it("may have a transcript of any shape and size", async () => {
    const turn = (change: object) => ({ role: "user", message: "hola", time_in_call_secs: 1, ...change });
    const transcripts: unknown[][] = [
      HOSTILE_VALUES,
      HOSTILE_VALUES.map((message) => turn({ message })),
      HOSTILE_VALUES.map((time_in_call_secs) => turn({ time_in_call_secs })),
      HOSTILE_VALUES.map((role) => turn({ role })),
      HOSTILE_VALUES.map((tool_calls) => turn({ tool_calls })),
      HOSTILE_VALUES.map((tool_name) => turn({ tool_calls: [{ tool_name, params_as_json: tool_name }] })),
      HOSTILE_VALUES.map((tool_results) => turn({ tool_calls: [{ tool_name: "t" }], tool_results })),
      Array.from({ length: 20_000 }, (_, index) => turn({ message: `palabra${index}` })),
      [turn({ message: Array.from({ length: 150_000 }, (_, index) => `p${index}`).join(" ") })],
    ];
    for (const transcript of transcripts) {
      // A call without turns takes the vendor's; each transcript gets one of its own.
      callId = await ring();
      const answer = await postCall(JSON.stringify(replaceAt(report(), ["data", "transcript"], transcript)));
      judge(answer, JSON.stringify(transcript).slice(0, 80));
    }
    expect((await business.turns(callId)).map(({ text }) => text.slice(0, 5))).toEqual(["p0 p1"]);
  });

  it("of another kind may have anything in any field too", async () => {
    const failed = { failure_reason: "busy", metadata: { type: "twilio", body: { CallStatus: "busy" } } };
    const kinds: [string, object, string[][]][] = [
      [
        "call_initiation_failure",
        failed,
        [
          ["data", "failure_reason"],
          ["data", "metadata"],
          ["data", "metadata", "body"],
          ["data", "metadata", "body", "CallSid"],
          ["data", "metadata", "body", "CallStatus"],
        ],
      ],
      [
        "post_call_audio",
        { full_audio: "AAAA" },
        [
          ["data", "full_audio"],
          ["data", "conversation_id"],
        ],
      ],
    ];
    for (const [type, data, places] of kinds) {
      const webhook = { ...report(), type, data: { ...(report()["data"] as object), ...data } };
      for (const at of places) {
        for (const value of HOSTILE_VALUES) {
          const body = JSON.stringify(replaceAt(webhook, at, value));
          judge(await postCall(body), `${type} ${at.join(".")} = ${JSON.stringify(value).slice(0, 80)}`);
        }
      }
    }
  });

  it("may be no JSON, the wrong JSON, or nested beyond reason", async () => {
    const deep = JSON.stringify(replaceAt(report(), ["data", "unheard_of"], "HERE"));
    const bodies = [
      "",
      "{",
      "null",
      "[]",
      '"x"',
      "1e999",
      JSON.stringify({ data: nested(900) }),
      deep.replace('"HERE"', "[".repeat(100_000) + "]".repeat(100_000)),
      "x".repeat(9 * 1024 * 1024),
    ];
    for (const body of bodies) judge(await postCall(body), body.slice(0, 60));
  });
});
