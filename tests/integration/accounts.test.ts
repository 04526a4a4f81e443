import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { accountView } from "@/lib/accounts/schema";
import { numberView } from "@/lib/numbers/schema";
import { type Business, createBusiness, Business as Empty } from "../support/tenant";
import { atTwilio } from "../support/vendor-rest";
import { MEMBER_DOORS } from "./doors";
import { openHouseDatabase } from "./house-database";

const house = inject("house");
const database = openHouseDatabase(house.dataFolder);
let business: Business;
beforeAll(async () => {
  business = await createBusiness(house);
});
afterAll(() => database.end());

const accounts = (of: Business) => of.client.get("/api/accounts", z.array(accountView));
const fieldsOf = (text: string) => Object.keys(JSON.parse(text).error.fields ?? {});

/** A business of which the vendors know nothing yet. */
async function newcomer(): Promise<Business> {
  const made = new Empty(house);
  await made.signUp();
  return made;
}

async function knownToTwilio(
  of: Business,
  change: object = {},
): Promise<{ accountSid: string; authToken: string }> {
  const { accountSid, authToken, key } = of;
  const account = { accountSid, authToken, friendlyName: key, numbers: [], ...change };
  await of.sandbox.control("POST", "world", { twilio: { accounts: [account] } });
  return { accountSid, authToken };
}

describe("saving an account", () => {
  it("is on record with the account it was, and without its secrets", async () => {
    const one = await newcomer();
    const input = await knownToTwilio(one);
    await one.client.ask("PUT", "/api/accounts/twilio", z.object({ status: z.string() }), input);
    const audit = await database<{ details: object }[]>`
      select details from audit_entries where tenant_id = ${one.tenantId} and action = 'account.save'`;
    expect(audit.map(({ details }) => details)).toEqual([
      {
        externalId: input.accountSid,
        hints: { authToken: input.authToken.slice(-4) },
        status: "active",
      },
    ]);
  });

  it("with a token Twilio refuses names the field and saves nothing", async () => {
    const one = await newcomer();
    const { accountSid } = await knownToTwilio(one);
    for (const input of [
      { accountSid, authToken: randomBytes(16).toString("hex") },
      { accountSid: `AC${randomBytes(16).toString("hex")}`, authToken: one.authToken },
    ]) {
      const answer = await one.client.send("PUT", "/api/accounts/twilio", input);
      expect(answer.status).toBe(422);
      expect(fieldsOf(answer.text)).toEqual(["authToken"]);
    }
    const eleven = { apiKey: "sk_nobody_has_this", webhookSecret: "wsec_nobody_has_this" };
    const answer = await one.client.send("PUT", "/api/accounts/elevenlabs", eleven);
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer.text)).toEqual(["apiKey"]);
    expect(await accounts(one)).toEqual([]);
  });

  it("while the vendor is down says so and saves nothing", async () => {
    const one = await newcomer();
    const input = await knownToTwilio(one);
    await one.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 503,
      match: one.accountSid,
    });
    expect(await one.client.refusal("PUT", "/api/accounts/twilio", input)).toEqual({
      status: 502,
      code: "provider_failed",
    });
    expect(await accounts(one)).toEqual([]);
  });

  it("that fails leaves the one that was there as it was", async () => {
    const before = await accounts(business);
    const input = { accountSid: business.accountSid, authToken: randomBytes(16).toString("hex") };
    expect((await business.client.send("PUT", "/api/accounts/twilio", input)).status).toBe(422);
    expect(await accounts(business)).toEqual(before);
    const checked = await business.client.ask("POST", "/api/accounts/twilio/check", accountView);
    expect(checked.status).toBe("active");
  });

  it("of a trial is kept and shown as one", async () => {
    const one = await newcomer();
    const input = await knownToTwilio(one, { type: "Trial" });
    expect(await one.client.ask("PUT", "/api/accounts/twilio", accountView, input)).toMatchObject({
      vendor: "twilio",
      externalId: one.accountSid,
      status: "trial",
      hints: { authToken: one.authToken.slice(-4) },
    });
  });

  it("that Twilio has suspended is refused, as Twilio refuses it (error 20003)", async () => {
    const one = await newcomer();
    const answer = await one.client.send(
      "PUT",
      "/api/accounts/twilio",
      await knownToTwilio(one, { status: "suspended" }),
    );
    expect(answer.status).toBe(422);
    expect(fieldsOf(answer.text)).toEqual(["authToken"]);
  });

  it("can be undone: the secrets are gone", async () => {
    const one = await newcomer();
    await one.client.ask("PUT", "/api/accounts/twilio", accountView, await knownToTwilio(one));
    await one.client.ask("DELETE", "/api/accounts/twilio", z.null());
    expect(await accounts(one)).toEqual([]);
    expect(await database`select 1 from accounts where tenant_id = ${one.tenantId}`).toHaveLength(0);
    expect(await one.client.refusal("DELETE", "/api/accounts/twilio")).toMatchObject({ status: 404 });
    expect(await one.client.refusal("POST", "/api/accounts/twilio/check")).toMatchObject({ status: 404 });
    expect(await one.client.refusal("POST", "/api/numbers/sync")).toMatchObject({ status: 409 });
  });
});

describe("a key of OpenAI", () => {
  async function knownToOpenAi(of: Business): Promise<string> {
    const apiKey = `sk-${randomBytes(16).toString("hex")}`;
    await of.sandbox.control("POST", "world", { openai: { apiKeys: [apiKey] } });
    return apiKey;
  }

  it("is checked, kept sealed, shown by its end, and taken away again", async () => {
    const one = await newcomer();
    const apiKey = await knownToOpenAi(one);
    const refused = await one.client.send("PUT", "/api/accounts/openai", { apiKey: "sk-nobody-has-this" });
    expect([refused.status, fieldsOf(refused.text)]).toEqual([422, ["apiKey"]]);
    expect(await accounts(one)).toEqual([]);
    const saved = await one.client.send("PUT", "/api/accounts/openai", { apiKey });
    expect(saved.status, saved.text).toBe(200);
    expect(saved.text).not.toContain(apiKey);
    expect(await accounts(one)).toMatchObject([
      { vendor: "openai", externalId: null, status: "active", hints: { apiKey: apiKey.slice(-4) } },
    ]);
    const [row] = await database<{ text: string }[]>`
      select a::text as text from accounts a where tenant_id = ${one.tenantId}`;
    expect(row?.text).not.toContain(apiKey);
    expect(await one.client.ask("POST", "/api/accounts/openai/check", accountView)).toMatchObject({
      status: "active",
    });
    await one.client.ask("DELETE", "/api/accounts/openai", z.null());
    expect(await accounts(one)).toEqual([]);
  });

  it("while OpenAI is down is not kept", async () => {
    const one = await newcomer();
    const apiKey = await knownToOpenAi(one);
    await one.sandbox.misbehave({
      target: "openai.rest",
      kind: "status",
      status: 503,
      match: " 1",
      times: 1,
    });
    expect(await one.client.refusal("PUT", "/api/accounts/openai", { apiKey })).toEqual({
      status: 502,
      code: "provider_failed",
    });
    expect(await accounts(one)).toEqual([]);
  });
});

it("an account that is removed leaves its numbers to whom they asked before us", async () => {
  const one = await createBusiness(house);
  const listed = async () => {
    const answer = await atTwilio(one, "GET", "/IncomingPhoneNumbers.json");
    return (answer["incoming_phone_numbers"] as Record<string, string>[])[0] ?? {};
  };
  const { sid } = await listed();
  const before = "https://another.example.com/voice";
  await atTwilio(one, "POST", `/IncomingPhoneNumbers/${sid}.json`, { VoiceUrl: before });
  const route = { inboundVia: "centralita" };
  await one.client.ask("PUT", `/api/numbers/${one.numberId}/route`, numberView, route);
  expect((await listed())["voice_url"]).toBe(`${house.webUrl}/webhooks/voice`);
  await one.client.ask("DELETE", "/api/accounts/twilio", z.null());
  expect((await listed())["voice_url"]).toBe(before);
});

describe("an account's secrets", () => {
  const secrets = () => [business.authToken, business.apiKey, business.webhookSecret];

  it("are in no answer of any route", async () => {
    const readable = MEMBER_DOORS.filter(
      ({ method, path: at }) => method === "GET" && !/[{]|\/api\/live/.test(at),
    );
    expect(readable.length).toBeGreaterThan(8);
    for (const { path: at } of readable) {
      const { text } = await business.client.send("GET", at);
      for (const secret of secrets()) expect(text.includes(secret), at).toBe(false);
    }
    for (const [method, at, body] of [
      ["PUT", "/api/accounts/twilio", { accountSid: business.accountSid, authToken: business.authToken }],
      ["PUT", "/api/accounts/elevenlabs", { apiKey: business.apiKey, webhookSecret: business.webhookSecret }],
      ["POST", "/api/accounts/twilio/check", undefined],
      ["PUT", "/api/accounts/twilio", { accountSid: "wrong", authToken: business.authToken }],
    ] as const) {
      const { text } = await business.client.send(method, at, body);
      for (const secret of secrets()) expect(text.includes(secret), at).toBe(false);
    }
  });

  it("are nowhere in the database in the clear", async () => {
    const tables = await database<{ name: string }[]>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      for (const secret of secrets()) {
        const found = await database.unsafe(`select 1 from ${name} t where t::text like $1 limit 1`, [
          `%${secret}%`,
        ]);
        expect(found.length, name).toBe(0);
      }
    }
    const sealed = await database<{ text: string }[]>`
      select sealed_secrets as text from accounts where tenant_id = ${business.tenantId}`;
    expect(sealed).toHaveLength(2);
    for (const { text } of sealed) expect(text).toMatch(/^k1(\.[\w-]+){3}$/);
  });

  it("are not in the log, even after the vendor failed in the middle of a request", async () => {
    const match = business.accountSid;
    await business.sandbox.misbehave({ target: "twilio.rest", kind: "status", status: 500, match, times: 3 });
    await business.client.send("POST", "/api/accounts/twilio/check");
    await business.client.send("POST", "/api/numbers/sync", {});
    const log = readFileSync(path.join(house.dataFolder, "centralita.log"), "utf8");
    expect(log).toContain("vendor refused");
    for (const secret of secrets()) expect(log.includes(secret)).toBe(false);
    const basic = Buffer.from(`${business.accountSid}:${business.authToken}`).toString("base64");
    expect(log.includes(basic)).toBe(false);
  });
});
