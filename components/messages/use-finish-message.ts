"use client";

import { useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { messageView } from "@/lib/messages/schema";
import { messageQueries } from "./message-queries";

interface Change {
  messageId: string;
  done: boolean;
}

const MUTATION = ["finish-message"];

/** Done at one press, and undone at one more: nobody is asked whether they are sure. */
export function useFinishMessage(): (change: Change) => void {
  const t = useTranslations("messages");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const mutation = useMutation({
    mutationKey: MUTATION,
    mutationFn: ({ messageId, done }: Change) =>
      sendJson("PATCH", `/api/messages/${messageId}`, { done }, messageView),
    onSuccess: async (_message, { messageId, done }) => {
      toast.success(t(done ? "markedDone" : "markedOpen"), {
        action: { label: t("undo"), onClick: () => mutation.mutate({ messageId, done: !done }) },
      });
      // Waited for: the row stays away until the list comes without it.
      await queries.invalidateQueries({ queryKey: messageQueries.all(tenantId) });
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
  return mutation.mutate;
}

/** Ids of messages that are on their way to the other list: they have left this one already. */
export function useLeavingMessages(): readonly string[] {
  return useMutationState({
    filters: { mutationKey: MUTATION, status: "pending" },
    select: ({ state }) => (state.variables as Change).messageId,
  });
}
