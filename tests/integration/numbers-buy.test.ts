import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import {
  type AvailableNumbersQuery,
  availableNumberView,
  type AvailableNumberView,
  numberView,
} from "@/lib/numbers/schema";
import { openHouseDatabase } from "./house-database";
import { onRecord, ownedAtTwilio } from "./number-records";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { atTwilio } from "../support/vendor-rest";

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
