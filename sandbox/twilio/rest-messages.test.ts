import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judge, listRecordings } from "../../tests/support/specs";
import { at, closed, compile, faultsOf, isJson, readSpec } from "../../tests/support/specs-schema";
import { until } from "../../tests/support/until";
import type { Sandbox } from "../server";
import {
  ACCOUNT_SID,
  ADVISOR,
  AUTH_TOKEN,
  CLINIC,
  control,
  type Customer,
  NUMBER_SID,
  rest,
  startCustomer,
  startTestSandbox,
} from "./fixture";
import { signatureOf } from "./signature";

const schemas = at({ closed: closed(readSpec("twilio-api-v2010.json")["schemas"]) }, "closed");
const MOBILE = "+34624000001";
const TOLL_FREE = "+18885550199";
const numbers = [
  { sid: NUMBER_SID, phoneNumber: CLINIC, friendlyName: "Clínica" },
  { sid: `PN${"2".repeat(32)}`, phoneNumber: MOBILE, friendlyName: "Clínica, móvil" },
  { sid: `PN${"3".repeat(32)}`, phoneNumber: TOLL_FREE, friendlyName: "Clínica, gratis" },
];

let sandbox: Sandbox;
let customer: Customer;
beforeAll(async () => {
  sandbox = await startTestSandbox({ numbers, allowedCountries: ["ES"] });
  customer = await startCustomer();
});
afterAll(async () => {
  await customer.close();
  await sandbox.close();
});

const order = (more: Record<string, string> = {}) => ({ To: ADVISOR, From: MOBILE, Body: "Hola", ...more });
const send = (form: Record<string, string>) => rest(sandbox, "POST", "/Messages.json", form);

/** What the customer was told at one path. */
const toldAt = (path: string) => customer.seen.filter((request) => request.path === path);

async function statusOf(sid: unknown): Promise<unknown> {
  return (await rest(sandbox, "GET", `/Messages/${String(sid)}.json`)).json["status"];
}

describe("an SMS", () => {
  it("is queued, sent and delivered, and the last two are told, signed", async () => {
    const answer = await send(order({ StatusCallback: `${customer.url}/sms?of=one` }));
    expect(answer).toMatchObject({ status: 201, json: { status: "queued", to: ADVISOR, num_segments: "1" } });
    const { sid } = answer.json;
    const told = await until("two callbacks", () => {
      const seen = toldAt("/sms?of=one");
      return seen.length === 2 && seen;
    });
    expect(told.map(({ fields }) => fields["MessageStatus"])).toEqual(["sent", "delivered"]);
    for (const { fields, headers, path } of told) {
      expect(fields).toMatchObject({ MessageSid: sid, SmsSid: sid, AccountSid: ACCOUNT_SID, To: ADVISOR });
      expect(headers["x-twilio-signature"]).toBe(
        signatureOf(AUTH_TOKEN, customer.url + path, Object.entries(fields)),
      );
    }
    expect(await statusOf(sid)).toBe("delivered");
  });

  it("that nobody can be handed says so with the carrier's code", async () => {
    const number = "+34600000077";
    await control(sandbox, "texts", { number, outcome: "undelivered" });
    await send(order({ To: number, StatusCallback: `${customer.url}/lost` }));
    const told = await until("the end of it", () =>
      toldAt("/lost").find(({ fields }) => fields["MessageStatus"] === "undelivered"),
    );
    expect(told.fields["ErrorCode"]).toBe("30005");
  });

  it("is counted in parts, by the letters that telephones know", async () => {
    for (const [body, parts] of [
      ["a".repeat(160), "1"],
      ["a".repeat(161), "2"],
      [`${"a".repeat(159)}€`, "2"],
      ["é".repeat(160), "1"],
      [`${"a".repeat(69)}á`, "1"],
      [`${"a".repeat(70)}á`, "2"],
    ] as const) {
      expect((await send(order({ Body: body }))).json["num_segments"], body).toBe(parts);
    }
  });

  it.each([
    [{ To: "" }, 21_604],
    [{ To: "600000002" }, 21_211],
    [{ To: "+34" }, 21_211],
    [{ From: "" }, 21_603],
    [{ From: CLINIC }, 21_606],
    [{ From: "+34624999999" }, 21_606],
    [{ From: TOLL_FREE }, 21_612],
    [{ To: MOBILE }, 21_266],
    [{ Body: "" }, 21_602],
    [{ Body: "a".repeat(1601) }, 21_617],
    [{ StatusCallback: "ftp://example.com" }, 21_609],
    [{ MessagingServiceSid: `MG${"1".repeat(32)}` }, 21_701],
    [{ To: "+14155550100" }, 21_408],
  ])("with %o is refused with %i", async (more, code) => {
    expect(await send(order(more))).toMatchObject({ status: 400, json: { code } });
  });

  it("to somebody who wants none is refused", async () => {
    const number = "+34600000078";
    await control(sandbox, "texts", { number, outcome: "unsubscribed" });
    expect(await send(order({ To: number }))).toMatchObject({ status: 400, json: { code: 21_610 } });
  });

  it("is found by its parties, the newest first", async () => {
    const to = "+34600000079";
    for (const Body of ["one", "two"]) await send(order({ To: to, Body }));
    const { json } = await rest(sandbox, "GET", `/Messages.json?To=${encodeURIComponent(to)}&PageSize=20`);
    expect((json["messages"] as { body: string }[]).map(({ body }) => body)).toEqual(["two", "one"]);
  });

  it("reaches the telephone that it was sent to", async () => {
    const to = "+34600000080";
    await send(order({ To: to, Body: "¿Vienes?" }));
    const address = `${sandbox.url}/control/texts?to=${encodeURIComponent(to)}`;
    const { texts } = await until("the SMS at the telephone", async () => {
      const answer = (await (await fetch(address)).json()) as { texts: { body: string; from: string }[] };
      return answer.texts.length > 0 && answer;
    });
    expect(texts).toMatchObject([{ body: "¿Vienes?", from: MOBILE }]);
  });

  it("is asked for and answered as Twilio publishes it", async () => {
    await send(order({ Body: "published", StatusCallback: `${customer.url}/published` }));
    const recordings = (await listRecordings(sandbox.url)).filter(
      (one) => one.path?.includes("/Messages") && (one.status ?? 0) < 300,
    );
    expect(recordings.length).toBeGreaterThan(5);
    expect(recordings.flatMap((one) => judge(one))).toEqual([]);
    const isMessage = compile(at(schemas, "api.v2010.account.message"), schemas);
    const answers = recordings.map(({ message }) => message).filter((message) => isJson(message));
    const messages = answers.flatMap((answer) => answer["messages"] ?? answer);
    expect(messages.length).toBeGreaterThanOrEqual(recordings.length);
    expect(messages.flatMap((message) => faultsOf(isMessage, message))).toEqual([]);
  });
});
