import type { useTranslations } from "next-intl";
import { z } from "zod";
import type { CallEventView } from "@/lib/calls/schema";
import {
  ATTEMPT_STATUSES,
  OPEN_TRANSFER_STATUSES,
  TRANSFER_FAILURES,
  TRANSFER_STATUSES,
} from "@/lib/vocabulary";
import { sentenceOfEnd } from "./transfer-words";

const moved = z.object({
  attempt: z.object({
    advisorName: z.string().nullish(),
    number: z.string().nullish(),
    status: z.enum(ATTEMPT_STATUSES),
  }),
});
const ended = z.object({
  status: z.enum(TRANSFER_STATUSES).exclude([...OPEN_TRANSFER_STATUSES]),
  failure: z.enum(TRANSFER_FAILURES).nullish(),
});

/** Undefined for what is no transfer's event, or says it in another way; `t` speaks from `transfers`. */
export function sentenceOfEvent(
  { type, payload }: Pick<CallEventView, "type" | "payload">,
  t: ReturnType<typeof useTranslations<"transfers">>,
): string | undefined {
  if (type === "transfer_moved") {
    const { data } = moved.safeParse(payload);
    if (!data) return undefined;
    const { advisorName, number, status } = data.attempt;
    return t(`moved.${status}`, { advisor: advisorName ?? number ?? t("somebody") });
  }
  if (type !== "transfer_ended") return undefined;
  const { data } = ended.safeParse(payload);
  return data && (data.failure ? sentenceOfEnd(data.status, data.failure, t) : t(`event.${data.status}`));
}
