"use client";

import { PhoneOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { Tooltip } from "@/components/ui/tooltip";
import { useHangUp } from "./use-hang-up";

type HangUpButtonProps = { callId: string; who: string; compact?: boolean };

/** Asks first: a person is on the line and cannot be called back into the sentence. */
export function HangUpButton({ callId, who, compact = false }: HangUpButtonProps) {
  const t = useTranslations("live");
  const tCommon = useTranslations("common");
  const may = useMay("operator");
  const [asking, setAsking] = useState(false);
  const hangUp = useHangUp(callId, { settled: () => setAsking(false) });
  const label = t("hangUpCall", { who });
  if (!may) {
    return (
      <Tooltip content={tCommon("needsOperator")}>
        {/* A finger gets no tooltip. */}
        <Button
          size={compact ? "sm" : "md"}
          aria-disabled="true"
          aria-label={label}
          onClick={() => toast.info(tCommon("needsOperator"))}
        >
          <PhoneOff aria-hidden="true" />
          <span className={cn(compact && "max-md:hidden")}>{t("hangUp")}</span>
        </Button>
      </Tooltip>
    );
  }
  return (
    <>
      <Button
        size={compact ? "sm" : "md"}
        className="text-failed"
        aria-label={label}
        // The call ends when the telephone company says so; until then a second press means nothing.
        busy={hangUp.isSuccess}
        onClick={() => setAsking(true)}
      >
        <PhoneOff aria-hidden="true" />
        <span className={cn(compact && "max-md:hidden")}>{t("hangUp")}</span>
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t("hangUpTitle")}
        description={t("hangUpBody")}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{tCommon("cancel")}</Button>
            <Button variant="danger" busy={hangUp.isPending} onClick={() => hangUp.mutate()}>
              {t("hangUpDo")}
            </Button>
          </>
        }
      />
    </>
  );
}
