import pino, { type Logger } from "pino";
import { env } from "@/env";

/** Fields whose values never reach a log, wherever they stand in an entry. */
const SECRET_FIELDS = [
  "authToken",
  "auth_token",
  "apiKey",
  "webhookSecret",
  "password",
  "token",
  "authorization",
  "secrets",
];

const shared = globalThis as typeof globalThis & { centralitaLog?: Logger };

/** One JSON line per event. Telephone numbers, transcripts and audio belong at `trace` only. */
export const log: Logger = new Proxy({} as Logger, {
  get(_target, name) {
    shared.centralitaLog ??= pino({
      level: env.LOG_LEVEL,
      base: null,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[removed]",
      },
      serializers: { err: describeError },
    });
    const value: unknown = Reflect.get(shared.centralitaLog, name);
    return typeof value === "function" ? value.bind(shared.centralitaLog) : value;
  },
});

/** Name, message, stack and code only: a vendor's error object may carry the request with its credentials (twilio.md §11.4). */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name } = error;
  // A failed query tells its parameters: telephone numbers, transcripts, sealed secrets.
  const isQuery = "query" in error && "params" in error;
  const message = isQuery ? `Failed query: ${String(error.query)}` : error.message;
  const stack = error.stack?.replace(error.message, () => message);
  const code: unknown = "code" in error ? error.code : undefined;
  const cause = error.cause === undefined ? undefined : describeError(error.cause);
  return { name, message, stack, ...(code === undefined ? {} : { code }), ...(cause ? { cause } : {}) };
}
