import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { callView } from "@/lib/calls/schema";
import { readCallbackKey } from "../support/callback-key";
import { newCallSid } from "../support/telephone-webhook";
import { type Business, createBusiness } from "../support/tenant";
import { anyText, HOSTILE_TEXTS } from "./hostile";

const house = inject("house");
let business: Business;
let key: string;
beforeAll(async () => {
  business = await createBusiness(house, { agent: { mode: "native" } });
  key = await readCallbackKey(house.dataFolder, business);
});

const PERSONALIZATION = "/webhooks/elevenlabs/conversation-initiation";
const TOOL = "/api/tools/report_result";

async function post(path: string, body: string, withKey = key): Promise<{ status: number; text: string }> {
  const answer = await fetch(house.webUrl + path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-centralita-key": withKey },
    body,
  });
  return { status: answer.status, text: await answer.text() };
}

const question = () => ({
  caller_id: "+34600111222",
  agent_id: business.vendorAgentId,
  called_number: business.number,
  call_sid: newCallSid(),
});

const answered = z.object({
  type: z.literal("conversation_initiation_client_data"),
  dynamic_variables: z.record(z.string(), z.string()),
  conversation_config_override: z.object({}),
});

describe("the question about who calls, with the business's own key", () => {
  it("is answered whatever stands in it, or refused as unreadable; it never fails", async () => {
    const ask = async (name: string, value: unknown) => {
      const { status, text } = await post(PERSONALIZATION, JSON.stringify({ ...question(), [name]: value }));
      const context = `${name}=${JSON.stringify(value)?.slice(0, 80)} → ${status} ${text.slice(0, 200)}`;
      expect([200, 400], context).toContain(status);
      if (status === 200) answered.parse(JSON.parse(text));
    };
    for (const name of Object.keys(question())) {
      for (const value of [...HOSTILE_TEXTS, null, undefined, 7, [], {}]) await ask(name, value);
    }
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(question()), "conversation_id"), anyText, ask),
      { numRuns: 60 },
    );
  });

  it("of a caller who withholds the number, or of an agent that is nobody's, has an answer too", async () => {
    for (const change of [{ caller_id: "" }, { caller_id: null }, { agent_id: "agent_of_nobody" }]) {
      const { status, text } = await post(PERSONALIZATION, JSON.stringify({ ...question(), ...change }));
      expect(status).toBe(200);
      expect(answered.parse(JSON.parse(text)).dynamic_variables["business_name"]).toBe(
        `Clínica ${business.key}`,
      );
    }
  });

  it("asked twice is one call", async () => {
    const asked = question();
    const answers = await Promise.all([1, 2, 3].map(() => post(PERSONALIZATION, JSON.stringify(asked))));
    const ids = answers.map(({ text }) => answered.parse(JSON.parse(text)).dynamic_variables["call_id"]);
    expect(new Set(ids).size).toBe(1);
    const calls = await business.client.get("/api/calls?limit=100", z.array(callView));
    expect(calls.filter(({ id }) => id === ids[0])).toHaveLength(1);
  });
});

describe.each([PERSONALIZATION, TOOL])("%s", (path) => {
  it("refuses what is not JSON, and what is more than it will read, without failing", async () => {
    for (const body of ["", "{", "[]", "null", '"x"', "7", "{}", "[".repeat(50_000), "\u0000"]) {
      const { status } = await post(path, body);
      expect([200, 400], body.slice(0, 20)).toContain(status);
    }
    expect((await post(path, JSON.stringify({ ...question(), more: "x".repeat(300_000) }))).status).toBe(413);
  });

  it("opens to no key but the business's own", async () => {
    for (const wrong of ["", "ck_", key.slice(0, -1), `${key}x`, key.toUpperCase(), `Bearer ${key}`]) {
      expect((await post(path, JSON.stringify(question()), wrong)).status, wrong.slice(0, 8)).toBe(401);
    }
  });
});
