import { randomBytes } from "node:crypto";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { z } from "zod";
import { accountView } from "@/lib/accounts/schema";
import { lineView } from "@/lib/line/schema";
import { messageView } from "@/lib/messages/schema";
import { transferView } from "@/lib/transfers/schema";
import type { LineService, LineState, Mode } from "@/lib/vocabulary";
import { isBeepIn } from "../support/beep";
import { hurryLine } from "../support/line";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import type { PhoneCall } from "../support/telephone";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { openHouseDatabase } from "./house-database";

const house = inject("house");
judgeAtTheEnd(house);

let database: postgres.Sql;
beforeAll(() => {
  database = openHouseDatabase(house.dataFolder);
});
afterAll(() => database.end());

const GREETING = "¿En qué puedo ayudarle?";
type Outage = "elevenlabs" | "elevenlabs.agents" | "elevenlabs.speech" | "openai" | "twilio";

interface Line {
  business: Business;
  /** Of the vendor, for this business alone. */
  fail: (service: Outage, isDown?: boolean) => Promise<void>;
  /** How often anybody has come to a vendor that is down. */
  attempts: (service: Outage) => Promise<number>;
}

async function openLine(mode: Mode): Promise<Line> {
  const business = await createBusiness(house, { agent: { mode, voiceId: READABLE_VOICE } });
  const { sandbox } = business;
  const openAiKey = `sk-${randomBytes(16).toString("hex")}`;
  await sandbox.control("POST", "world", { openai: { apiKeys: [openAiKey] } });
  await business.client.ask("PUT", "/api/accounts/openai", accountView, { apiKey: openAiKey });
  const keyOf = (service: Outage) =>
    service === "openai" ? openAiKey : service === "twilio" ? business.accountSid : business.apiKey;
  const listed = z.object({
    outages: z.array(z.object({ service: z.string(), key: z.string(), attempts: z.number() })),
  });
  return {
    business,
    async fail(service, isDown = true) {
      await sandbox.control("POST", "outages", { service, key: keyOf(service), isDown });
    },
    async attempts(service) {
      const { outages } = listed.parse(await sandbox.control("GET", "outages"));
      const lasting = outages.find((each) => each.service === service && each.key === keyOf(service));
      if (!lasting) throw new Error(`${service} is not down`);
      return lasting.attempts;
    },
  };
}

const lineOf = ({ client }: Business) => client.get("/api/line", lineView);

const hurry = ({ tenantId }: Business) => hurryLine(database, tenantId);

/** Nobody asks any more but calls. */
async function rest({ tenantId }: Business): Promise<void> {
  await database`update line_services set next_probe_at = now() + interval '1 hour' where tenant_id = ${tenantId}`;
}

async function untilLine(business: Business, service: LineService, state: LineState): Promise<void> {
  await until(`${service} is ${state}`, async () => {
    const known = (await lineOf(business)).services.find((each) => each.service === service);
    if (known?.state === state) return true;
    await hurry(business);
    return false;
  });
}

const stepsOf = async (business: Business, callId: string) =>
  (await business.events(callId))
    .filter(({ type }) => type === "stepped_down")
    .map(({ payload }) => [payload["from"], payload["next"], payload["code"]]);

const untilTone = (phone: PhoneCall) => until("the tone", async () => isBeepIn(await phone.heardAudio()));

/** The caller hears that a key brings a person. */
async function pressForPerson(phone: PhoneCall): Promise<void> {
  await until("a person is offered", async () =>
    (await phone.detail()).documents.some(({ document }) => document.includes("offered=1")),
  );
  await phone.press("1");
}

vi.setConfig({ testTimeout: 150_000 });

describe.concurrent.each(["bridge", "native", "turns"] as const)("a line in mode %s", (mode) => {
  const first = mode === "turns" ? "turns" : "agent";
  // Nobody asks after agents where a business has none at ElevenLabs.
  const services = mode === "turns" ? (["voice"] as const) : (["agent", "voice"] as const);

  test("without ElevenLabs takes a message, then without asking for it, and has its agent back when it is there again", async () => {
    const { business, fail, attempts } = await openLine(mode);
    await fail("elevenlabs");
    const early = await business.dial();
    await untilTone(early);
    await early.say("Llámenme mañana, por favor.");
    await early.hangUp();
    const earlyId = await business.findCallId(early.from);
    expect((await stepsOf(business, earlyId)).at(-1)).toMatchObject([expect.any(String), "message_box", {}]);

    for (const service of services) await untilLine(business, service, "down");
    const line = await lineOf(business);
    expect(line).toMatchObject({ callersGet: "message_box", isPersonOffered: false });
    expect(line.services.find(({ service }) => service === "telephone")).toMatchObject({ state: "up" });
    await rest(business);
    const before = await attempts("elevenlabs");
    const late = await business.dial();
    await untilTone(late);
    expect(await attempts("elevenlabs")).toBe(before);
    await late.hangUp();
    const lateId = await business.findCallId(late.from);
    const code = mode === "turns" ? "voice_down" : "agent_down";
    expect(await stepsOf(business, lateId)).toEqual([[first, "message_box", code]]);

    await fail("elevenlabs", false);
    for (const service of services) await untilLine(business, service, "up");
    expect(await lineOf(business)).toMatchObject({ callersGet: first });
    const again = await business.dial();
    await again.untilHeard(GREETING);
    await again.hangUp();
    const againId = await business.findCallId(again.from);
    expect(await business.untilEnded(againId)).toMatchObject({ mode, errorCode: null });
    expect(await stepsOf(business, againId)).toEqual([]);
  });

  test("brings a person to whoever presses 1 while it has no agent, and the tone when nobody comes", async () => {
    const { business, fail } = await openLine(mode);
    await business.client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), {
      advisorRingSeconds: 5,
    });
    await fail("elevenlabs");
    for (const service of services) await untilLine(business, service, "down");
    const [ana] = await addAdvisors(business, { behaviour: "accept", says: "Hola, soy Ana, dígame." });
    expect(await lineOf(business)).toMatchObject({ callersGet: "message_box", isPersonOffered: true });
    const phone = await business.dial();
    await pressForPerson(phone);
    await phone.untilHeard("Hola, soy Ana, dígame.");
    const callId = await business.findCallId(phone.from);
    const [transfer] = await business.client.get(`/api/calls/${callId}/transfers`, z.array(transferView));
    expect(transfer).toMatchObject({ requestedBy: "caller", requester: null, failure: null });
    await phone.hangUp();
    expect(await business.untilEnded(callId)).toMatchObject({ outcome: "transferred" });

    await business.sandbox.control("POST", "phones", { number: ana?.number, behaviour: "decline" });
    const alone = await business.dial();
    await pressForPerson(alone);
    await untilTone(alone);
    const documents = (await alone.detail()).documents.map(({ document }) => document);
    expect(documents.filter((document) => document.includes("offered=1"))).toHaveLength(1);
    await alone.say("Llámenme mañana, por favor.");
    await alone.untilOver(60_000);
    const aloneId = await business.findCallId(alone.from);
    expect(await business.untilEnded(aloneId)).toMatchObject({ outcome: "message_taken" });
    const messages = await business.client.get("/api/messages?state=open", z.array(messageView));
    expect(messages.filter((message) => message.callId === aloneId)).toHaveLength(1);
  });
});

describe.concurrent("a line that loses a part of itself", () => {
  test.each(["bridge", "native"] as const)(
    "in mode %s goes on by turns at once, and takes a message without OpenAI",
    async (mode) => {
      const { business, fail, attempts } = await openLine(mode);
      await fail("elevenlabs.agents");
      await untilLine(business, "agent", "down");
      expect(await lineOf(business)).toMatchObject({ callersGet: "turns" });
      await rest(business);
      const before = await attempts("elevenlabs.agents");
      const phone = await business.dial();
      await phone.untilHeard(GREETING);
      await phone.say("¿A qué hora abren?");
      await phone.untilHeard("nueve a ocho");
      expect(await attempts("elevenlabs.agents")).toBe(before);
      await phone.hangUp();
      const callId = await business.findCallId(phone.from);
      expect(await business.untilEnded(callId)).toMatchObject({ mode: "turns", errorCode: "agent_down" });
      expect(await stepsOf(business, callId)).toEqual([["agent", "turns", "agent_down"]]);

      await fail("openai");
      await untilLine(business, "model", "down");
      expect(await lineOf(business)).toMatchObject({ callersGet: "message_box" });
      const late = await business.dial();
      await untilTone(late);
      await late.hangUp();
      const lateId = await business.findCallId(late.from);
      expect(await stepsOf(business, lateId)).toEqual([["agent", "message_box", "agent_down"]]);
    },
  );

  test("in the middle of a call by turns has the caller leave a message, and says so", async () => {
    const { business, fail } = await openLine("turns");
    const phone = await business.dial();
    await phone.untilHeard(GREETING);
    await fail("elevenlabs.speech");
    await phone.say("¿A qué hora abren?");
    await untilTone(phone);
    await phone.hangUp();
    const callId = await business.findCallId(phone.from);
    expect(await stepsOf(business, callId)).toEqual([["turns", "message_box", "voice_failed"]]);
  });

  test("that answers every other time stays what it is", async () => {
    const { business, fail } = await openLine("bridge");
    const failures = async (count: number) =>
      until(`${count} failures in a row`, async () => {
        await hurry(business);
        const [row] = await database<{ failures: number }[]>`
          select failures from line_services where tenant_id = ${business.tenantId} and service = 'agent'`;
        return row !== undefined && (count === 0 ? row.failures === 0 : row.failures > 0);
      });
    const states = new Set<string>();
    for (let round = 0; round < 3; round += 1) {
      await fail("elevenlabs.agents");
      await failures(1);
      await fail("elevenlabs.agents", false);
      await failures(0);
      const { services } = await lineOf(business);
      states.add(services.find(({ service }) => service === "agent")?.state ?? "");
    }
    expect([...states]).toEqual(["up"]);
  });
});
