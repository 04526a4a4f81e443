import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type AppointmentView, appointmentView } from "@/lib/appointments/schema";
import type { AppointmentStatus } from "@/lib/vocabulary";
import { agendaQueries } from "./agenda-queries";
import { undoPath } from "./status-words";
import { useReplaceAppointment } from "./use-replace-appointment";

type SetStatus = Exclude<AppointmentStatus, "rescheduled">;
type Change = { appointment: AppointmentView; path: readonly SetStatus[]; isUndo?: boolean };

/** Confirms, cancels, opens again …: shown at once, taken back when refused, undone on request. */
export function useSetStatus(): (appointment: AppointmentView, status: SetStatus) => void {
  const t = useTranslations("agenda");
  const messageOf = useErrorMessage();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const replace = useReplaceAppointment();

  const { mutate } = useMutation({
    mutationFn: async ({ appointment, path }: Change) => {
      let saved = appointment;
      for (const status of path) {
        saved = await sendJson(
          "PUT",
          `/api/appointments/${appointment.id}/status`,
          { status },
          appointmentView,
        );
      }
      return saved;
    },
    onMutate: async ({ appointment, path }) => {
      await queries.cancelQueries({ queryKey: agendaQueries.all(tenantId) });
      const status = path.at(-1);
      if (status) replace({ ...appointment, status });
    },
    onSuccess: (saved, { appointment, isUndo }) => {
      replace(saved);
      if (isUndo) {
        toast.success(t("move.undone"));
        return;
      }
      const back = undoPath(saved.status, appointment.status);
      toast.success(t("statusDone", { name: saved.contact.name, status: t(`status.${saved.status}`) }), {
        action: {
          label: t("move.undo"),
          onClick: () => mutate({ appointment: saved, path: back, isUndo: true }),
        },
      });
    },
    onError: (error, { appointment }) => {
      replace(appointment);
      toast.error(t("statusFailed", { name: appointment.contact.name }), { description: messageOf(error) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: agendaQueries.all(tenantId) }),
  });
  return (appointment, status) => mutate({ appointment, path: [status] });
}
