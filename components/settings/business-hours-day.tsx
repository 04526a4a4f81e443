import { Copy, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { type Weekday, WEEKDAYS } from "@/lib/vocabulary";
import { BusinessTimeInput } from "./business-time-input";
import { MOST_STRETCHES, nextStretch, type Stretch } from "./business-week";

type BusinessHoursDayProps = {
  id: string;
  name: string;
  /** Undefined: closed. */
  stretches: readonly Stretch[] | undefined;
  errorOf: (path: string) => string | undefined;
  disabled: boolean;
  onOpen: () => void;
  onClose: () => void;
  onChange: (stretches: Stretch[]) => void;
  onCopy: (days: readonly Weekday[]) => void;
};

const COPIES = { workingDays: WEEKDAYS.slice(0, 5), everyDay: WEEKDAYS };

export function BusinessHoursDay(props: BusinessHoursDayProps) {
  const { id, name, stretches, disabled, onOpen, onClose } = props;
  const t = useTranslations("business.hours");
  return (
    <li className="grid gap-x-4 gap-y-2 px-3 py-2 sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:items-start">
      <label className="flex min-h-9 items-center gap-2.5">
        <input
          id={id}
          type="checkbox"
          className="size-4 accent-accent"
          checked={stretches !== undefined}
          onChange={(event) => (event.target.checked ? onOpen() : onClose())}
        />
        <span className="font-medium first-letter:uppercase">{name}</span>
      </label>
      {stretches === undefined ? (
        <p className="flex min-h-9 items-center text-ink-muted max-sm:hidden">{t("closed")}</p>
      ) : (
        <div className="flex items-start justify-between gap-2">
          <Stretches {...props} stretches={stretches} />
          {!disabled && <DayActions {...props} stretches={stretches} />}
        </div>
      )}
    </li>
  );
}

type OpenDayProps = BusinessHoursDayProps & { stretches: readonly Stretch[] };

function Stretches({ id, name, stretches, errorOf, disabled, onChange }: OpenDayProps) {
  const t = useTranslations("business.hours");
  const change = (index: number, part: Partial<Stretch>) =>
    onChange(stretches.map((stretch, other) => (other === index ? { ...stretch, ...part } : stretch)));
  return (
    <div className="grid gap-2">
      {stretches.map((stretch, index) => {
        const fault = errorOf(`${index}.from`) ?? errorOf(`${index}.to`);
        const faultId = `${id}.${index}-error`;
        return (
          // A stretch has no name but its place; taking one away moves the values of the others up.
          <div key={index} className="grid gap-1">
            <div className="flex items-center gap-1.5">
              {(["from", "to"] as const).map((end) => (
                <span key={end} className="contents">
                  {end === "to" && <span aria-hidden="true">–</span>}
                  <BusinessTimeInput
                    id={`${id}.${index}.${end}`}
                    aria-label={t(end, { day: name, number: index + 1 })}
                    aria-invalid={errorOf(`${index}.${end}`) ? true : undefined}
                    aria-describedby={fault ? faultId : undefined}
                    value={stretch[end]}
                    onChange={(value) => change(index, { [end]: value })}
                  />
                </span>
              ))}
              {!disabled && stretches.length > 1 && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t("removeStretch", { day: name, number: index + 1 })}
                  onClick={() => onChange(stretches.filter((_, other) => other !== index))}
                >
                  <X aria-hidden="true" />
                </Button>
              )}
            </div>
            {fault && (
              <p id={faultId} className="text-sm text-failed">
                {fault}
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

function DayActions({ name, stretches, onChange, onCopy }: OpenDayProps) {
  const t = useTranslations("business.hours");
  const [add, copy] = [t("addStretch", { day: name }), t("copy", { day: name })];
  return (
    <div className="flex">
      {stretches.length < MOST_STRETCHES && (
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={add}
          title={add}
          onClick={() => onChange([...stretches, nextStretch(stretches)])}
        >
          <Plus aria-hidden="true" />
        </Button>
      )}
      <DropdownMenu
        align="end"
        trigger={
          <Button variant="ghost" size="icon-sm" aria-label={copy} title={copy}>
            <Copy aria-hidden="true" />
          </Button>
        }
      >
        {(["workingDays", "everyDay"] as const).map((days) => (
          <MenuItem key={days} onSelect={() => onCopy(COPIES[days])}>
            {t(`copyTo.${days}`)}
          </MenuItem>
        ))}
      </DropdownMenu>
    </div>
  );
}
