import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { newMobile } from "../support/telephone";
import { ringsAt, tell, untilRings } from "../support/outbound";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { postWebhook, voiceFields } from "../support/telephone-webhook";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const leg = z.object({ success: z.literal(true), message: z.string(), callSid: z.string() });
const refusal = z.object({
  success: z.literal(false),
  error: z.object({ code: z.string(), fields: z.record(z.string(), z.string()).optional() }),
});

async function callOf(business: Business) {
  const phone = await business.dial();
  await phone.untilHeard(FIRST_MESSAGE);
  return phone;
}

const init = (business: Business, body: Record<string, unknown> | URLSearchParams) =>
  business.client.send("POST", "/voice/transfer/init", body);

/** The addresses of the earlier system's transfer, as it documented them. */
describe.concurrent("POST /voice/transfer/init", () => {
  test.each(["JSON", "a form"])("rings the number that is named in %s and answers its leg", async (kind) => {
    const business = await createBusiness(house);
    const number = newMobile();
    await tell(business.sandbox, number, "ring");
    const phone = await callOf(business);
    const body = { CallSid: phone.callSid, To: number, ConferenceName: `conf_${phone.callSid}` };
    const answer = await init(business, kind === "JSON" ? body : new URLSearchParams(body));
    expect(answer.status, answer.text).toBe(200);
    const { callSid } = leg.parse(JSON.parse(answer.text));
    const ring = await untilRings(business.sandbox, number);
    expect(ring.callSid).toBe(callSid);
    expect(ring.from).toBe(business.number);
    await phone.hangUp();
  });

  test("signed by Twilio does the same", async () => {
    const business = await createBusiness(house);
    const [ana] = await addAdvisors(business, { behaviour: "ring", name: "Ana Ruiz" });
    const phone = await callOf(business);
    const answer = await postWebhook(business, "/voice/transfer/init", {
      ...voiceFields(business),
      CallSid: phone.callSid,
      To: ana?.number ?? "",
      ConferenceName: `conf_${phone.callSid}`,
    });
    expect(answer.status, answer.text).toBe(200);
    expect(leg.parse(JSON.parse(answer.text)).message).toContain("Ana Ruiz");
    await phone.hangUp();
  });

  test("refuses what cannot be, by the field's name", async () => {
    const business = await createBusiness(house);
    const phone = await callOf(business);
    const cases: [Record<string, unknown>, number, string | undefined][] = [
      [{ CallSid: "CA1", To: "+34600000001" }, 422, "CallSid"],
      [{ CallSid: phone.callSid, To: "12" }, 422, "To"],
      [{ CallSid: phone.callSid, To: "+34803000000" }, 422, "To"],
      [{ CallSid: phone.callSid, To: newMobile(), ConferenceName: "conf_other" }, 422, "ConferenceName"],
      [{ CallSid: `CA${"0".repeat(32)}`, To: newMobile() }, 404, undefined],
    ];
    for (const [body, status, field] of cases) {
      const answer = await init(business, body);
      expect(answer.status, answer.text).toBe(status);
      const { error } = refusal.parse(JSON.parse(answer.text));
      if (field) expect(Object.keys(error.fields ?? {})).toContain(field);
    }
    await phone.hangUp();
  });

  test("is closed to strangers and to another business", async () => {
    const [business, other] = await Promise.all([createBusiness(house), createBusiness(house)]);
    const phone = await callOf(business);
    const body = { CallSid: phone.callSid, To: newMobile() };
    expect((await init(other, body)).status).toBe(404);
    const forged = await postWebhook(
      business,
      "/voice/transfer/init",
      { ...voiceFields(business), ...body },
      other.authToken,
    );
    expect(forged.status).toBe(401);
    await phone.hangUp();
  });
});

describe.concurrent("what Twilio asks and reports in a transfer", () => {
  test("POST /voice/transfer/connect asks the advisor for a key, and 1 brings them into the conference", async () => {
    const business = await createBusiness(house);
    const [ana] = await addAdvisors(business, { behaviour: "answer", name: "Ana Ruiz" });
    const phone = await callOf(business);
    const answer = await init(business, { CallSid: phone.callSid, To: ana?.number ?? "" });
    const { callSid } = leg.parse(JSON.parse(answer.text));
    const fields = {
      ...voiceFields(business),
      CallSid: callSid,
      To: ana?.number ?? "",
      From: business.number,
    };
    const asked = await postWebhook(business, "/voice/transfer/connect", {
      ...fields,
      ConferenceName: `conf_${phone.callSid}`,
    });
    expect(asked.text).toMatch(/<Gather [^>]*numDigits="1"[^>]*><Play>/);
    expect(asked.text).not.toContain("<Say");
    const [ring] = await ringsAt(business.sandbox, ana?.number ?? "");
    await ring?.press("1");
    await until("the advisor is in the conference", async () =>
      (await ring?.detail())?.documents.some(({ document }) =>
        document.includes(`>conf_${phone.callSid}</Conference>`),
      ),
    );
    await phone.hangUp();
  });

  test("POST /voice/transfer/status answers OK, and no-answer gives the caller back to the agent", async () => {
    const business = await createBusiness(house, { agent: { voiceId: READABLE_VOICE } });
    const [ana] = await addAdvisors(business, { behaviour: "ring", name: "Ana Ruiz" });
    const phone = await callOf(business);
    const answer = await init(business, { CallSid: phone.callSid, To: ana?.number ?? "" });
    const { callSid } = leg.parse(JSON.parse(answer.text));
    const told = await postWebhook(business, "/voice/transfer/status", {
      ...voiceFields(business),
      CallSid: callSid,
      To: ana?.number ?? "",
      CallStatus: "no-answer",
      ParentCallSid: phone.callSid,
    });
    expect([told.status, told.text]).toEqual([200, "OK"]);
    await phone.untilHeard("recado?", 30_000);
    await phone.hangUp();
  });

  test("POST /voice/incoming joins a caller who waits to the conference, with the music on hold", async () => {
    const business = await createBusiness(house);
    const [ana] = await addAdvisors(business, { behaviour: "ring", name: "Ana Ruiz" });
    const phone = await callOf(business);
    await init(business, { CallSid: phone.callSid, To: ana?.number ?? "" });
    const fields = { ...voiceFields(business), CallSid: phone.callSid, From: phone.from };
    const answer = await postWebhook(business, "/voice/incoming", fields);
    expect(answer.text).toMatch(
      new RegExp(
        `<Dial action="[^"]+"[^>]*><Conference [^>]*waitUrl="${house.webUrl}/voice/hold-music[^"]*" waitMethod="GET"[^>]*>conf_${phone.callSid}</Conference></Dial>`,
      ),
    );
    await phone.hangUp();
  });

  test("GET /voice/hold-music plays, and speaks with no voice of Twilio's", async () => {
    const answer = await fetch(`${house.webUrl}/voice/hold-music`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^text\/xml/);
    const text = await answer.text();
    expect(text).toMatch(/<Play>[^<]+<\/Play>.*<Redirect/s);
    expect(text).not.toContain("<Say");
  });

  test("POST /voice/voicemail asks for a message and records it", async () => {
    const business = await createBusiness(house);
    const phone = await callOf(business);
    const fields = { ...voiceFields(business), CallSid: phone.callSid, From: phone.from };
    const answer = await postWebhook(business, "/voice/voicemail", fields);
    expect(answer.text).toMatch(/<Play>[^<]+<\/Play><Record [^>]*playBeep="true"/);
    await phone.hangUp();
  });
});
