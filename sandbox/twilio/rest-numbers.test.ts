import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "../server";
import {
  ACCOUNT_SID,
  ADDRESS,
  AUTH_TOKEN,
  CLINIC,
  control,
  PATIENT,
  rest,
  startTestSandbox,
} from "./fixture";

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox({ verifiedCallerIds: [PATIENT] });
});
afterAll(() => sandbox.close());

interface Offered {
  phone_number: string;
  locality: string | null;
  iso_country: string;
  address_requirements: string;
  capabilities: { sms: boolean };
}

async function search(path: string): Promise<Offered[]> {
  const { json } = await rest(sandbox, "GET", `/AvailablePhoneNumbers/${path}`);
  return json["available_phone_numbers"] as Offered[];
}

const buy = (form: Record<string, string>) => rest(sandbox, "POST", "/IncomingPhoneNumbers.json", form);

async function createAddress(more: Partial<typeof ADDRESS> = {}): Promise<string> {
  const { json } = await rest(sandbox, "POST", "/Addresses.json", { ...ADDRESS, ...more });
  return String(json["sid"]);
}

describe("the search for numbers", () => {
  it.each([
    ["ES/Local", "+34", "local"],
    ["ES/Mobile", "+346", "any"],
    ["ES/National", "+345", "any"],
    ["MX/Local", "+52", "none"],
    ["MX/TollFree", "+52800", "foreign"],
    ["CO/Local", "+57", "any"],
    ["AR/Local", "+54", "any"],
    ["CL/Mobile", "+569", "any"],
    ["PE/Local", "+511", "any"],
    ["US/Local", "+1", "none"],
    ["GB/Mobile", "+447", "any"],
  ])("in %s finds numbers that begin with %s and want %s address", async (place, prefix, requirement) => {
    const found = await search(`${place}.json`);
    expect(found.length).toBeGreaterThan(5);
    expect(new Set(found.map((one) => one.phone_number)).size).toBe(found.length);
    for (const one of found) {
      expect(one.phone_number.startsWith(prefix)).toBe(true);
      expect(one.address_requirements).toBe(requirement);
    }
  });

  it.each(["CO/Mobile", "AR/National", "PE/TollFree", "US/National", "FR/Local", "ES/Voip"])(
    "in %s is not found: the country sells none",
    async (place) => {
      expect(await rest(sandbox, "GET", `/AvailablePhoneNumbers/${place}.json`)).toMatchObject({
        status: 404,
        json: { code: 20_404 },
      });
    },
  );

  it("keeps to what is asked for", async () => {
    const barcelona = await search("ES/Local.json?InLocality=Barcelona&PageSize=3");
    expect(barcelona.map((one) => one.locality)).toEqual(["Barcelona", "Barcelona", "Barcelona"]);
    const miami = await search("US/Local.json?AreaCode=786&PageSize=2");
    expect(miami.every((one) => one.phone_number.startsWith("+1786"))).toBe(true);
    expect(miami).toHaveLength(2);
    expect(await search("ES/Local.json?SmsEnabled=true")).toEqual([]);
    expect(await search("ES/Local.json?ExcludeLocalAddressRequired=true")).toEqual([]);
    expect(await search("ES/Local.json?VoiceEnabled=false")).toEqual([]);
  });

  it.each([
    ["+34931*", /^\+34931/],
    ["%25290$", /290$/],
    ["9*0", /9\d0/],
    // The letters of keys: A, L, A.
    ["ALA", /252/],
  ])("Contains=%s is a pattern", async (contains, expected) => {
    const found = await search(`ES/Local.json?PageSize=1000&Contains=${contains.replace("+", "%2B")}`);
    expect(found.length).toBeGreaterThan(0);
    const all = await search("ES/Local.json?PageSize=1000");
    expect(found).toEqual(all.filter((one) => expected.test(one.phone_number)));
  });

  it.each(["Contains=9", "Contains=+34(91)", "PageSize=0", "Wanted=1", "AreaCode=madrid"])(
    "refuses %s",
    async (query) => {
      expect(await rest(sandbox, "GET", `/AvailablePhoneNumbers/ES/Local.json?${query}`)).toMatchObject({
        status: 400,
        json: { code: 20_001 },
      });
    },
  );

  it("names the kinds that a country has", async () => {
    const { json } = await rest(sandbox, "GET", "/AvailablePhoneNumbers/CL.json");
    const base = `/2010-04-01/Accounts/${ACCOUNT_SID}/AvailablePhoneNumbers`;
    expect(json).toMatchObject({
      country_code: "CL",
      subresource_uris: { local: `${base}/CL/Local.json`, mobile: `${base}/CL/Mobile.json` },
    });
  });
});

describe("a purchase", () => {
  it("of a number that is offered happens once, and giving it back offers it again", async () => {
    const [offer] = await search("MX/Local.json");
    const form = { PhoneNumber: offer?.phone_number ?? "", VoiceUrl: "https://clinic.example/voice" };
    const bought = await buy(form);
    expect(bought).toMatchObject({
      status: 201,
      json: { phone_number: form.PhoneNumber, voice_url: form.VoiceUrl, address_requirements: "none" },
    });
    expect((await buy(form)).json).toMatchObject({ code: 21_422 });
    const now = await search("MX/Local.json?PageSize=1000");
    expect(now.map((one) => one.phone_number)).not.toContain(form.PhoneNumber);
    const path = `/IncomingPhoneNumbers/${String(bought.json["sid"])}.json`;
    expect((await rest(sandbox, "DELETE", path)).status).toBe(204);
    expect((await search("MX/Local.json"))[0]).toEqual(offer);
  });

  it("by area code takes the first that is free", async () => {
    const [offer] = await search("US/Local.json?AreaCode=415");
    expect((await buy({ AreaCode: "415" })).json).toMatchObject({ phone_number: offer?.phone_number });
    expect((await buy({ AreaCode: "099" })).json).toMatchObject({ code: 21_452 });
  });

  it.each([
    ["nothing that is a number", "clinic", 21_421],
    ["a number that nobody sells", "+34910000999", 21_422],
    ["somebody's number", CLINIC, 21_422],
  ])("of %s is refused", async (_name, number, code) => {
    expect(await buy({ PhoneNumber: number })).toMatchObject({ status: 400, json: { code } });
  });

  it("is told which address is missing, and succeeds with one that fits", async () => {
    const [local] = await search("ES/Local.json");
    const PhoneNumber = local?.phone_number ?? "";
    expect((await buy({ PhoneNumber })).json).toMatchObject({ code: 21_631 });
    expect((await buy({ PhoneNumber, AddressSid: `AD${"0".repeat(32)}` })).json).toMatchObject({
      code: 21_615,
    });
    const abroad = await createAddress({ IsoCountry: "MX" });
    expect((await buy({ PhoneNumber, AddressSid: abroad })).json).toMatchObject({ code: 21_615 });
    const here = await createAddress();
    expect(await buy({ PhoneNumber, AddressSid: here })).toMatchObject({
      status: 201,
      json: { address_sid: here, address_requirements: "local", type: "local" },
    });
    const [foreign] = await search("MX/TollFree.json");
    const tollFree = { PhoneNumber: foreign?.phone_number ?? "" };
    expect((await buy({ ...tollFree, AddressSid: abroad })).json).toMatchObject({ code: 21_615 });
    expect((await buy({ ...tollFree, AddressSid: here })).json).toMatchObject({ type: "tollfree" });
  });

  it("is not for trial accounts", async () => {
    await control(sandbox, "accounts", { accountSid: ACCOUNT_SID, type: "Trial" });
    const [offer] = await search("US/Local.json");
    expect((await buy({ PhoneNumber: offer?.phone_number ?? "" })).json).toMatchObject({ code: 21_404 });
    await control(sandbox, "accounts", { accountSid: ACCOUNT_SID, type: "Full" });
  });
});

describe("addresses", () => {
  it("are kept, listed and found", async () => {
    const sid = await createAddress({ CustomerName: "Salón Luna" });
    const one = await rest(sandbox, "GET", `/Addresses/${sid}.json`);
    expect(one.json).toMatchObject({ sid, customer_name: "Salón Luna", iso_country: "ES", validated: true });
    const list = await rest(
      sandbox,
      "GET",
      `/Addresses.json?CustomerName=${encodeURIComponent("Salón Luna")}`,
    );
    expect(list.json["addresses"]).toEqual([one.json]);
    expect((await rest(sandbox, "GET", `/Addresses/AD${"0".repeat(32)}.json`)).status).toBe(404);
  });

  it.each(Object.keys(ADDRESS))("without %s are refused", async (name) => {
    const form = Object.fromEntries(Object.entries(ADDRESS).filter(([key]) => key !== name));
    expect(await rest(sandbox, "POST", "/Addresses.json", form)).toMatchObject({
      status: 400,
      json: { code: 20_001 },
    });
  });
});

describe("prices", () => {
  const get = async (path: string, user = ACCOUNT_SID) => {
    const basic = Buffer.from(`${user}:${AUTH_TOKEN}`).toString("base64");
    const answer = await fetch(sandbox.url + path, { headers: { authorization: `Basic ${basic}` } });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  };

  it("of a country's numbers are told by kind", async () => {
    const { json } = await get("/v1/PhoneNumbers/Countries/ES");
    expect(json).toMatchObject({ country: "Spain", iso_country: "ES", price_unit: "USD" });
    expect(json["phone_number_prices"]).toContainEqual({
      number_type: "toll free",
      base_price: "25.00",
      current_price: "25.00",
    });
    expect((await get("/v1/PhoneNumbers/Countries/XX")).status).toBe(404);
    expect((await get("/v1/PhoneNumbers/Countries/ES", `AC${"9".repeat(32)}`)).status).toBe(401);
  });

  it("of a call are told by where it goes; being called has one only for numbers of one's own", async () => {
    expect((await get(`/v2/Voice/Numbers/${PATIENT}`)).json).toMatchObject({
      destination_number: PATIENT,
      iso_country: "ES",
      outbound_call_prices: [
        { base_price: "0.0180", current_price: "0.0180", origination_prefixes: ["ALL"] },
      ],
      inbound_call_price: { base_price: null, current_price: null, number_type: null },
    });
    expect((await get(`/v2/Voice/Numbers/${encodeURIComponent(CLINIC)}`)).json).toMatchObject({
      inbound_call_price: { base_price: "0.0100", number_type: "local" },
    });
    expect((await get("/v2/Voice/Numbers/clinic")).status).toBe(400);
  });
});

describe("the account", () => {
  it("has a balance, and numbers that it has verified", async () => {
    expect((await rest(sandbox, "GET", "/Balance.json")).json).toEqual({
      account_sid: ACCOUNT_SID,
      balance: "42.00",
      currency: "USD",
    });
    const { json } = await rest(sandbox, "GET", "/OutgoingCallerIds.json");
    expect(json["outgoing_caller_ids"]).toMatchObject([{ phone_number: PATIENT, account_sid: ACCOUNT_SID }]);
  });

  it("pays for its subaccounts, which have no balance and may not ask about it", async () => {
    const part = `AC${"2".repeat(32)}`;
    const seed = {
      accountSid: part,
      authToken: "fedcba98",
      friendlyName: "Parte",
      ownerAccountSid: ACCOUNT_SID,
    };
    await control(sandbox, "world", { twilio: { accounts: [seed] } });
    const ask = async (user: string, token: string, path: string) => {
      const basic = Buffer.from(`${user}:${token}`).toString("base64");
      const url = `${sandbox.url}/2010-04-01/Accounts/${path}`;
      return (await fetch(url, { headers: { authorization: `Basic ${basic}` } })).status;
    };
    expect(await ask(part, "fedcba98", `${part}.json`)).toBe(200);
    expect(await ask(part, "fedcba98", `${part}/Balance.json`)).toBe(404);
    expect(await ask(ACCOUNT_SID, AUTH_TOKEN, `${part}.json`)).toBe(200);
    expect(await ask(part, "fedcba98", `${ACCOUNT_SID}.json`)).toBe(401);
  });
});
