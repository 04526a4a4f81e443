import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import {
  callEnded,
  callRecord,
  callStarted,
  conversationState,
  documentedAgent,
  statsView,
} from "@/lib/elevenlabs-api/schema";
import { formatDay } from "@/lib/format";
import type { Client } from "../support/client";
import { Client as Browser } from "../support/client";
import { person, ringsAt, untilRings } from "../support/outbound";
import { makeKey, type Program } from "../support/program";
import { judgeAtTheEnd } from "../support/specs";
import { expectCaller } from "../support/practice";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";

const house = inject("house");
judgeAtTheEnd(house);

/** Each address is asked by a program with a key and by a signed-in person: both are let in alike. */
let business: Business;
let program: Program;
let stranger: Client;

const OUTBOUND = { type: "outbound" as const, name: "Valeria" };

beforeAll(async () => {
  business = await createBusiness(house, { agent: OUTBOUND });
  ({ program } = await makeKey(business.client, ["calls:write", "agents:read"]));
  stranger = (await createBusiness(house, { agent: null })).client;
});

const envelope = z.object({ success: z.literal(true), message: z.string(), data: callStarted });
const listed = z.object({
  data: z.array(callRecord),
  count: z.number(),
  total: z.number(),
  page: z.number(),
  limit: z.number(),
});
const refused = z.object({
  error: z.object({ code: z.string(), fields: z.record(z.string(), z.string()).optional() }),
});

async function call(client: Client, body: Record<string, unknown>) {
  const answer = await client.send("POST", "/api/elevenlabs/call", body);
  return { status: answer.status, body: JSON.parse(answer.text) as unknown };
}

async function started(client: Client, body: Record<string, unknown>) {
  const answer = await call(client, body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return envelope.parse(answer.body).data;
}

async function listCalls(client: Client, search: string) {
  const answer = await client.send("GET", `/api/elevenlabs/calls?${search}`);
  expect(answer.status, answer.text).toBe(200);
  return listed.parse(JSON.parse(answer.text));
}

describe("GET /api/elevenlabs/agents", () => {
  test("lists agents under the vendor's ids with what they say, and how many there are", async () => {
    for (const client of [program, business.client]) {
      const answer = await client.send("GET", "/api/elevenlabs/agents");
      const { data, count } = z
        .object({ data: z.array(documentedAgent), count: z.number() })
        .parse(JSON.parse(answer.text));
      expect(count).toBe(1);
      expect(data).toMatchObject([
        {
          agent_id: business.vendorAgentId,
          name: "Valeria",
          conversation_config: { agent: { first_message: FIRST_MESSAGE, language: "es" } },
        },
      ]);
    }
    expect(await stranger.get("/api/elevenlabs/agents", z.array(documentedAgent))).toEqual([]);
    expect((await new Browser(house.webUrl).send("GET", "/api/elevenlabs/agents")).status).toBe(401);
  });
});

describe.concurrent("POST /api/elevenlabs/call", () => {
  test("calls the number as it is dialled at home, with this call's words and variables", async () => {
    const own = await createBusiness(house, { agent: OUTBOUND });
    const to = await person(own.sandbox, "ring");
    const made = await started((await makeKey(own.client, ["calls:write"])).program, {
      phoneNumber: to.replace("+34", "").replace(/(\d{3})(\d{3})/, "$1 $2 "),
      patientId: 1042,
      patientName: "Rosa Vidal",
      appointmentId: "A-7731",
      customVariables: { service_type: "limpieza", visits: 3 },
      dynamic_variables: { preferred_date: "el martes" },
      metadata: { source: "agenda" },
      conversation_config_override: {
        agent: {
          prompt: { prompt: "Confirme la cita de {{user_name}}." },
          first_message: "Buenos días, {{user_name}}: su {{service_type}} es {{preferred_date}}.",
        },
      },
    });
    expect(made).toMatchObject({ success: true, status: "initiated" });
    const phone = await untilRings(own.sandbox, to);
    await phone.answer();
    await phone.untilHeard("Buenos días, Rosa Vidal: su limpieza es el martes.");
    expect(await own.call(made.callId)).toMatchObject({
      direction: "outbound",
      toNumber: to,
      contactName: "Rosa Vidal",
      variables: { service_type: "limpieza", visits: "3", preferred_date: "el martes" },
      metadata: { source: "agenda", patientId: "1042", appointmentId: "A-7731" },
    });
    await phone.hangUp();
    await own.untilEnded(made.callId);
  });

  test("goes through the agent that is named by our id or by the vendor's", async () => {
    const own = await createBusiness(house, { agent: OUTBOUND });
    const second = await own.createAgent({ type: "outbound", name: "Sofía" });
    for (const agentId of [second.id, second.elevenLabsAgentId]) {
      const { callId } = await started(own.client, {
        phoneNumber: await person(own.sandbox, "busy"),
        agentId,
      });
      expect((await own.call(callId)).agent?.id).toBe(second.id);
      await own.untilEnded(callId);
    }
    const { callId } = await started(own.client, { phoneNumber: await person(own.sandbox, "busy") });
    expect((await own.call(callId)).agent?.id).toBe(own.agent.id);
  });

  test("sent twice with one Idempotency-Key is one call", async () => {
    const own = await createBusiness(house, { agent: OUTBOUND });
    const to = await person(own.sandbox, "ring");
    const ids = [];
    const key = randomUUID();
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const answer = await fetch(`${house.webUrl}/api/elevenlabs/call`, {
        method: "POST",
        headers: { ...own.client.headers(), "content-type": "application/json", "idempotency-key": key },
        body: JSON.stringify({ phoneNumber: to }),
      });
      ids.push(envelope.parse(await answer.json()).data.callId);
    }
    expect(ids[0]).toBe(ids[1]);
    await untilRings(own.sandbox, to);
    expect(await ringsAt(own.sandbox, to)).toHaveLength(1);
  });

  test("that cannot be made is refused by the names of its own fields", async () => {
    const own = await createBusiness(house, { agent: OUTBOUND });
    const asking = { agent: { first_message: "Hola, le llamo de parte de {{doctor}}." } };
    const fieldsOf = async (body: Record<string, unknown>) => {
      const answer = await call(own.client, body);
      expect(answer.status, JSON.stringify(answer.body)).toBe(422);
      return Object.keys(refused.parse(answer.body).error.fields ?? {});
    };
    const phoneNumber = await person(own.sandbox, "ring");
    expect(await fieldsOf({ phoneNumber: "12" })).toEqual(["phoneNumber"]);
    expect(await fieldsOf({ phoneNumber, conversation_config_override: asking })).toEqual([
      "customVariables.doctor",
    ]);
    expect(await fieldsOf({ phoneNumber, agentId: randomUUID() })).toEqual(["agentId"]);
    expect(await fieldsOf({ phoneNumber, agentId: business.vendorAgentId })).toEqual(["agentId"]);
    expect(await ringsAt(own.sandbox, phoneNumber)).toEqual([]);
  });

  test("is refused where no agent makes calls, to a key that may only read, and to nobody at all", async () => {
    const own = await createBusiness(house);
    const body = { phoneNumber: await person(own.sandbox, "ring") };
    expect(await own.client.refusal("POST", "/api/elevenlabs/call", body)).toEqual({
      status: 409,
      code: "conflict",
    });
    const reader = (await makeKey(own.client, ["calls:read"])).program;
    expect((await call(reader, body)).status).toBe(403);
    expect((await call(new Browser(house.webUrl), body)).status).toBe(401);
  });
});

describe.concurrent("GET and DELETE /api/elevenlabs/conversation/:conversationId", () => {
  const path = (id: string) => `/api/elevenlabs/conversation/${id}`;

  test("tell the state by our id and by the vendor's, with what was said", async () => {
    const own = await createBusiness(house, { agent: OUTBOUND });
    const to = await expectCaller(own, await person(own.sandbox, "answer"));
    const made = await started(own.client, { phoneNumber: to, patientId: "P-1" });
    const phone = await untilRings(own.sandbox, to);
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.say("Sí, confirmo mi cita.");
    await phone.untilHeard("su cita queda confirmada");
    await phone.hangUp();
    const over = await own.untilCall(made.callId, "has its report", ({ successful }) => successful !== null);
    const reader = (await makeKey(own.client, ["calls:read"])).program;
    for (const id of [made.conversationId, made.callId, over.elevenLabsConversationId ?? ""]) {
      const state = await reader.get(path(id), conversationState);
      expect(state).toMatchObject({
        callId: made.callId,
        conversationId: over.elevenLabsConversationId,
        status: "completed",
        outcome: "confirmed",
        patient_id: "P-1",
        phone_number: to,
      });
      expect(state.transcript[0]).toMatchObject({ role: "agent", message: FIRST_MESSAGE });
      expect(state.transcript.map(({ role }) => role)).toContain("user");
      expect(await stranger.refusal("GET", path(id))).toEqual({ status: 404, code: "not_found" });
    }
  });

  test("hang up, once, and only for those whose call it is", async () => {
    const own = await createBusiness(house, { agent: OUTBOUND });
    const to = await person(own.sandbox, "ring");
    const { conversationId, callId } = await started(own.client, { phoneNumber: to });
    const phone = await untilRings(own.sandbox, to);
    expect(await stranger.refusal("DELETE", path(conversationId))).toEqual({
      status: 404,
      code: "not_found",
    });
    const writer = (await makeKey(own.client, ["calls:write"])).program;
    const answer = await writer.ask("DELETE", path(conversationId), callEnded);
    expect(answer).toMatchObject({ callId, status: "ended_manually" });
    await phone.untilOver();
    await own.untilEnded(callId);
    expect(await writer.get(path(callId), conversationState)).toMatchObject({ status: "ended_manually" });
    expect(await writer.refusal("DELETE", path(callId))).toEqual({ status: 409, code: "conflict" });
  });

  test("know nothing of what does not exist", async () => {
    for (const id of [randomUUID(), "conv_nothing", "x"]) {
      for (const method of ["GET", "DELETE"]) {
        expect(await business.client.refusal(method, path(id))).toEqual({ status: 404, code: "not_found" });
      }
    }
  });
});

describe("GET /api/elevenlabs/calls and /stats", () => {
  let own: Business;
  let reader: Program;
  let ids: Record<"busy" | "refused" | "answered", string>;

  beforeAll(async () => {
    own = await createBusiness(house, { agent: OUTBOUND });
    reader = (await makeKey(own.client, ["calls:read"])).program;
    const to = await person(own.sandbox, "busy");
    const busy = await started(own.client, { phoneNumber: to, patientId: "P-1", patientName: "Rosa" });
    await own.untilEnded(busy.callId);
    await own.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 400,
      match: `${own.accountSid}/Calls.json`,
      times: 1,
    });
    const failed = await call(own.client, {
      phoneNumber: await person(own.sandbox, "ring"),
      patientId: "P-2",
    });
    expect(failed.status).toBe(502);
    const line = await person(own.sandbox, "answer");
    const answered = await started(own.client, { phoneNumber: line, patientId: "P-1" });
    const phone = await untilRings(own.sandbox, line);
    await phone.untilHeard(FIRST_MESSAGE);
    await phone.hangUp();
    await own.untilEnded(answered.callId);
    const all = await listCalls(own.client, "");
    const refusedId = all.data.find(({ patient_id }) => patient_id === "P-2")?.id ?? "";
    ids = { busy: busy.callId, refused: refusedId, answered: answered.callId };
  });

  const idsOf = (page: z.output<typeof listed>) => page.data.map(({ id }) => id);

  test("lists newest first by numbered pages that together are the whole", async () => {
    const all = await listCalls(reader, "");
    expect(idsOf(all)).toEqual([ids.answered, ids.refused, ids.busy]);
    expect(all).toMatchObject({ count: 3, total: 3, page: 1, limit: 20 });
    const pages = await Promise.all([1, 2, 3].map((page) => listCalls(reader, `page=${page}&limit=2`)));
    expect(pages.map(idsOf)).toEqual([[ids.answered, ids.refused], [ids.busy], []]);
    for (const page of pages) expect(page.total).toBe(3);
  });

  test("narrows by patient and by status", async () => {
    expect(idsOf(await listCalls(reader, "patientId=P-1"))).toEqual([ids.answered, ids.busy]);
    expect(idsOf(await listCalls(reader, "patientId=P-1&status=busy"))).toEqual([ids.busy]);
    expect(idsOf(await listCalls(reader, "patientId=nobody"))).toEqual([]);
    expect((await reader.send("GET", "/api/elevenlabs/calls?status=sleeping")).status).toBe(422);
  });

  test("keeps what went wrong in each call", async () => {
    const { data } = await listCalls(reader, "status=failed");
    expect(data).toMatchObject([{ id: ids.refused, status: "failed", error_code: expect.any(String) }]);
    expect(data[0]?.error_message).not.toBe("");
    expect((await listCalls(stranger, "")).data).toEqual([]);
  });

  test("adds up the period, and only the business's own calls", async () => {
    const dayOf = async (callId: string) => formatDay((await own.call(callId)).startedAt, "Europe/Madrid");
    const [first, last] = [await dayOf(ids.busy), await dayOf(ids.answered)];
    const stats = (client: Client, search = "") => client.get(`/api/elevenlabs/stats?${search}`, statsView);
    for (const search of ["", `startDate=${first}&endDate=${last}`, `startDate=${first}T00:00:00.000Z`]) {
      const figures = await stats(reader, search);
      expect(figures, search).toMatchObject({ total_calls: 3, completed_calls: 1, failed_calls: 1 });
      expect(figures.avg_duration).toBe((await own.call(ids.answered)).durationSeconds);
    }
    expect(await stats(reader, "status=busy")).toMatchObject({ total_calls: 1, completed_calls: 0 });
    expect(await stats(reader, "startDate=2020-01-01&endDate=2020-12-31")).toEqual({
      total_calls: 0,
      completed_calls: 0,
      failed_calls: 0,
      avg_duration: 0,
      total_cost: 0,
    });
    expect(await stats(stranger)).toMatchObject({ total_calls: 0 });
    for (const search of [
      "startDate=yesterday",
      "endDate=2026-02-30",
      "startDate=2026-02-02&endDate=2026-02-01",
    ]) {
      expect((await reader.send("GET", `/api/elevenlabs/stats?${search}`)).status, search).toBe(422);
    }
  });
});
