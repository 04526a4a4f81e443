import { z } from "zod";
import { callDetail, type CallDetail, type NewCall } from "@/lib/calls/schema";
import { newMobile, PhoneCall, type Sandbox } from "./telephone";
import type { Business } from "./tenant";
import { until } from "./until";

export type Behaviour =
  | "ring"
  | "answer"
  | "accept"
  | "decline"
  | "mailbox"
  | "screening"
  | "fax"
  | "reject"
  | "busy"
  | "no-answer"
  | "unreachable";

/** What happens by itself when a number is called: sandbox/control.ts, `POST /control/phones`. */
export interface FarEnd {
  behaviour: Behaviour;
  ringMs?: number;
  keys?: string;
  afterMs?: number;
  says?: string;
  /** What an assistant asks before it puts anybody through. */
  asks?: string;
  /** What machine detection finds out, other than what is so. */
  answeredBy?: "human" | "machine" | "fax" | "unknown";
  hangUpAfterMs?: number;
}

const calls = z.object({
  calls: z.array(z.object({ callSid: z.string(), from: z.string(), to: z.string() })),
});

/** A person whose telephone can be rung, and what they do about it. */
export async function person(sandbox: Sandbox, told: Behaviour | FarEnd): Promise<string> {
  const number = newMobile();
  await tell(sandbox, number, told);
  return number;
}

/** Who is at that number does so from now on. */
export async function tell(sandbox: Sandbox, number: string, told: Behaviour | FarEnd): Promise<void> {
  const farEnd = typeof told === "string" ? { behaviour: told } : told;
  await sandbox.control("POST", "phones", { number, ...farEnd });
}

/** Every call that ever rang there, oldest first, as Twilio knows them. */
export async function ringsAt(sandbox: Sandbox, number: string): Promise<PhoneCall[]> {
  const listed = calls.parse(await sandbox.control("GET", "calls"));
  return listed.calls
    .filter(({ to }) => to === number)
    .toReversed()
    .map((call) => new PhoneCall(sandbox, call));
}

export function untilRings(sandbox: Sandbox, number: string): Promise<PhoneCall> {
  return until(`a call rings at ${number}`, async () => (await ringsAt(sandbox, number))[0]);
}

export function place(business: Business, order: Partial<NewCall> & { to: string }): Promise<CallDetail> {
  return business.client.ask("POST", "/api/calls", callDetail, { agentId: business.agent.id, ...order });
}
