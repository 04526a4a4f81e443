export const ERROR_CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "limit_reached",
  "provider_failed",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * A refusal the caller can understand. `fields` maps a field of the input to a message key of `errors.fields`; `values` fill the
 * sentence of `errors.conflicts`.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly values: Record<string, string | number> | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    fields?: Record<string, string>,
    values?: Record<string, string | number>,
  ) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
    this.values = values;
  }
}

/** Another one is known to the business's own system by that id. */
export function externalIdTaken(): AppError {
  return new AppError("conflict", "external_id_taken", { externalId: "external_id_taken" });
}

/** A conflict that the caller can settle; `details` say what stands against what. */
export class ConflictError extends AppError {
  readonly details: Record<string, unknown>;

  constructor(message: string, details: Record<string, unknown>, fields?: Record<string, string>) {
    super("conflict", message, fields);
    this.details = details;
  }
}

/** A vendor refused or could not be reached. `permanent`: repeating the same request cannot succeed. */
export class ProviderError extends Error {
  readonly vendor: string;
  readonly permanent: boolean;
  readonly httpStatus: number | undefined;
  readonly vendorCode: string | undefined;

  constructor(
    vendor: string,
    message: string,
    facts: { permanent: boolean; httpStatus?: number | undefined; vendorCode?: string | undefined },
  ) {
    super(message);
    this.name = "ProviderError";
    this.vendor = vendor;
    this.permanent = facts.permanent;
    this.httpStatus = facts.httpStatus;
    this.vendorCode = facts.vendorCode;
  }

  /** Whether the vendor may have done what it was asked although no answer says so; what is not certain is not repeated. */
  get mayHaveHappened(): boolean {
    if (this.httpStatus !== undefined) return this.httpStatus >= 500 || this.httpStatus === 408;
    return !this.permanent && !NEVER_SENT.has(this.vendorCode ?? "");
  }
}

/** Network codes of a request that did not leave. */
const NEVER_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);
