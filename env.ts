import { z } from "zod";

const url = z.url().transform((value) => value.replace(/\/+$/, ""));
const seconds = (fallback: number, max: number) => z.coerce.number().int().min(1).max(max).default(fallback);
const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

function isStoragePlace(value: string): boolean {
  if (value.startsWith("file:")) return value.replace(/^file:(\/\/)?/, "") !== "";
  if (!URL.canParse(value)) return false;
  const { hostname, searchParams } = new URL(value);
  const endpoint = searchParams.get("endpoint");
  return hostname !== "" && (endpoint === null || /^https?:\/\/./.test(endpoint));
}

function isMailServer(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { hostname, username, password } = new URL(value);
  try {
    return hostname !== "" && decodeURIComponent(username + password).isWellFormed();
  } catch {
    return false;
  }
}

/** Every setting of every process; `.env.example` says what each is for. */
const settings = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, "is not a postgres:// address"),
  PUBLIC_URL: url,
  BRIDGE_PUBLIC_URL: url.optional(),
  AUTH_SECRET: z.string().min(32, "needs at least 32 characters"),
  ENCRYPTION_KEYS: z.string().min(1),
  TWILIO_API_URL: url.optional(),
  ELEVENLABS_API_URL: url.optional(),
  OPENAI_API_URL: url.optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_MODEL: z.string().default("gpt-6-luna"),
  HOUSE_OPENAI_DAILY_USD: z.coerce.number().min(0).default(2),
  SANDBOX_URL: url.optional(),
  BRIDGE_HOST: z.string().default("0.0.0.0"),
  BRIDGE_PORT: port(3001),
  WORKER_HOST: z.string().default("127.0.0.1"),
  WORKER_PORT: port(3003),
  METRICS_HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: port(0).optional(),
  STORAGE_URL: z
    .string()
    .regex(/^(file|s3):/, "starts with neither file: nor s3:")
    .refine(isStoragePlace, "names no folder (file:…) and no bucket (s3://bucket/…?endpoint=https://…)")
    .default("file:.data/storage"),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, "starts with neither smtp:// nor smtps://")
    .refine(isMailServer, "names no server, or has characters that need %")
    .optional(),
  MAIL_FROM: z.email("is not an e-mail address").optional(),
  SAVE_CALL_AUDIO: z.enum(["true", "false"]).default("true"),
  RING_TIMEOUT_SECONDS: seconds(30, 600),
  CALL_TIMEOUT_SECONDS: seconds(25, 60),
  HOLD_MUSIC_URL: z.url().optional(),
  MAX_CALL_DURATION_SECONDS: seconds(600, 14_400),
  BRIDGE_MAX_CALLS: z.coerce.number().int().min(1).max(10_000).default(200),
  BRIDGE_MAX_CALLS_PER_TENANT: z.coerce.number().int().min(1).max(10_000).default(50),
  DRAIN_SECONDS: seconds(120, 3600),
  WEBHOOK_ALLOW_PRIVATE: z.enum(["true", "false"]).default("false"),
  SIGN_UPS_PER_QUARTER_HOUR: z.coerce.number().int().min(1).max(1_000_000).default(300),
  SESSION_HOURS: z.coerce.number().min(0.01).max(720).default(12),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

const completeSettings = settings.superRefine(({ STORAGE_URL, ...given }, context) => {
  if (given.SMTP_URL && !given.MAIL_FROM)
    context.addIssue({ code: "custom", path: ["MAIL_FROM"], message: "is missing", input: undefined });
  if (!STORAGE_URL.startsWith("s3:")) return;
  for (const name of ["S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"] as const)
    if (!given[name])
      context.addIssue({ code: "custom", path: [name], message: "is missing", input: undefined });
});

type Settings = z.output<typeof settings>;
export type Env = Omit<Settings, "BRIDGE_PUBLIC_URL"> & { BRIDGE_PUBLIC_URL: string };

/** Throws one sentence that names every setting at fault, never its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = completeSettings.safeParse(present);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return present[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
    });
    throw new Error(`Settings: ${faults.join("; ")}. See .env.example.`);
  }
  const { BRIDGE_PUBLIC_URL, ...rest } = parsed.data;
  return { ...rest, BRIDGE_PUBLIC_URL: BRIDGE_PUBLIC_URL ?? rest.PUBLIC_URL.replace(/^http/, "ws") };
}

let parsed: Env | undefined;

/** Parsed on first use, so that `next build` needs no settings. */
export const env: Env = new Proxy({} as Env, {
  get(_target, name) {
    parsed ??= parseEnv(process.env);
    return parsed[name as keyof Env];
  },
});
