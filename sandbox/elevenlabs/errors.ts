/** Error answers in the vendor's shapes (elevenlabs.md §10.2, read November 2026). */
import { randomUUID } from "node:crypto";
import type { z } from "zod";

/** A refusal: the HTTP status and the body that the vendor would send. */
export class VendorError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown) {
    super(`the vendor answers ${status}`);
    this.status = status;
    this.body = body;
  }
}

const TYPES: Record<number, string> = {
  400: "validation_error",
  401: "authentication_error",
  402: "payment_required",
  403: "authorization_error",
  404: "not_found",
  405: "invalid_request",
  409: "conflict",
  429: "rate_limit_error",
  500: "internal_error",
  503: "service_unavailable",
};

export function envelope(
  status: number,
  { code, message, legacyStatus = code }: { code: string; message: string; legacyStatus?: string },
): unknown {
  const type = TYPES[status] ?? (status >= 500 ? "internal_error" : "invalid_request");
  const requestId = randomUUID().replaceAll("-", "");
  return { detail: { type, code, message, status: legacyStatus, request_id: requestId, param: null } };
}

export function refusal(status: number, code: string, message: string): VendorError {
  return new VendorError(status, envelope(status, { code, message }));
}

export function notFound(noun: string, id: string): VendorError {
  return refusal(404, `${noun}_not_found`, `No ${noun.replaceAll("_", " ")} found with id ${id}.`);
}

export interface Invalid {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** FastAPI's list of what is wrong with a request. */
export function invalid(...detail: Invalid[]): VendorError {
  return new VendorError(422, { detail });
}

/** Parses a part of a request, or refuses it as FastAPI does. */
export function check<Schema extends z.ZodType>(
  where: "body" | readonly ["query", string],
  schema: Schema,
  value: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(
    ...parsed.error.issues.map((issue) => {
      const isMissing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
      return {
        loc: [
          ...(where === "body" ? [where] : where),
          ...issue.path.map((part) => (typeof part === "symbol" ? String(part) : part)),
        ],
        msg: isMissing ? "Field required" : issue.message,
        type: isMissing ? "missing" : issue.code,
      };
    }),
  );
}
