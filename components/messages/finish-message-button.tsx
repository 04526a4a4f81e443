"use client";

import { Check, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { useFinishMessage } from "./use-finish-message";

type FinishMessageButtonProps = { messageId: string; isDone: boolean };

/** Done, or not after all; only for those who may say so. */
export function FinishMessageButton({ messageId, isDone }: FinishMessageButtonProps) {
  const t = useTranslations("messages");
  const finish = useFinishMessage();
  if (!useMay("operator")) return null;
  return (
    <Button
      size="sm"
      variant={isDone ? "ghost" : "secondary"}
      busy={finish.isPending}
      {...(isDone ? {} : { "aria-keyshortcuts": "e" })}
      onClick={() => finish.mutate({ id: messageId, done: !isDone })}
    >
      {isDone ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
      {t(isDone ? "markOpen" : "markDone")}
    </Button>
  );
}
