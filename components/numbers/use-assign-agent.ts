import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { agentQueries } from "@/components/agents/agent-queries";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type NumberView, numberView } from "@/lib/numbers/schema";
import { numberQueries } from "./number-queries";

type Agent = NumberView["agent"];
type Assignment = { number: NumberView; agent: Agent; isUndo?: boolean };

/** Shows the new agent at once, takes it back when the server refuses, and offers to undo it when it agrees. */
export function useAssignAgent(sayNumber: (phoneNumber: string) => string) {
  const t = useTranslations("numbers.assign");
  const messageOf = useErrorMessage();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const { queryKey } = numberQueries.list(tenantId);
  const replace = (id: string, change: (number: NumberView) => NumberView) =>
    queries.setQueryData(queryKey, (numbers) =>
      numbers?.map((number) => (number.id === id ? change(number) : number)),
    );

  const { mutate } = useMutation({
    mutationFn: ({ number, agent }: Assignment) =>
      sendJson("PUT", `/api/numbers/${number.id}/agent`, { agentId: agent?.id ?? null }, numberView),
    onMutate: async ({ number, agent }) => {
      await queries.cancelQueries({ queryKey });
      replace(number.id, (shown) => ({ ...shown, agent }));
    },
    onSuccess: (saved, { number, agent, isUndo }) => {
      replace(number.id, () => saved);
      if (isUndo) {
        toast.success(t("undone"));
        return;
      }
      const facts = { number: sayNumber(number.phoneNumber) };
      const undo = {
        label: t("undo"),
        onClick: () => mutate({ number: saved, agent: number.agent, isUndo: true }),
      };
      toast.success(
        agent ? t("done", { ...facts, agent: agent.name }) : t("removed", facts),
        // A number that left the account can lose its agent, but get none again.
        saved.owned ? { action: undo } : undefined,
      );
    },
    onError: (error, { number }) => {
      // Only this number goes back: another one may have been changed while this answer was on its way.
      replace(number.id, () => number);
      toast.error(t("failed", { number: sayNumber(number.phoneNumber) }), { description: messageOf(error) });
    },
    onSettled: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey }),
        queries.invalidateQueries({ queryKey: agentQueries.all(tenantId) }),
      ]);
    },
  });
  return mutate;
}
