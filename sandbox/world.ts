/** The accounts, numbers and agents that exist at the vendors before anybody calls: the sandbox's seed, read from a file. */
import { readFile } from "node:fs/promises";
import { z } from "zod";

const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `${prefix} and 32 lower-case hex digits`);
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "a number in E.164");

const worldNumber = z.strictObject({ sid: sid("PN"), phoneNumber: e164, friendlyName: z.string() });

export const worldAccount = z.strictObject({
  accountSid: sid("AC"),
  authToken: z.string().min(8),
  friendlyName: z.string(),
  type: z.enum(["Full", "Trial"]).default("Full"),
  status: z.enum(["active", "suspended", "closed"]).default("active"),
  /** The account that this one is a part of. */
  ownerAccountSid: sid("AC").optional(),
  /** US dollars. */
  balance: z
    .string()
    .regex(/^-?\d+\.\d{2,4}$/)
    .default("42.00"),
  /** Numbers that the account may call from, or on trial call to, without owning them. */
  verifiedCallerIds: z.array(e164).default([]),
  /** ISO 3166-1; without it, every country may be called. */
  allowedCountries: z.array(z.string().regex(/^[A-Z]{2}$/)).optional(),
  maxConcurrentCalls: z.number().int().nonnegative().optional(),
  /** Calls that the API dials in a second, the rest waits; without it, no call waits. */
  callsPerSecond: z.number().positive().optional(),
  numbers: z.array(worldNumber).default([]),
});

const worldAgent = z.looseObject({
  agent_id: z.string(),
  name: z.string(),
  language: z.enum(["es", "en"]),
  first_message: z.string(),
  prompt: z.string(),
});

/** What is paid for, and what is left of it (elevenlabs.md §10.1); without a plan or a limit calls are not counted. */
export const worldSubscription = z.strictObject({
  tier: z.enum(["free", "starter", "creator", "pro", "scale", "business", "enterprise"]),
  status: z.enum(["trialing", "active", "incomplete", "past_due", "free", "free_disabled"]),
  characterCount: z.int().nonnegative(),
  characterLimit: z.int().nonnegative(),
  maxConcurrentCalls: z.int().nonnegative().nullable(),
});

export const worldWorkspace = z.strictObject({
  apiKey: z.string().min(8),
  name: z.string(),
  ...worldSubscription.partial().shape,
  webhook: z.strictObject({ id: z.string(), url: z.url(), secret: z.string() }).optional(),
  agents: z.array(worldAgent).default([]),
  /** As in the vendor's answers, with `agent_id`; `sid` and `token` are the Twilio credentials. */
  phoneNumbers: z.array(z.looseObject({})).default([]),
});

export const worldSchema = z.strictObject({
  twilio: z.strictObject({ accounts: z.array(worldAccount).default([]) }).default({ accounts: [] }),
  elevenlabs: z.strictObject({ workspaces: z.array(worldWorkspace).default([]) }).default({ workspaces: [] }),
  openai: z.strictObject({ apiKeys: z.array(z.string().min(8)).default([]) }).default({ apiKeys: [] }),
});

export type World = z.infer<typeof worldSchema>;
/** What a world file may leave out is optional here. */
export type WorldInput = z.input<typeof worldSchema>;
export type WorldAccount = z.infer<typeof worldAccount>;
export type WorldWorkspace = z.infer<typeof worldWorkspace>;
export type WorldAgent = z.infer<typeof worldAgent>;

/** Both together; an account, number or workspace that the first has already is the first's. */
export function joinWorlds(first: World, second: World): World {
  const accounts = new Set(first.twilio.accounts.map(({ accountSid }) => accountSid));
  const keys = new Set(first.elevenlabs.workspaces.map(({ apiKey }) => apiKey));
  return {
    twilio: {
      accounts: [
        ...first.twilio.accounts,
        ...second.twilio.accounts.filter(({ accountSid }) => !accounts.has(accountSid)),
      ],
    },
    elevenlabs: {
      workspaces: [
        ...first.elevenlabs.workspaces,
        ...second.elevenlabs.workspaces.filter(({ apiKey }) => !keys.has(apiKey)),
      ],
    },
    openai: { apiKeys: [...new Set([...first.openai.apiKeys, ...second.openai.apiKeys])] },
  };
}

export async function readWorld(path: string): Promise<World> {
  return worldSchema.parse(JSON.parse(await readFile(path, "utf8")));
}
