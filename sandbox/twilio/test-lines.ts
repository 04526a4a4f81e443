import { afterEach, beforeEach } from "vitest";
import type { Sandbox } from "../server";
import type { Leg } from "./leg";
import {
  CLINIC,
  type Customer,
  legTo,
  NUMBER_SID,
  PATIENT,
  rest,
  startCustomer,
  startTestSandbox,
  until,
} from "./fixture";

// What the hooks below make, for the tests that import it: a binding of a module is always read as it stands.
export let sandbox: Sandbox;
export let customer: Customer;

const legs = new Map<string, { callbackQueue: Promise<unknown> }>();

/** Twilio and a customer of it, for each test. */
export function openLines(): void {
  beforeEach(async () => {
    sandbox = await startTestSandbox();
    customer = await startCustomer();
    legs.clear();
    sandbox.twilio.switchboard.onLeg((leg) => legs.set(leg.record.sid, leg));
  });
  afterEach(async () => {
    await sandbox.close();
    await customer.close();
  });
}

export const response = (verbs: string) => `<Response>${verbs}</Response>`;
export const post = (path: string, form: Record<string, string> | [string, string][]) =>
  rest(sandbox, "POST", path, form);

export async function setNumber(form: Record<string, string>): Promise<void> {
  await post(`/IncomingPhoneNumbers/${NUMBER_SID}.json`, form);
}

export async function callIn(): Promise<string> {
  const answer = await fetch(`${sandbox.url}/control/calls`, {
    method: "POST",
    body: JSON.stringify({ from: PATIENT, to: CLINIC }),
  });
  const { callSid } = (await answer.json()) as { callSid: string };
  return callSid;
}

export async function callOut(form: Record<string, string> | [string, string][]): Promise<string> {
  const facts = Array.isArray(form) ? form : Object.entries(form);
  const { json } = await post("/Calls.json", [["To", PATIENT], ["From", CLINIC], ...facts]);
  return String(json["sid"]);
}

/** Of a path without a query, whatever the query was. */
export const seenAt = (path: string) =>
  customer.seen.filter((one) => one.path === path || one.path.split("?", 1)[0] === path);
/** The person at the number picks up. */
export async function answerAt(number: string): Promise<Leg> {
  const leg = await legTo(sandbox, number);
  leg.pickup.resolve("answer");
  return leg;
}

/** Resolves when something of that type has happened in the call. */
export async function untilEvent(leg: Leg, type: string, verb?: string): Promise<void> {
  await until(sandbox, () =>
    leg.record.events.find((event) => event.type === type && (verb === undefined || event["verb"] === verb)),
  );
}
/** The callbacks of a call that is over have all been delivered. */
export async function callbacksOf(callSid: string): Promise<void> {
  const leg = await until(sandbox, () => legs.get(callSid));
  await leg.callbackQueue;
}
