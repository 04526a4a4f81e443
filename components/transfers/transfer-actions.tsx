"use client";

import { PhoneForwarded, PhoneOff, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import type { TransferView, TransferWish } from "@/lib/transfers/schema";
import { wishesOf } from "./transfer-steps";
import { useTransferWish } from "./use-transfer-wish";

const ICONS = { return: Undo2, next: PhoneForwarded, end: PhoneOff } as const;

type TransferActionsProps = {
  transfer: TransferView;
  /** One under the other's thumb: icons above words, sharing the width. */
  wide?: boolean;
};

/** What can be done about a transfer as it stands; nothing once it is over, or for those who only look. */
export function TransferActions({ transfer, wide = false }: TransferActionsProps) {
  const t = useTranslations("transfers.wish");
  const may = useMay("operator");
  const [isEnding, setIsEnding] = useState(false);
  const wish = useTransferWish(transfer);
  const wishes = wishesOf(transfer);
  // Heard, and not done yet: pressing again would mean the next advisor but one.
  const here = `${transfer.status} ${transfer.attempts.length}`;
  const [askedAt, setAskedAt] = useState<string>();
  const isUnderWay = wish.isPending || (wish.isSuccess && askedAt === here);
  const ask = (wanted: TransferWish) => {
    setAskedAt(here);
    wish.mutate(wanted);
  };
  if (!may || wishes.length === 0) return null;
  return (
    <div
      data-testid="transfer-actions"
      className={cn(
        "flex flex-wrap gap-2",
        wide && "max-md:grid max-md:w-full max-md:auto-cols-fr max-md:grid-flow-col",
      )}
    >
      {wishes.map((wanted) => {
        const Icon = ICONS[wanted];
        return (
          <Button
            key={wanted}
            busy={isUnderWay && wish.variables === wanted}
            aria-disabled={isUnderWay || undefined}
            className={cn(
              wanted === "end" && "text-failed",
              wide &&
                "max-md:h-auto max-md:min-h-16 max-md:flex-col max-md:gap-1 max-md:px-1 max-md:text-sm max-md:whitespace-normal",
            )}
            onClick={() => {
              if (isUnderWay) return;
              if (wanted === "end") setIsEnding(true);
              else ask(wanted);
            }}
          >
            <Icon aria-hidden="true" />
            {t(wanted)}
          </Button>
        );
      })}
      <EndDialog
        open={isEnding}
        onClose={() => setIsEnding(false)}
        onEnd={() => {
          setIsEnding(false);
          ask("end");
        }}
      />
    </div>
  );
}

function EndDialog({ open, onClose, onEnd }: { open: boolean; onClose: () => void; onEnd: () => void }) {
  const t = useTranslations("transfers.wish");
  const tCommon = useTranslations("common");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={t("endTitle")}
      description={t("endBody")}
      actions={
        <>
          <Button onClick={onClose}>{tCommon("cancel")}</Button>
          <Button variant="danger" onClick={onEnd}>
            {t("end")}
          </Button>
        </>
      }
    />
  );
}
