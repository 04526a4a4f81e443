import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { type AccountView, accountView } from "@/lib/accounts/schema";
import { sendJson } from "@/lib/api-client";
import type { Vendor } from "@/lib/vocabulary";
import { accountQueries } from "./account-queries";

/** Asks the vendor again what it thinks of the saved account, and says the answer. */
export function useCheckAccount(vendor: Vendor) {
  const t = useTranslations("accounts");
  const messageOf = useErrorMessage();
  const keep = useKeepAccount();
  return useMutation({
    mutationFn: () => sendJson("POST", `/api/accounts/${vendor}/check`, {}, accountView),
    onSuccess: async (account) => {
      const say = account.status === "active" ? toast.success : toast.warning;
      say(t("checkedToast", { vendor: t(`vendor.${vendor}`), status: t(`status.${account.status}`) }));
      await keep(account);
    },
    onError: (error) => {
      toast.error(messageOf(error));
    },
  });
}

/** Puts a fresh account in the list; what hangs on it (voices, numbers) is asked for anew. */
export function useKeepAccount(): (account: AccountView) => Promise<void> {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  return async (account) => {
    queries.setQueryData(accountQueries.list(tenantId).queryKey, (accounts) => [
      ...(accounts ?? []).filter((other) => other.vendor !== account.vendor),
      account,
    ]);
    await queries.invalidateQueries({ queryKey: ["tenant", tenantId] });
  };
}
