import { describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { transferView, type TransferView } from "@/lib/transfers/schema";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { judgeAtTheEnd } from "../support/specs";
import { isAudible, type PhoneCall } from "../support/telephone";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const BYTES_PER_MS = 8;
/** µ-law of the four smallest samples: what nobody can hear. */
const INAUDIBLE = new Set([0xff, 0x7f, 0xfe, 0x7e]);

/** How long each silence lasts, the longest first. */
function gapsMs(mulaw: Buffer): number[] {
  const gaps: number[] = [];
  let bytes = 0;
  const end = () => {
    if (bytes > 0) gaps.push(bytes / BYTES_PER_MS);
    bytes = 0;
  };
  for (const code of mulaw) {
    if (INAUDIBLE.has(code)) bytes += 1;
    else end();
  }
  end();
  return gaps.sort((one, other) => other - one);
}

test("silence is measured between sounds, and at either end", () => {
  const sound = Buffer.alloc(80, 0x20);
  const silence = (ms: number) => Buffer.alloc(ms * BYTES_PER_MS, 0xff);
  expect(gapsMs(Buffer.concat([silence(5), sound, silence(40), sound, silence(20)]))).toEqual([40, 20, 5]);
  expect(gapsMs(sound)).toEqual([]);
});

interface Caller {
  business: Business;
  phone: PhoneCall;
  callId: string;
}

async function transferOf({ business, callId }: Caller): Promise<TransferView | undefined> {
  return (await business.client.get(`/api/calls/${callId}/transfers`, z.array(transferView)))[0];
}

/** What the caller has heard from the moment in which somebody was asked for until now. */
async function heardSince(caller: Caller): Promise<Buffer> {
  const [{ answeredAt }, transfer, heard] = await Promise.all([
    caller.phone.detail(),
    transferOf(caller),
    caller.phone.heardInTime(),
  ]);
  if (!answeredAt || !transfer) throw new Error("nobody was asked for");
  // By the telephone's clock: the house counts from the agent, who comes after what is said of the recording.
  const fromMs = transfer.requestedAt.getTime() - answeredAt.getTime();
  return heard.subarray(Math.max(0, Math.round(fromMs)) * BYTES_PER_MS);
}

async function askForPerson(business: Business): Promise<Caller> {
  const phone = await business.dial();
  await phone.untilHeard("¿En qué puedo ayudarle?");
  await phone.say("Quiero hablar con una persona, por favor");
  const caller = { business, phone, callId: await business.findCallId(phone.from) };
  await until("somebody is asked for", () => transferOf(caller));
  return caller;
}

async function openBusiness(mode: "bridge" | "native"): Promise<Business> {
  const business = await createBusiness(house, { agent: { mode, voiceId: READABLE_VOICE } });
  await business.client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), { advisorRingSeconds: 6 });
  return business;
}

describe.each(["bridge", "native"] as const)(
  "between asking for a person and what comes of it, in %s mode",
  (mode) => {
    test("a caller whose call is taken hears no second of silence", { timeout: 120_000 }, async () => {
      const business = await openBusiness(mode);
      await addAdvisors(business, { behaviour: "accept", ringMs: 5000, says: "Hola, soy Ana, dígame." });
      const caller = await askForPerson(business);
      await caller.phone.untilHeard("Hola, soy Ana, dígame.", 60_000);
      const heard = await heardSince(caller);
      expect(isAudible(heard, 5)).toBe(true);
      expect(gapsMs(heard)[0] ?? 0).toBeLessThanOrEqual(1000);
      await caller.phone.hangUp();
    });

    test(
      "a caller whom nobody answers hears no second of silence until they are told so",
      { timeout: 120_000 },
      async () => {
        const business = await openBusiness(mode);
        await addAdvisors(business, "no-answer", "decline");
        const caller = await askForPerson(business);
        await caller.phone.untilHeard("recado?", 60_000);
        const heard = await heardSince(caller);
        expect(isAudible(heard, 5)).toBe(true);
        expect(gapsMs(heard)[0] ?? 0).toBeLessThanOrEqual(1000);
        await caller.phone.hangUp();
      },
    );
  },
);
