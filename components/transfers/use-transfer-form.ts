import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { sendJson } from "@/lib/api-client";
import type { CallDetail, TurnView } from "@/lib/calls/schema";
import { transferView } from "@/lib/transfers/schema";
import { briefFrom, orderOf, type TransferForm, transferForm } from "./transfer-form";
import { transferQueries } from "./transfer-queries";

/** What the dialog knows of who could take the call, and how it asks for them. `onAsked`: the house has the order. */
export function useTransferForm(call: CallDetail, turns: readonly TurnView[], onAsked: () => void) {
  const { tenant } = useSession();
  const queries = useQueryClient();
  // Hours pass while nobody tells: who is on duty is asked each time.
  const advisors = useQuery({ ...advisorQueries.list(tenant.id), refetchOnMount: "always" });
  const form = useForm<TransferForm>({
    resolver: useSchemaResolver<TransferForm, TransferForm>(transferForm),
    defaultValues: {
      advisorId: "",
      skill: "",
      reason: "",
      brief: briefFrom(
        call.contact?.name ?? call.contactName,
        turns.findLast(({ role, text }) => role === "caller" && text !== "")?.text,
      ),
    },
    shouldFocusError: false,
  });
  const applyApiError = useApplyApiError(form);
  const submit = form.handleSubmit(async (filled) => {
    try {
      const path = `/api/calls/${call.id}/transfers`;
      const transfer = await sendJson("POST", path, orderOf(filled), transferView);
      queries.setQueryData(transferQueries.one(tenant.id, transfer.id).queryKey, transfer);
      onAsked();
      await queries.invalidateQueries({ queryKey: transferQueries.all(tenant.id) });
    } catch (error) {
      applyApiError(error);
    }
  });
  return { form, submit, advisors };
}

export type TransferFormState = ReturnType<typeof useTransferForm>;
