import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type TransferView, transferView, type TransferWish } from "@/lib/transfers/schema";
import { transferQueries } from "./transfer-queries";

/** Asks for the caller back, for another advisor, or for the end. It has happened when the transfer says so. */
export function useTransferWish(transfer: Pick<TransferView, "id" | "callId">) {
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const { tenant } = useSession();
  return useMutation({
    mutationFn: (wish: TransferWish) =>
      sendJson("POST", `/api/transfers/${transfer.id}/wish`, { wish }, transferView),
    onSuccess: (moved) => queries.setQueryData(transferQueries.one(tenant.id, moved.id).queryKey, moved),
    onError: (error) => {
      toast.error(messageOf(error));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: transferQueries.all(tenant.id) }),
  });
}
