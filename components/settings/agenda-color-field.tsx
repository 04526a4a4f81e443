import { useTranslations } from "next-intl";
import { staffColor } from "@/components/appointments/staff-color";

const COLORS = ["teal", "blue", "violet", "pink", "orange", "ochre", "green", "sky"] as const;

type AgendaColorFieldProps = { label: string; value: number; onChange: (color: number) => void };

/** The colours of the agenda, each with its name. */
export function AgendaColorField({ label, value, onChange }: AgendaColorFieldProps) {
  const t = useTranslations("agendaSettings.colors");
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {COLORS.map((name, color) => (
          <label
            key={name}
            title={t(name)}
            className="grid size-8 place-items-center rounded-full border-2 border-transparent has-checked:border-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="staff-color"
              className="sr-only"
              checked={value === color}
              onChange={() => onChange(color)}
            />
            <span
              aria-hidden="true"
              className="size-5 rounded-full"
              style={{ backgroundColor: staffColor(color) }}
            />
            <span className="sr-only">{t(name)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
