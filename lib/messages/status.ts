import type { MessageStatus } from "@/lib/vocabulary";

/** Somebody is at it from `startedAt`, until `doneAt`. */
export function statusOf({
  startedAt,
  doneAt,
}: {
  startedAt: Date | null;
  doneAt: Date | null;
}): MessageStatus {
  if (doneAt !== null) return "done";
  return startedAt === null ? "new" : "in_progress";
}
