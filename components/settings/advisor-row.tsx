import { CalendarOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { DutyBadge } from "@/components/advisors/duty-badge";
import { useSetAvailability } from "@/components/advisors/use-availability";
import { TagList } from "@/components/contacts/tag-list";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { PhoneButton } from "@/components/ui/phone-number";
import { Switch } from "@/components/ui/switch";
import type { AdvisorView } from "@/lib/advisors/schema";
import { AgendaRowActions } from "./agenda-row-actions";
import { formatClosure } from "./agenda-words";

export type AdvisorDeed = "edit" | "absences" | "remove";

type AdvisorRowProps = { advisor: AdvisorView; onDeed: (deed: AdvisorDeed) => void };

export function AdvisorRow({ advisor, onDeed }: AdvisorRowProps) {
  const t = useTranslations("advisors");
  const mayEdit = useMay("admin");
  const maySwitch = useMay("operator");
  const set = useSetAvailability();
  const { id, name, isOn } = advisor;
  const label = t("absences.open", { name });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b py-3 pr-2 pl-4 last:border-b-0">
      <AdvisorFacts advisor={advisor} />
      <div className="ml-auto flex items-center gap-1">
        {maySwitch && (
          <span className="mr-2 flex items-center gap-2 text-sm text-ink-muted">
            <span aria-hidden="true">{t("available")}</span>
            <Switch
              checked={isOn}
              label={t("availableOf", { name })}
              onChange={(next) => set({ advisorId: id, isOn: next })}
            />
          </span>
        )}
        {mayEdit && (
          <>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={label}
              title={label}
              onClick={() => onDeed("absences")}
            >
              <CalendarOff aria-hidden="true" />
            </Button>
            <AgendaRowActions name={name} onEdit={() => onDeed("edit")} onRemove={() => onDeed("remove")} />
          </>
        )}
      </div>
    </li>
  );
}

function AdvisorFacts({ advisor }: { advisor: AdvisorView }) {
  const t = useTranslations("advisors");
  const words = new Intl.DisplayNames(useLocale(), { type: "language" });
  const place = usePlace();
  const { country } = useSession().tenant;
  const { name, number, member, offReason, priority, callsToday, languages, ...rest } = advisor;
  const { openingHours, skills, absences } = rest;
  const [next] = absences;
  const facts = [
    t("priority", { priority }),
    t("callsToday", { count: callsToday }),
    ...(languages.length > 0 ? [languages.map((language) => words.of(language)).join(", ")] : []),
    ...(openingHours ? [t("ownHours")] : []),
    ...(member ? [t("screenOf", { name: member.name })] : []),
  ];
  return (
    <div className="grid min-w-60 flex-1 gap-1">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="min-w-0 truncate font-medium">{name}</span>
        <DutyBadge offReason={offReason} />
        <PhoneButton number={number} country={country} />
      </p>
      <p className="text-sm text-ink-muted tabular-nums">{facts.join(" · ")}</p>
      {next && (
        <p className="text-sm text-ink-muted tabular-nums">
          {t("nextAbsence", { when: formatClosure(next, place), reason: next.reason })}
        </p>
      )}
      <TagList tags={skills} />
    </div>
  );
}
