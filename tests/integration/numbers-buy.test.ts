import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import {
  type AvailableNumbersQuery,
  availableNumberView,
  type AvailableNumberView,
  type NumberView,
  numberView,
} from "@/lib/numbers/schema";
import { openHouseDatabase } from "./house-database";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { atElevenLabs, atTwilio } from "../support/vendor-rest";

const house = inject("house");
judgeAtTheEnd(house);
const database = openHouseDatabase(house.dataFolder);
let business: Business;
beforeAll(async () => {
  business = await createBusiness(house, { agent: null });
});
afterAll(() => database.end());

const search = (of: Business, wanted: AvailableNumbersQuery) =>
  of.client.get(
    `/api/numbers/available?${new URLSearchParams(wanted as Record<string, string>)}`,
    z.array(availableNumberView),
  );

const ADDRESS = {
  customerName: "Clínica Sol",
  street: "Calle Mayor 1",
  city: "Madrid",
  region: "Madrid",
  postalCode: "28013",
  country: "ES",
};

/** The order a page would send for a number it shows. */
function orderOf(number: AvailableNumberView, change: object = {}): Record<string, unknown> {
  return {
    phoneNumber: number.phoneNumber,
    type: number.type,
    confirmedMonthlyPriceUsd: number.monthlyPriceUsd,
    ...(number.addressRequirements === "none" ? {} : { address: ADDRESS }),
    ...change,
  };
}

/** Numbers that nobody else in this house buys: the sandbox sells the same ones to all. */
let taken = 0;
async function nextOffer(
  wanted: AvailableNumbersQuery = { country: "US", type: "local" },
): Promise<AvailableNumberView> {
  const area = wanted.country === "US" && wanted.area === undefined ? { area: String(520 + taken) } : {};
  taken += 1;
  const [offer] = await search(business, { ...wanted, ...area });
  if (!offer) throw new Error("nothing is for sale");
  return offer;
}

interface TwilioNumber {
  sid: string;
  phone_number: string;
  voice_url: string;
  status_callback: string;
  address_sid: string | null;
}

async function ownedAtTwilio(of: Business, phoneNumber: string): Promise<TwilioNumber[]> {
  const path = `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(phoneNumber)}`;
  return (await atTwilio(of, "GET", path))["incoming_phone_numbers"] as TwilioNumber[];
}

async function onRecord(of: Business, phoneNumber: string): Promise<NumberView | undefined> {
  const numbers = await of.client.get("/api/numbers", z.array(numberView));
  return numbers.find((number) => number.phoneNumber === phoneNumber);
}

const NUMBERS = "/IncomingPhoneNumbers.json";
const misbehave = (kind: "cut" | "delay" | "status", change: object = {}) =>
  business.sandbox.misbehave({
    target: "twilio.rest",
    kind,
    match: `POST /2010-04-01/Accounts/${business.accountSid}${NUMBERS}`,
    times: 1,
    ...change,
  });

describe("the search for a number", () => {
  it("answers what Twilio sells, with today's price and what the country asks of the holder", async () => {
    const found = await search(business, {
      country: "ES",
      type: "local",
      area: "Madrid",
      contains: "+34910",
    });
    expect(found.length).toBeGreaterThan(0);
    for (const number of found) {
      expect(number.phoneNumber).toMatch(/^\+34910\d{6}$/);
      expect(number).toMatchObject({
        locality: "Madrid",
        type: "local",
        addressRequirements: "local",
        monthlyPriceUsd: "1.50",
      });
    }
    const freephone = await search(business, { country: "US", type: "toll_free" });
    expect(freephone[0]).toMatchObject({ addressRequirements: "none", monthlyPriceUsd: "2.15" });
  });

  it("of a kind that is not sold in the country finds nothing", async () => {
    expect(await search(business, { country: "PE", type: "mobile" })).toEqual([]);
  });

  it.each([
    "country=XX&type=local",
    "country=ES&type=premium",
    "country=ES",
    "country=ES&type=local&contains=1",
    "country=ES&type=local&contains=12;drop",
  ])("with %s is refused before Twilio is asked", async (query) => {
    expect(await business.client.refusal("GET", `/api/numbers/available?${query}`)).toEqual({
      status: 422,
      code: "invalid",
    });
  });

  it("while Twilio fails says so", async () => {
    const match = `${business.accountSid}/AvailablePhoneNumbers/ES/National`;
    await business.sandbox.misbehave({ target: "twilio.rest", kind: "status", status: 503, match, times: 1 });
    expect(await business.client.refusal("GET", "/api/numbers/available?country=ES&type=national")).toEqual({
      status: 502,
      code: "provider_failed",
    });
  });
});

describe("a number that is bought", () => {
  it("is owned, pointed here and on record with its price", async () => {
    const offer = await nextOffer();
    const bought = await business.client.ask("POST", "/api/numbers/buy", numberView, orderOf(offer));
    expect(bought).toMatchObject({
      phoneNumber: offer.phoneNumber,
      owned: true,
      agent: null,
      inboundVia: "centralita",
      monthlyPriceUsd: "1.15",
    });
    expect(await onRecord(business, offer.phoneNumber)).toEqual(bought);
    expect(await ownedAtTwilio(business, offer.phoneNumber)).toMatchObject([
      { voice_url: `${house.webUrl}/webhooks/voice`, status_callback: `${house.webUrl}/voice/status` },
    ]);
    const [entry] = await database`
      select details from audit_entries where tenant_id = ${business.tenantId} and action = 'number.buy'
      and subject = ${offer.phoneNumber}`;
    expect(entry?.["details"]).toEqual({ monthlyPriceUsd: "1.15" });
  });

  it("with the address of its holder has that address at Twilio, made once for several numbers", async () => {
    for (const index of [0, 1]) {
      const offers = await search(business, { country: "ES", type: "local", contains: "+34954" });
      const offer = offers[index];
      if (!offer) throw new Error("nothing is for sale");
      await business.client.ask("POST", "/api/numbers/buy", numberView, orderOf(offer));
      const [owned] = await ownedAtTwilio(business, offer.phoneNumber);
      expect(owned?.address_sid).toMatch(/^AD/);
    }
    const listed = (await atTwilio(business, "GET", "/Addresses.json"))["addresses"];
    expect(listed).toHaveLength(1);
  });

  it("twice by two presses is one number", async () => {
    const offer = await nextOffer();
    const press = () => business.client.send("POST", "/api/numbers/buy", orderOf(offer));
    const answers = await Promise.all([press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await ownedAtTwilio(business, offer.phoneNumber)).toHaveLength(1);
    // A third one, long after, costs nothing either.
    expect((await press()).status).toBe(201);
  });

  it("of which Twilio's answer was lost is found, not bought again", async () => {
    const offer = await nextOffer();
    await misbehave("cut");
    const bought = await business.client.ask("POST", "/api/numbers/buy", numberView, orderOf(offer));
    expect(bought.phoneNumber).toBe(offer.phoneNumber);
    const owned = await ownedAtTwilio(business, offer.phoneNumber);
    expect(owned).toMatchObject([{ voice_url: `${house.webUrl}/webhooks/voice` }]);
    const { recordings } = (await business.sandbox.control("GET", "recordings")) as {
      recordings: { method?: string; path?: string; body?: Record<string, unknown> }[];
    };
    const orders = recordings.filter(
      ({ method, path, body }) =>
        method === "POST" && path?.endsWith(NUMBERS) && body?.["PhoneNumber"] === offer.phoneNumber,
    );
    expect(orders).toHaveLength(1);
  });
});

describe("a purchase that fails", () => {
  /** Nothing was bought, and nothing of it is on record. */
  async function expectNothing(phoneNumber: string): Promise<void> {
    expect(await ownedAtTwilio(business, phoneNumber)).toEqual([]);
    expect(await onRecord(business, phoneNumber)).toBeUndefined();
  }

  it("because the price is another one says today's, and buys at that one", async () => {
    const offer = await nextOffer();
    const answer = await business.client.send(
      "POST",
      "/api/numbers/buy",
      orderOf(offer, { confirmedMonthlyPriceUsd: "0.50" }),
    );
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text).error.message).toContain("1.15");
    await expectNothing(offer.phoneNumber);
    const order = orderOf(offer, { confirmedMonthlyPriceUsd: "1.1500" });
    expect((await business.client.send("POST", "/api/numbers/buy", order)).status).toBe(201);
  });

  it("because somebody else was faster says so (21422)", async () => {
    const offer = await nextOffer();
    const other = await createBusiness(house, { agent: null });
    await other.client.ask("POST", "/api/numbers/buy", numberView, orderOf(offer));
    expect(await business.client.refusal("POST", "/api/numbers/buy", orderOf(offer))).toEqual({
      status: 409,
      code: "conflict",
    });
    await expectNothing(offer.phoneNumber);
  });

  it("because the holder's address is wanted names that (21631)", async () => {
    const [offer] = await search(business, { country: "ES", type: "local", contains: "+34960" });
    if (!offer) throw new Error("nothing is for sale");
    const answer = await business.client.send(
      "POST",
      "/api/numbers/buy",
      orderOf(offer, { address: undefined }),
    );
    expect(answer.status).toBe(422);
    expect(Object.keys(JSON.parse(answer.text).error.fields)).toEqual(["address"]);
    await expectNothing(offer.phoneNumber);
  });

  it("because the address does not satisfy the country keeps Twilio's words (21615)", async () => {
    const [offer] = await search(business, { country: "ES", type: "local", contains: "+34960" });
    if (!offer) throw new Error("nothing is for sale");
    const address = { ...ADDRESS, customerName: "Clínica Luna", country: "MX" };
    const answer = await business.client.send("POST", "/api/numbers/buy", orderOf(offer, { address }));
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text).error.message).toContain("Local Address");
    await expectNothing(offer.phoneNumber);
  });

  it("because the account is a trial says so (21404)", async () => {
    const trial = await createBusiness(house, { agent: null, accountType: "Trial" });
    const answer = await trial.client.send("POST", "/api/numbers/buy", orderOf(await nextOffer()));
    expect(answer.status).toBe(409);
    expect(JSON.parse(answer.text).error.message).toMatch(/trial|prueba/);
  });

  it.each([500, 503])(
    "because Twilio answers %i leaves nothing half done, and can be tried again",
    async (status) => {
      const offer = await nextOffer();
      await misbehave("status", { status });
      expect(await business.client.refusal("POST", "/api/numbers/buy", orderOf(offer))).toEqual({
        status: 502,
        code: "provider_failed",
      });
      await expectNothing(offer.phoneNumber);
      expect((await business.client.send("POST", "/api/numbers/buy", orderOf(offer))).status).toBe(201);
      expect(await ownedAtTwilio(business, offer.phoneNumber)).toHaveLength(1);
    },
  );

  it("and of which nobody can say whether it happened warns against buying again; the next fetch finds it", async () => {
    const offer = await nextOffer();
    await misbehave("delay", { delayMs: 1000 });
    await misbehave("cut");
    const answer = business.client.send("POST", "/api/numbers/buy", orderOf(offer));
    await until("Twilio has the order", async () => {
      const { faults } = (await business.sandbox.control("GET", "faults")) as {
        faults: { match?: unknown }[];
      };
      return faults.every(({ match }) => !String(match).includes(business.accountSid));
    });
    await business.sandbox.misbehave({
      target: "twilio.rest",
      kind: "status",
      status: 503,
      match: `GET /2010-04-01/Accounts/${business.accountSid}${NUMBERS}`,
      times: 1,
    });
    const { status, text } = await answer;
    expect(status).toBe(409);
    expect(JSON.parse(text).error.message).toMatch(/again|otra vez/);
    await business.client.ask("POST", "/api/numbers/sync", z.unknown(), {});
    expect(await onRecord(business, offer.phoneNumber)).toMatchObject({ owned: true });
    expect(await ownedAtTwilio(business, offer.phoneNumber)).toHaveLength(1);
  });

  it.each([
    { phoneNumber: "910000000" },
    { phoneNumber: "+1 520 555 0000" },
    { type: "premium" },
    { confirmedMonthlyPriceUsd: "-1" },
    { confirmedMonthlyPriceUsd: 1.15 },
    { confirmedMonthlyPriceUsd: undefined },
    { address: { ...ADDRESS, street: "" } },
    { address: { ...ADDRESS, country: "Spain" } },
  ])("because of %j is refused before Twilio is asked", async (change) => {
    const order = {
      phoneNumber: "+15205550000",
      type: "local",
      confirmedMonthlyPriceUsd: "1.15",
      ...change,
    };
    expect(await business.client.refusal("POST", "/api/numbers/buy", order)).toEqual({
      status: 422,
      code: "invalid",
    });
  });
});

const importedNumbers = z.array(
  z.object({ phone_number: z.string(), assigned_agent: z.object({ agent_id: z.string() }).nullable() }),
);

describe("who takes a number's calls first", () => {
  const voiceUrlOf = async (of: Business) => (await ownedAtTwilio(of, of.number))[0]?.voice_url;
  const assignedOf = async (of: Business) => {
    const listed = importedNumbers.parse(await atElevenLabs(of, "GET", "/v1/convai/phone-numbers"));
    return listed.map(({ phone_number, assigned_agent }) => [phone_number, assigned_agent?.agent_id ?? null]);
  };
  const route = (of: Business, inboundVia: string) =>
    of.client.ask("PUT", `/api/numbers/${of.numberId}/route`, numberView, { inboundVia });
  const ours = `${house.webUrl}/webhooks/voice`;

  it("stays this house when the number is registered at ElevenLabs, which rewrites its address", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    const path = `/api/numbers/${clinic.numberId}/import`;
    const registered = await clinic.client.ask("POST", path, numberView);
    expect(registered).toMatchObject({ inboundVia: "centralita" });
    expect(registered.elevenLabsNumberId).toMatch(/^phnum/);
    expect(await voiceUrlOf(clinic)).toBe(ours);
    // Once more: it is known there already.
    expect(await clinic.client.ask("POST", path, numberView)).toMatchObject({
      elevenLabsNumberId: registered.elevenLabsNumberId,
    });
    expect(await assignedOf(clinic)).toHaveLength(1);
  });

  it("is ElevenLabs, then this house again, then ElevenLabs again, with the right agent each time", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    expect(await route(clinic, "elevenlabs")).toMatchObject({ inboundVia: "elevenlabs" });
    const theirs = await voiceUrlOf(clinic);
    expect(theirs).not.toBe(ours);
    expect(await assignedOf(clinic)).toEqual([[clinic.number, clinic.vendorAgentId]]);

    const second = await clinic.createAgent({ mode: "native", name: "Tarde" });
    await clinic.assign(second.id);
    expect(await assignedOf(clinic)).toEqual([[clinic.number, second.elevenLabsAgentId]]);
    expect(await voiceUrlOf(clinic)).toBe(theirs);

    expect(await route(clinic, "centralita")).toMatchObject({ inboundVia: "centralita" });
    expect(await voiceUrlOf(clinic)).toBe(ours);

    await route(clinic, "elevenlabs");
    expect(await voiceUrlOf(clinic)).toBe(theirs);
    expect(await assignedOf(clinic)).toEqual([[clinic.number, second.elevenLabsAgentId]]);
    // Fetching the numbers again does not take its calls back.
    await clinic.client.ask("POST", "/api/numbers/sync", z.unknown(), {});
    expect(await voiceUrlOf(clinic)).toBe(theirs);
  });

  it("is this house again as soon as an agent answers that ElevenLabs does not carry, or nobody", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    const bridge = await clinic.createAgent({ mode: "bridge", name: "Puente" });
    for (const agentId of [bridge.id, null]) {
      await clinic.assign(clinic.agent.id);
      await route(clinic, "elevenlabs");
      await clinic.assign(agentId);
      expect(await onRecord(clinic, clinic.number)).toMatchObject({ inboundVia: "centralita" });
      expect(await voiceUrlOf(clinic)).toBe(ours);
    }
  });

  it("cannot be ElevenLabs for an agent that it does not carry", async () => {
    const clinic = await createBusiness(house);
    const path = `/api/numbers/${clinic.numberId}/route`;
    expect(await clinic.client.refusal("PUT", path, { inboundVia: "elevenlabs" })).toEqual({
      status: 409,
      code: "conflict",
    });
    expect(await voiceUrlOf(clinic)).toBe(ours);
    expect(await clinic.client.refusal("PUT", path, { inboundVia: "nobody" })).toMatchObject({ status: 422 });
  });

  it("stays this house, whatever step of handing it over fails", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    for (const fault of [
      { kind: "status", status: 500, match: "POST /v1/convai/phone-numbers" },
      { kind: "status", status: 429, match: "PATCH /v1/convai/phone-numbers" },
      { kind: "status", status: 500, match: "PATCH /v1/convai/phone-numbers" },
    ] as const) {
      const match = [fault.match, clinic.apiKey];
      await clinic.sandbox.misbehave({ target: "elevenlabs.rest", times: 1, ...fault, match });
      expect(
        await clinic.client.refusal("PUT", `/api/numbers/${clinic.numberId}/route`, {
          inboundVia: "elevenlabs",
        }),
      ).toEqual({ status: 502, code: "provider_failed" });
      expect(await onRecord(clinic, clinic.number)).toMatchObject({ inboundVia: "centralita" });
      expect(await voiceUrlOf(clinic)).toBe(ours);
    }
    expect(await route(clinic, "elevenlabs")).toMatchObject({ inboundVia: "elevenlabs" });
    expect(await assignedOf(clinic)).toHaveLength(1);
  });

  it("stays as it was when Twilio's token is renewed, and ElevenLabs is given the new one", async () => {
    for (const inboundVia of ["centralita", "elevenlabs"]) {
      const clinic = await createBusiness(house, { agent: { mode: "native" } });
      const path = `/api/numbers/${clinic.numberId}`;
      const { elevenLabsNumberId } = await clinic.client.ask("POST", `${path}/import`, numberView);
      await route(clinic, inboundVia);
      const voiceUrl = await voiceUrlOf(clinic);
      const { accountSid } = clinic;
      const authToken = "0123456789abcdef".repeat(2);
      await clinic.sandbox.control("POST", "accounts", { accountSid, authToken });
      await clinic.client.ask("PUT", "/api/accounts/twilio", z.unknown(), { accountSid, authToken });
      const after = await onRecord(clinic, clinic.number);
      expect(after).toMatchObject({ inboundVia });
      expect(after?.elevenLabsNumberId).toMatch(/^phnum/);
      expect(after?.elevenLabsNumberId).not.toBe(elevenLabsNumberId);
      expect(await assignedOf(clinic)).toEqual([[clinic.number, clinic.vendorAgentId]]);
      const { numbers } = (await clinic.sandbox.control("GET", "numbers")) as {
        numbers: { phoneNumber: string; voiceUrl: string }[];
      };
      expect(numbers.find(({ phoneNumber }) => phoneNumber === clinic.number)?.voiceUrl).toBe(voiceUrl);
    }
  });

  it("does not change when ElevenLabs' answer to the registration is lost", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    const match = ["POST /v1/convai/phone-numbers", clinic.apiKey];
    await clinic.sandbox.misbehave({ target: "elevenlabs.rest", kind: "cut", match, times: 1 });
    const path = `/api/numbers/${clinic.numberId}/import`;
    expect((await clinic.client.ask("POST", path, numberView)).elevenLabsNumberId).toMatch(/^phnum/);
    expect(await assignedOf(clinic)).toHaveLength(1);
    expect(await voiceUrlOf(clinic)).toBe(ours);
  });
});
