"use client";

import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type MessageView, messageView } from "@/lib/messages/schema";
import { messageQueries } from "./message-queries";

/** As `PATCH /api/messages/{messageId}` takes it. */
interface Change {
  status?: MessageView["status"];
  advisorId?: string | null;
  dueAt?: Date;
}

/** Shown as the server has it; what failed is said. */
export function useChangeMessage(messageId: string): UseMutationResult<MessageView, Error, Change> {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  return useMutation({
    mutationFn: (change) => sendJson("PATCH", `/api/messages/${messageId}`, change, messageView),
    onSuccess: async (saved) => {
      queries.setQueryData(messageQueries.detail(tenantId, messageId).queryKey, saved);
      await queries.invalidateQueries({ queryKey: messageQueries.all(tenantId) });
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
}

/** Somebody is at it, at one press; given back at one more. */
export function useTakeOn(messageId: string): { takeOn: () => void; isPending: boolean } {
  const t = useTranslations("messages");
  const { mutate, isPending } = useChangeMessage(messageId);
  const takeOn = () =>
    mutate(
      { status: "in_progress" },
      {
        onSuccess: () => {
          const undo = { label: t("undo"), onClick: () => mutate({ status: "new" }) };
          toast.success(t("takenOn"), { action: undo });
        },
      },
    );
  return { takeOn, isPending };
}
