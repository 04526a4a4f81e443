/** PostgreSQL's codes of rows that it refuses (appendix A of its manual). */
const CODES = { "23503": "referenced", "23505": "taken", "23P01": "excluded" } as const;

/** Which constraint stood in the way, where it was one; drizzle wraps what PostgreSQL said. */
export function violationOf(error: unknown): (typeof CODES)[keyof typeof CODES] | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code in CODES ? CODES[code as keyof typeof CODES] : undefined;
}
