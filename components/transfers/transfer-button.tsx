"use client";

import { PhoneForwarded } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useMay } from "@/components/frame/session-context";
import { useShortcut } from "@/components/frame/use-shortcut";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import type { CallView } from "@/lib/calls/schema";
import { askTransfer } from "./asked-transfer";
import { useOpenTransfer } from "./use-transfers";

type TransferButtonProps = {
  call: Pick<CallView, "id" | "status">;
  who: string;
  compact?: boolean;
  /** `t` presses it: for the one call of a page. */
  hasKey?: boolean;
};

/** Only while somebody is on the line and no advisor is being looked for. */
export function TransferButton({ call, who, compact = false, hasKey = false }: TransferButtonProps) {
  const transfer = useOpenTransfer(call.id);
  if (call.status !== "in_progress" || transfer) return null;
  return <AskButton callId={call.id} who={who} compact={compact} hasKey={hasKey} />;
}

type AskButtonProps = { callId: string; who: string; compact: boolean; hasKey: boolean };

function AskButton({ callId, who, compact, hasKey }: AskButtonProps) {
  const t = useTranslations("transfers");
  const tCommon = useTranslations("common");
  const may = useMay("operator");
  const ask = () => (may ? askTransfer(callId) : toast.info(tCommon("needsOperator")));
  useShortcut("t", () => {
    if (hasKey) ask();
  });
  const button = (
    <Button
      size={compact ? "sm" : "md"}
      aria-label={t("askFor", { who })}
      aria-keyshortcuts={hasKey && may ? "t" : undefined}
      aria-disabled={may ? undefined : true}
      onClick={ask}
    >
      <PhoneForwarded aria-hidden="true" />
      <span className={cn(compact && "max-md:hidden")}>{t("ask")}</span>
    </Button>
  );
  return may ? button : <Tooltip content={tCommon("needsOperator")}>{button}</Tooltip>;
}
