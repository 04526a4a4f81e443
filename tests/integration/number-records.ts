import { z } from "zod";
import { type NumberView, numberView } from "@/lib/numbers/schema";
import type { Business } from "../support/tenant";
import { atTwilio } from "../support/vendor-rest";

/** A business's number on both sides: what Twilio says of it, and what this house has on record. */

interface TwilioNumber {
  sid: string;
  phone_number: string;
  voice_url: string;
  status_callback: string;
  address_sid: string | null;
}

export async function ownedAtTwilio(of: Business, phoneNumber: string): Promise<TwilioNumber[]> {
  const path = `/IncomingPhoneNumbers.json?PhoneNumber=${encodeURIComponent(phoneNumber)}`;
  return (await atTwilio(of, "GET", path))["incoming_phone_numbers"] as TwilioNumber[];
}

export async function onRecord(of: Business, phoneNumber: string): Promise<NumberView | undefined> {
  const numbers = await of.client.get("/api/numbers", z.array(numberView));
  return numbers.find((number) => number.phoneNumber === phoneNumber);
}
