import { type Scope, scoped } from "./client";

/** PostgreSQL's codes of rows that it refuses (appendix A of its manual). */
const CODES = { "23503": "referenced", "23505": "taken", "23P01": "excluded" } as const;
type Violation = (typeof CODES)[keyof typeof CODES];

type Transaction = Parameters<Parameters<typeof scoped>[1]>[0];

/** What the work returns, or `refusal` where a constraint of that kind stands in its way. Inside a transaction, it goes on either way. */
export async function unlessRefused<T, Refusal extends Violation>(
  scope: Scope,
  refusal: Refusal,
  work: (tx: Transaction) => Promise<T>,
): Promise<T | Refusal> {
  return scoped(scope, async (tx) => {
    try {
      // A savepoint: what is refused must not take the whole transaction with it.
      return await tx.transaction((inner) => work(inner));
    } catch (error) {
      if (violationOf(error) === refusal) return refusal;
      throw error;
    }
  });
}

/** Drizzle wraps what PostgreSQL said. */
function violationOf(error: unknown): Violation | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return code in CODES ? CODES[code as keyof typeof CODES] : undefined;
}
