import { z } from "zod";

/** The accounts the demo's businesses hold at the stand-in vendors. */
export const demoWorld = z.object({
  password: z.string().min(8),
  businesses: z.array(
    z.object({
      key: z.enum(["clinic", "salon"]),
      twilio: z.object({ accountSid: z.string(), authToken: z.string() }),
      elevenlabs: z.object({ apiKey: z.string(), webhookSecret: z.string() }),
    }),
  ),
});
export type DemoWorld = z.output<typeof demoWorld>;
