"use client";

import { useMutation } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { DeedDialog } from "./deed-dialog";
import { useAgendaWrites } from "./use-agenda-writes";

type AgendaRemoveDialogProps = {
  what: "staff" | "services" | "calendar-feeds";
  id: string;
  words: { title: string; deed: string; done: string };
  children: ReactNode;
  onClose: () => void;
};

/** Asks, removes, and shows in the same place why it could not. */
export function AgendaRemoveDialog({ what, id, words, children, onClose }: AgendaRemoveDialogProps) {
  const messageOf = useErrorMessage();
  const { remove } = useAgendaWrites();
  const removal = useMutation({
    mutationFn: () => remove(what, id),
    onSuccess: () => {
      toast.success(words.done);
      onClose();
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={words.title}
      deed={words.deed}
      busy={removal.isPending}
      fault={removal.error ? messageOf(removal.error) : undefined}
      onConfirm={() => removal.mutate()}
    >
      {children}
    </DeedDialog>
  );
}
