import type { Scope } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import { deleteLineServices } from "@/db/queries/line";
import type { LineService, Vendor } from "@/lib/vocabulary";

const SERVICES: Record<Vendor, LineService[]> = {
  twilio: ["telephone"],
  elevenlabs: ["agent", "voice"],
  openai: ["model"],
};

/** The account is another one now: what was noticed of the one before says nothing of it. */
export async function forgetServices(inner: Scope, vendor: Vendor): Promise<void> {
  await deleteLineServices(inner, SERVICES[vendor]);
  await notifyTenant(inner, { type: "line" });
}
