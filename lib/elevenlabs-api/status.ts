import type { CallStatus } from "@/lib/vocabulary";

/** The statuses of the documented addresses. */
export const DOCUMENTED_STATUSES = [
  "initiated",
  "ringing",
  "in_progress",
  "completed",
  "failed",
  "no_answer",
  "busy",
  "ended_manually",
] as const;
export type DocumentedStatus = (typeof DOCUMENTED_STATUSES)[number];

/** A call that was withdrawn while it rang was answered by nobody, whoever withdrew it. */
const DOCUMENTED: Record<CallStatus, DocumentedStatus> = {
  queued: "initiated",
  initiated: "initiated",
  ringing: "ringing",
  in_progress: "in_progress",
  completed: "completed",
  no_answer: "no_answer",
  busy: "busy",
  canceled: "no_answer",
  failed: "failed",
  ended_manually: "ended_manually",
};

export function documentedStatus(status: CallStatus): DocumentedStatus {
  return DOCUMENTED[status];
}

/** Every status of ours that the documented one stands for. */
export function statusesOf(documented: DocumentedStatus): CallStatus[] {
  return (Object.keys(DOCUMENTED) as CallStatus[]).filter((status) => DOCUMENTED[status] === documented);
}
