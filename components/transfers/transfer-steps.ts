import type { Tone } from "@/components/ui/badge";
import type { AttemptView, TransferView, TransferWish } from "@/lib/transfers/schema";
import { type AttemptStatus, OPEN_TRANSFER_STATUSES, type TransferStatus } from "@/lib/vocabulary";

/** The way of a transfer as a reader follows it; `listening`: somebody hears the brief and has not pressed 1 yet. */
export const TRANSFER_STEPS = ["requested", "dialing", "ringing", "listening", "connected"] as const;
export type TransferStep = (typeof TRANSFER_STEPS)[number];

export function isOpen({ status }: Pick<TransferView, "status">): boolean {
  return OPEN_TRANSFER_STATUSES.some((open) => open === status);
}

/** Undefined before anybody was rung. */
export function lastAttempt({ attempts }: Pick<TransferView, "attempts">): AttemptView | undefined {
  return attempts.toSorted((one, other) => one.position - other.position).at(-1);
}

const OVER: readonly AttemptStatus[] = ["no_answer", "busy", "declined", "failed", "canceled", "completed"];

/** The advisor will not take the call any more, also while their telephone is still being hung up. */
export function isOverAttempt({ status }: Pick<AttemptView, "status">): boolean {
  return OVER.includes(status);
}

type Progress = { step: TransferStep; since: Date };

/** How far a transfer is, or was when it ended, and since when. Between two advisors it is where it began. */
export function progressOf(transfer: TransferView): Progress {
  const attempt = lastAttempt(transfer);
  if (transfer.connectedAt) return { step: "connected", since: transfer.connectedAt };
  if (!attempt || (isOpen(transfer) && isOverAttempt(attempt)))
    return { step: "requested", since: attempt?.endedAt ?? transfer.requestedAt };
  if (attempt.acceptedAt) return { step: "connected", since: attempt.acceptedAt };
  if (attempt.answeredAt) return { step: "listening", since: attempt.answeredAt };
  if (attempt.ringingAt) return { step: "ringing", since: attempt.ringingAt };
  return { step: "dialing", since: attempt.dialledAt };
}

/** How long caller and advisors spoke, as the attempts say it; an attempt whose end is not known yet ended with the transfer. */
export function spokenSeconds({ attempts, endedAt }: Pick<TransferView, "attempts" | "endedAt">): number {
  const spokenMs = attempts.map(({ connectedAt, endedAt: leftAt }) => {
    const until = leftAt ?? endedAt;
    return connectedAt && until ? until.getTime() - connectedAt.getTime() : 0;
  });
  return spokenMs.reduce((sum, ms) => sum + ms, 0) / 1000;
}

export type StepState = "done" | "now" | "stopped" | "ahead";

/** How each step is drawn. A transfer in which caller and advisor spoke went all the way. */
export function stepStates(transfer: TransferView): { step: TransferStep; state: StepState }[] {
  const reached = TRANSFER_STEPS.indexOf(progressOf(transfer).step);
  const last = isOpen(transfer) ? "now" : transfer.connectedAt ? "done" : "stopped";
  return TRANSFER_STEPS.map((step, index) => ({
    step,
    state: index < reached ? "done" : index > reached ? "ahead" : last,
  }));
}

const WISHES: Partial<Record<TransferStatus, readonly TransferWish[]>> = {
  requested: ["return", "end"],
  dialing: ["return", "next", "end"],
  ringing: ["return", "next", "end"],
  // The advisor has pressed 1 and is a moment away.
  accepted: ["return", "end"],
  connected: ["return", "next", "end"],
};

/** What may be asked of a transfer that goes on; nothing of one that is over. */
export function wishesOf({ status }: Pick<TransferView, "status">): readonly TransferWish[] {
  return WISHES[status] ?? [];
}

const TONES: Record<TransferStatus, Tone> = {
  requested: "waiting",
  dialing: "waiting",
  ringing: "waiting",
  accepted: "live",
  connected: "live",
  returned_to_agent: "info",
  message_taken: "info",
  completed: "good",
  abandoned: "failed",
  failed: "failed",
};

export function toneOfTransfer(status: TransferStatus): Tone {
  return TONES[status];
}
