import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { callQueries } from "@/components/calls/call-queries";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";

/** Ends a running call; it is over when the telephone company says so. */
export function useHangUp(callId: string, on: { settled?: () => void; failed?: () => void } = {}) {
  const t = useTranslations("live");
  const messageOf = useErrorMessage();
  const client = useQueryClient();
  const { tenant } = useSession();
  return useMutation({
    mutationFn: () => sendJson("POST", `/api/calls/${callId}/hang-up`, {}, z.unknown()),
    onSuccess: () => toast.success(t("hangUpDone")),
    onError: (error) => {
      toast.error(t("hangUpFailed"), { description: messageOf(error) });
      on.failed?.();
    },
    onSettled: () => {
      on.settled?.();
      return client.invalidateQueries({ queryKey: callQueries.all(tenant.id) });
    },
  });
}
