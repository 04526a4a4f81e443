"use client";

import { useMutation, useMutationState, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { callQueries } from "@/components/calls/call-queries";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { attentionView } from "@/lib/safety/schema";
import { attentionQueries } from "./attention-queries";

interface Change {
  callId: string;
  done: boolean;
}

const MUTATION = ["finish-attention"];

/** Done at one press, and undone at one more, like a message. */
export function useFinishAttention() {
  const t = useTranslations("attention");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const mutation = useMutation({
    mutationKey: MUTATION,
    mutationFn: ({ callId, done }: Change) =>
      sendJson(done ? "POST" : "DELETE", `/api/calls/${callId}/attention/done`, undefined, attentionView),
    onSuccess: async (_attention, { callId, done }) => {
      toast.success(t(done ? "markedDone" : "markedOpen"), {
        action: { label: t("undo"), onClick: () => mutation.mutate({ callId, done: !done }) },
      });
      // Waited for: the call stays away until the list comes without it.
      await Promise.all([
        queries.invalidateQueries({ queryKey: attentionQueries.all(tenantId) }),
        queries.invalidateQueries({ queryKey: callQueries.one(tenantId, callId) }),
        queries.invalidateQueries({ queryKey: callQueries.lists(tenantId) }),
      ]);
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
  return mutation;
}

/** Ids of calls that somebody is saying they have seen to: they have left the list already. */
export function useLeavingCalls(): readonly string[] {
  return useMutationState({
    filters: { mutationKey: MUTATION, status: "pending" },
    select: ({ state }) => (state.variables as Change).callId,
  });
}
