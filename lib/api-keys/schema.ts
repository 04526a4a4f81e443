import { z } from "zod";
import { line } from "@/lib/text";
import { API_SCOPES } from "@/lib/vocabulary";

export const apiKeyInput = z.object({
  /** What it is for, in the words of whoever makes it. */
  name: line(80).meta({ examples: ["Programa de citas"] }),
  scopes: z
    .array(z.enum(API_SCOPES))
    .min(1)
    .max(API_SCOPES.length * 2)
    .meta({ examples: [["calls:write", "agents:read"]] }),
});
export type ApiKeyInput = z.output<typeof apiKeyInput>;

export const apiKeyParams = z.object({ keyId: z.uuid() });

export const apiKeyView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Its first characters. */
  hint: z.string(),
  scopes: z.array(z.enum(API_SCOPES)),
  /** The name of the person. */
  createdBy: z.string(),
  createdAt: z.coerce.date(),
  /** To the minute. */
  lastUsedAt: z.coerce.date().nullable(),
});
export type ApiKeyView = z.output<typeof apiKeyView>;

/** `key` is shown once: only its hash is kept. */
export const apiKeyMade = apiKeyView.extend({ key: z.string() });
export type ApiKeyMade = z.output<typeof apiKeyMade>;
