import type { useTranslations } from "next-intl";
import type { TransferView } from "@/lib/transfers/schema";
import type { TransferFailure, TransferStatus } from "@/lib/vocabulary";
import { isOpen, lastAttempt, progressOf } from "./transfer-steps";

/** Whoever is rung, or was spoken with: the name, else the number that was named. */
export function advisorOf(transfer: TransferView): string | undefined {
  const attempt = lastAttempt(transfer);
  return transfer.advisor?.name ?? attempt?.advisor?.name ?? attempt?.number;
}

type Speak = ReturnType<typeof useTranslations<"transfers">>;

/** Where the transfer stands, in one sentence; `t` speaks from `transfers`. */
export function sentenceOfTransfer(transfer: TransferView, t: Speak): string {
  const advisor = advisorOf(transfer) ?? t("somebody");
  const { status, failure } = transfer;
  if (!isOpen(transfer)) {
    const hasSpoken = transfer.attempts.some((attempt) => attempt.status === "completed");
    if (hasSpoken && failure === "nobody_answered") return t("nobodyElse");
    return failure ? sentenceOfEnd(status, failure, t) : t(`ended.${status}`, { advisor });
  }
  const { step } = progressOf(transfer);
  if (step === "requested" && transfer.attempts.length > 0) return t("doing.looking_on", { advisor });
  if (step === "connected" && !transfer.connectedAt) return t("doing.joining", { advisor });
  return t(`doing.${step}`, { advisor });
}

/** Why nobody spoke, or what came of that. */
export function sentenceOfEnd(status: TransferStatus, failure: TransferFailure, t: Speak): string {
  const isCutOff = status === "failed" && failure === "taken_back";
  return isCutOff || status === "message_taken" ? t(`ended.${status}`) : t(`failed.${failure}`);
}
