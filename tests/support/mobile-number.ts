import { z } from "zod";
import { numberView } from "@/lib/numbers/schema";
import type { Business } from "./tenant";
import { atTwilio } from "./vendor-rest";

/** A number that can send SMS, bought in Twilio's console and fetched here. */
export async function addMobileNumber(business: Business): Promise<string> {
  const { sid } = await atTwilio(business, "POST", "/Addresses.json", {
    CustomerName: "Clínica",
    Street: "Calle Mayor 1",
    City: "Madrid",
    Region: "Madrid",
    PostalCode: "28013",
    IsoCountry: "ES",
  });
  const { available_phone_numbers: offers } = z
    .object({ available_phone_numbers: z.array(z.object({ phone_number: z.string() })) })
    .parse(await atTwilio(business, "GET", "/AvailablePhoneNumbers/ES/Mobile.json"));
  // Others buy at the same time: the first that is still to be had.
  for (const { phone_number: PhoneNumber } of offers) {
    const bought = await atTwilio(business, "POST", "/IncomingPhoneNumbers.json", {
      PhoneNumber,
      AddressSid: String(sid),
    }).catch(() => undefined);
    if (!bought) continue;
    await business.client.ask("POST", "/api/numbers/sync", z.object({ numbers: z.array(numberView) }), {});
    return PhoneNumber;
  }
  throw new Error("no mobile number to be had");
}
