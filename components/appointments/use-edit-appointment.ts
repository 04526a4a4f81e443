import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type appointmentPatch, appointmentView } from "@/lib/appointments/schema";
import { agendaQueries } from "./agenda-queries";
import { useReplaceAppointment } from "./use-replace-appointment";

/** Changes what is written of an appointment, not its time. */
export function useEditAppointment(appointmentId: string) {
  const t = useTranslations("agenda.panel");
  const messageOf = useErrorMessage();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const replace = useReplaceAppointment();
  return useMutation({
    mutationFn: (patch: z.input<typeof appointmentPatch>) =>
      sendJson("PATCH", `/api/appointments/${appointmentId}`, patch, appointmentView),
    onSuccess: (saved) => replace(saved),
    onError: (error) => toast.error(t("saveFailed"), { description: messageOf(error) }),
    onSettled: () => queries.invalidateQueries({ queryKey: agendaQueries.all(tenantId) }),
  });
}
