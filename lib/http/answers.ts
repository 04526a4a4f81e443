import "server-only";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { AppError, ConflictError, type ErrorCode, ProviderError } from "@/lib/errors";
import { loggedPath } from "./logged-path";
import type { Failure } from "./schema";
import { log } from "@/lib/log";
import type { ApiScope } from "@/lib/vocabulary";

export const ERROR_STATUSES: Readonly<Record<ErrorCode, number>> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  limit_reached: 429,
  provider_failed: 502,
};

/** A request that cannot be read at all: 400 malformed, 413 too large, 415 wrong type. */
export class UnreadableRequest extends Error {
  readonly status: 400 | 413 | 415;
  readonly field: string;

  constructor(status: 400 | 413 | 415, field: string) {
    super(`unreadable ${field}`);
    this.status = status;
    this.field = field;
  }
}

/** A request with a key that is not let in; says why in the header that programs read (RFC 6750 §3). */
export class BearerRefusal extends AppError {
  readonly challenge: string;

  constructor(
    code: "unauthenticated" | "forbidden",
    message: string,
    error: "invalid_token" | "insufficient_scope",
    scope?: ApiScope,
  ) {
    super(code, message);
    this.challenge = `Bearer error="${error}"${scope ? `, scope="${scope}"` : ""}`;
  }
}

export function success(data: unknown, extra: Record<string, unknown> = {}, status = 200): Response {
  return Response.json(
    { success: true, data, ...extra },
    { status, headers: { "Cache-Control": "no-store" } },
  );
}

/** Every refusal in one shape, in sentences of the reader's language; what nobody foresaw says nothing of itself. */
export async function failure(error: unknown, context: { method: string; path: string }): Promise<Response> {
  const t = await getTranslations("errors");
  const logged = { ...context, path: loggedPath(context.path) };
  const challenge = error instanceof BearerRefusal ? { "WWW-Authenticate": error.challenge } : undefined;
  const details = error instanceof ConflictError ? { details: error.details } : {};
  const answer = (status: number, code: string, message: string, fields?: Record<string, string>) => {
    const body: Failure = {
      success: false,
      error: { code, message, ...(fields ? { fields } : {}), ...details },
    };
    return Response.json(body, { status, headers: { "Cache-Control": "no-store", ...challenge } });
  };
  const sentence = (key: string, values: Record<string, string | number> = {}) =>
    t.has(`fields.${key}`) ? t(`fields.${key}`, values) : t("fields.invalid");

  if (error instanceof UnreadableRequest) {
    const key = error.status === 413 ? "too_large" : "unreadable";
    return answer(error.status, "invalid", sentence(key), { [error.field]: sentence(key) });
  }
  if (error instanceof InvalidInput) {
    const fields = Object.fromEntries(
      error.issues.map((issue) => {
        const { key, values } = describeIssue(issue);
        return [issue.path.map(String).join(".") || "body", sentence(key, values)];
      }),
    );
    return answer(422, "invalid", t("codes.invalid"), fields);
  }
  if (error instanceof AppError) {
    const fields =
      error.fields &&
      Object.fromEntries(
        Object.entries(error.fields).map(([name, key]) => [name, sentence(key, error.values)]),
      );
    const specific = `conflicts.${error.message}`;
    const message = t.has(specific) ? t(specific, error.values ?? {}) : t(`codes.${error.code}`);
    return answer(ERROR_STATUSES[error.code], error.code, message, fields);
  }
  if (error instanceof ProviderError) {
    log.warn({ err: error, vendor: error.vendor, vendorCode: error.vendorCode, ...logged }, "vendor refused");
    const said = error.vendorCode ? `${error.message} (${error.vendorCode})` : error.message;
    return answer(502, "provider_failed", t("codes.provider_failed", { vendor: error.vendor, said }));
  }
  log.error({ err: error, ...logged }, "request failed");
  return answer(500, "internal", t("codes.internal"));
}

/** Input that its schema refuses. */
export class InvalidInput extends Error {
  readonly issues: z.core.$ZodIssue[];

  constructor(error: z.ZodError) {
    super("invalid input");
    this.issues = error.issues;
  }
}

function describeIssue(issue: z.core.$ZodIssue): { key: string; values: Record<string, string | number> } {
  switch (issue.code) {
    case "too_big":
      return {
        key: issue.origin === "string" ? "too_long" : "too_big",
        values: { max: Number(issue.maximum) },
      };
    case "too_small":
      if (["string", "array"].includes(issue.origin) && Number(issue.minimum) <= 1) {
        return { key: "required", values: {} };
      }
      return {
        key: issue.origin === "string" ? "too_short" : "too_small",
        values: { min: Number(issue.minimum) },
      };
    case "invalid_type":
      return { key: issue.input === undefined ? "required" : "invalid", values: {} };
    case "invalid_value":
      return { key: "not_an_option", values: { options: issue.values.map(String).join(", ") } };
    case "invalid_format":
      if (issue.format === "email") return { key: "email", values: {} };
      return { key: issue.format === "regex" ? (issue.message ?? "invalid") : "invalid", values: {} };
    case "custom":
      return { key: issue.message, values: {} };
    default:
      return { key: "invalid", values: {} };
  }
}
