import type { TransferWithAttempts } from "@/db/queries/transfers";

/** As the API shows it; `requester` is read as people know it by whoever has the names. */
export function viewOf(
  transfer: TransferWithAttempts,
  nameOf: (actor: string) => string = () => "",
): Record<string, unknown> {
  return {
    ...transfer,
    requester: transfer.requester === null ? null : nameOf(transfer.requester) || null,
    advisor: transfer.attempts.at(-1)?.advisor ?? null,
  };
}
