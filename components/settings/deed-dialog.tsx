"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type DeedDialogProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What follows from it. */
  children: ReactNode;
  /** Says the deed itself, never "OK". */
  deed: string;
  /** Of the way back; "cancel" when not given. */
  stay?: string;
  busy?: boolean;
  /** Why the last try failed. */
  fault?: string | undefined;
  onConfirm: () => void;
};

/** Asks before what cannot be undone. */
export function DeedDialog(props: DeedDialogProps) {
  const { open, onClose, title, children, deed, stay, busy = false, fault, onConfirm } = props;
  const t = useTranslations("settings.dialog");
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose();
      }}
      title={title}
      description={children}
      actions={
        <>
          <Button disabled={busy} onClick={onClose}>
            {stay ?? t("cancel")}
          </Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {deed}
          </Button>
        </>
      }
    >
      {fault && (
        <p role="alert" className="text-failed">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
