"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";

type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

type FieldProps = {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** Given when a form summary links to the field. */
  id?: string;
  children: (control: ControlProps) => ReactNode;
};

/** Label above, help and error below; the control gets the ids that tie them together. */
export function Field({ label, help, error, optional = false, id, children }: FieldProps) {
  const t = useTranslations("common");
  const ownId = useId();
  const controlId = id ?? ownId;
  const helpId = `${controlId}-help`;
  const errorId = `${controlId}-error`;
  const described = [help ? helpId : "", error ? errorId : ""].filter(Boolean).join(" ");
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={controlId} className="font-medium">
        {label}
        {optional && <span className="ml-1.5 font-normal text-ink-muted">{t("optional")}</span>}
      </label>
      {children({
        id: controlId,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {help && (
        <div id={helpId} className="text-sm text-ink-muted">
          {help}
        </div>
      )}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-sm text-failed">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}
