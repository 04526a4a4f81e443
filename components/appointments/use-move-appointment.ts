import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { ApiError, sendJson } from "@/lib/api-client";
import { type AppointmentView, appointmentView } from "@/lib/appointments/schema";
import { agendaQueries } from "./agenda-queries";
import { findHolder } from "./find-holder";
import type { Proposal } from "./proposal";
import { undoPath } from "./status-words";
import { useReplaceAppointment } from "./use-replace-appointment";
import { useSayWhen } from "./use-say-when";

type Place = Omit<Proposal, "id">;
type Move = {
  appointment: AppointmentView;
  to: Place;
  undoes?: AppointmentView;
  warning?: string | undefined;
};

/** Shows the new place at once, takes it back when somebody else has it, and offers to undo it when it is kept. */
export function useMoveAppointment(): (move: Move) => void {
  const t = useTranslations("agenda.move");
  const messageOf = useErrorMessage();
  const sayWhen = useSayWhen();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const replace = useReplaceAppointment();

  const mutationKey = ["tenant", tenantId, "agenda", "move"];
  // While another move is on its way, an answer to an earlier one would take the card back for a moment.
  const isLast = () => queries.isMutating({ mutationKey }) === 1;
  const { mutate } = useMutation({
    mutationKey,
    mutationFn: ({ appointment, to, undoes }: Move) => sendMove(appointment, to, undoes),
    onMutate: async ({ appointment, to }) => {
      await queries.cancelQueries({ queryKey: agendaQueries.all(tenantId) });
      const person = queries
        .getQueryData(agendaQueries.staff(tenantId).queryKey)
        ?.find(({ id }) => id === to.staffId);
      const staff = person ? { id: person.id, name: person.name, color: person.color } : appointment.staff;
      replace({ ...appointment, startsAt: to.startsAt, endsAt: to.endsAt, staff });
    },
    onSuccess: (saved, { appointment, undoes, warning }) => {
      if (isLast()) replace(saved);
      if (undoes) {
        toast.success(t("undone"));
        return;
      }
      toast.success(t("done", { name: saved.contact.name, when: sayWhen(saved), staff: saved.staff.name }), {
        ...(warning ? { description: warning } : {}),
        action: {
          label: t("undo"),
          onClick: () => mutate({ appointment: saved, to: placeOf(appointment), undoes: appointment }),
        },
      });
    },
    onError: async (error, { appointment, to }) => {
      replace(appointment);
      const isTaken = error instanceof ApiError && error.status === 409;
      // Who is there may have come while this was being moved: the agenda is asked again before it is named.
      if (isTaken) await queries.refetchQueries({ queryKey: agendaQueries.weeks(tenantId), type: "active" });
      const known = queries.getQueriesData<AppointmentView[]>({ queryKey: agendaQueries.weeks(tenantId) });
      const holder = isTaken
        ? findHolder(
            known.flatMap(([, week]) => week ?? []),
            { ...to, id: appointment.id },
          )
        : undefined;
      toast.error(t("failed", { name: appointment.contact.name }), {
        description: holder
          ? t("taken", { name: holder.contact.name, when: sayWhen(holder), staff: holder.staff.name })
          : messageOf(error),
      });
    },
    onSettled: async () => {
      if (isLast()) await queries.invalidateQueries({ queryKey: agendaQueries.all(tenantId) });
    },
  });
  return mutate;
}

function placeOf({ staff, startsAt, endsAt }: AppointmentView): Place {
  return { staffId: staff.id, startsAt, endsAt };
}

/** What is undone gets back what it was besides its place: a new time had made it unconfirmed. */
async function sendMove(
  { id }: AppointmentView,
  to: Place,
  undoes: AppointmentView | undefined,
): Promise<AppointmentView> {
  let saved = await sendJson("PATCH", `/api/appointments/${id}`, to, appointmentView);
  for (const status of undoes ? undoPath(saved.status, undoes.status) : []) {
    saved = await sendJson("PUT", `/api/appointments/${id}/status`, { status }, appointmentView);
  }
  return saved;
}
