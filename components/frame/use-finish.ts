"use client";

import { type UseMutationResult, useMutation, useMutationState } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "./error-message";

interface Finishing {
  id: string;
  done: boolean;
}

type Kind = "attention" | "messages";

type FinishOptions = {
  /** Its messages say what was done: `markedDone`, `markedOpen`, `undo`. */
  kind: Kind;
  send: (finishing: Finishing) => Promise<unknown>;
  /** Waited for: what is done stays away until the list comes without it. */
  refresh: (id: string) => Promise<unknown>;
};

const mutationKeyOf = (kind: Kind) => ["finish", kind];

/** Done at one press, and undone at one more: nobody is asked whether they are sure. */
export function useFinish({
  kind,
  send,
  refresh,
}: FinishOptions): UseMutationResult<unknown, Error, Finishing> {
  const t = useTranslations(kind);
  const messageOf = useErrorMessage();
  const mutation = useMutation({
    mutationKey: mutationKeyOf(kind),
    mutationFn: send,
    onSuccess: async (_answer, { id, done }) => {
      toast.success(t(done ? "markedDone" : "markedOpen"), {
        action: { label: t("undo"), onClick: () => mutation.mutate({ id, done: !done }) },
      });
      await refresh(id);
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
  return mutation;
}

/** Ids of what is on its way to the other list: it has left this one already. */
export function useLeaving(kind: Kind): readonly string[] {
  return useMutationState({
    filters: { mutationKey: mutationKeyOf(kind), status: "pending" },
    select: ({ state }) => (state.variables as Finishing).id,
  });
}
