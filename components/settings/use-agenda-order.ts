import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { z } from "zod";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";

/** Puts staff or services in another order: on screen at once, and back when the server refuses. */
export function useAgendaOrder(what: "staff" | "services"): (ids: string[]) => void {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const mutationKey = ["order", tenantId, what];
  const { mutate } = useMutation({
    mutationKey,
    // One after the other: the last order that was asked for is the one that stays.
    scope: { id: `order ${what}` },
    mutationFn: (ids: string[]) => sendJson("PUT", `/api/${what}/order`, { ids }, z.unknown()),
    onMutate: (ids) => {
      const rank = ({ id }: { id: string }) => ids.indexOf(id);
      const byRank = <Item extends { id: string }>(items: Item[] | undefined) =>
        items?.toSorted((one, other) => rank(one) - rank(other));
      if (what === "staff") queries.setQueryData(agendaQueries.staff(tenantId).queryKey, byRank);
      else queries.setQueryData(agendaQueries.services(tenantId).queryKey, byRank);
    },
    onError: (error) => toast.error(messageOf(error)),
    onSettled: async () => {
      // Asked while another order is on its way, the server would put the one before it back on screen.
      if (queries.isMutating({ mutationKey }) > 1) return;
      await queries.invalidateQueries({ queryKey: agendaQueries.all(tenantId) });
    },
  });
  return mutate;
}
