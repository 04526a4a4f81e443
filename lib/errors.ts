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

/** A refusal the caller can understand. `fields` maps a field of the input to a message key of `errors.fields`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ErrorCode, message: string, fields?: Record<string, string>) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
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
}
