import { afterEach, vi } from "vitest";
import { CLINIC, NUMBER_SID, PATIENT, rest, startCustomer, until } from "../twilio/fixture";
import type { Behaviour } from "../twilio/far-end";
import type { JsonObject } from "../json";
import { startTelephone } from "./telephone-fixture";

const running: (() => Promise<unknown>)[] = [];

export function openTelephones(): void {
  // Words are played at the pace of a telephone.
  vi.setConfig({ testTimeout: 60_000 });
  afterEach(async () => {
    for (const close of running.splice(0)) await close();
  });
}

export type Telephone = Awaited<ReturnType<typeof startTelephone>>;

export async function start(agent?: JsonObject): Promise<Telephone> {
  const telephone = await startTelephone(agent);
  running.push(telephone.close);
  return telephone;
}

export const call = { agent_id: "agent_1", from_number: PATIENT, to_number: CLINIC };
export const ana = { dynamic_variables: { nombre: "Ana", call_id: "c_1" } };
export const person = (behaviour: Behaviour["behaviour"]): Behaviour => ({ behaviour, answeredBy: "human" });

/** The patient dials the clinic, whose own server answers with this TwiML. */
export async function dialInto({ sandbox }: Telephone, document: string) {
  const customer = await startCustomer();
  running.push(() => customer.close());
  customer.documents.set("/voice", document);
  await rest(sandbox, "POST", `/IncomingPhoneNumbers/${NUMBER_SID}.json`, {
    VoiceUrl: `${customer.url}/voice`,
  });
  return dial(sandbox);
}

export function dial(sandbox: Telephone["sandbox"]) {
  const leg = sandbox.twilio.call(PATIENT, CLINIC);
  if (!leg) throw new Error("nobody owns the number");
  return leg;
}

export const heardBy = (sandbox: Telephone["sandbox"], leg: ReturnType<typeof dial>, text: string) =>
  until(sandbox, () => leg.record.heard.find((part) => part.isComplete && part.text.includes(text)));
