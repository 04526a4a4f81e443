import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { useErrorMessage } from "@/components/frame/error-message";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import type { ClosureView } from "@/lib/agenda/schema";
import { formatClosure } from "./agenda-words";
import { useAgendaWrites } from "./use-agenda-writes";

/** Removed without a question: it can be put back. */
export function AgendaClosureRow({ closure }: { closure: ClosureView }) {
  const t = useTranslations("agendaSettings.closures");
  const place = usePlace();
  const mayEdit = useMay("admin");
  const staff = useQuery(agendaQueries.staff(useSession().tenant.id));
  const { reason, staffId, holidayOn } = closure;
  const person = staff.data?.find(({ id }) => id === staffId)?.name;
  const when = formatClosure(closure, place);
  const remove = useRemoveClosure(closure);
  return (
    <li className="flex items-center gap-3 border-b py-2 pr-2 pl-3 last:border-b-0">
      <div className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[minmax(0,18rem)_minmax(0,1fr)]">
        <p className="tabular-nums">{when}</p>
        <p className="min-w-0 text-ink-muted">
          {reason}
          {" · "}
          {staffId === null ? t(holidayOn ? "holiday" : "everybody") : (person ?? "…")}
        </p>
      </div>
      {mayEdit && (
        <Button
          variant="ghost"
          size="sm"
          busy={remove.isPending}
          aria-label={t("removeOf", { reason, when })}
          onClick={() => remove.mutate()}
        >
          {t("remove")}
        </Button>
      )}
    </li>
  );
}

function useRemoveClosure({ id, staffId, startsAt, endsAt, reason, holidayOn }: ClosureView) {
  const t = useTranslations("agendaSettings.closures");
  const messageOf = useErrorMessage();
  const { addClosure, remove } = useAgendaWrites();
  const putBack = useMutation({
    mutationFn: () =>
      addClosure({
        staffId,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        reason,
      }),
    onSuccess: () => toast.success(t("putBack")),
    onError: (error) => toast.error(messageOf(error)),
  });
  return useMutation({
    mutationFn: () => remove("closures", id),
    onSuccess: () => {
      // A holiday comes back by the list of holidays, which knows it by its day.
      if (holidayOn) toast.success(t("holidayRemoved", { reason }));
      else
        toast.success(t("removed", { reason }), {
          action: { label: t("undo"), onClick: () => putBack.mutate() },
        });
    },
    onError: (error) => toast.error(messageOf(error)),
  });
}
