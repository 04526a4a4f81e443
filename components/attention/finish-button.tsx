"use client";

import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { useFinishAttention } from "./use-finish-attention";

/** Only for those who may: others see what waits, and for whom. */
export function FinishButton({ callId, label }: { callId: string; label?: string }) {
  const t = useTranslations("attention");
  const finish = useFinishAttention();
  if (!useMay("operator")) return null;
  return (
    <Button
      size="sm"
      busy={finish.isPending}
      {...(label ? { "aria-label": label } : {})}
      onClick={() => finish.mutate({ id: callId, done: true })}
    >
      <Check aria-hidden="true" />
      {t("markDone")}
    </Button>
  );
}
