"use client";

import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";

export type FormFault = { fieldId?: string; message: string };

type FormSummaryProps = { title: string; faults: FormFault[] };

/** What keeps the form from being saved, above its fields; takes the focus when it appears. */
export function FormSummary({ title, faults }: FormSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const shown = faults.length > 0;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [shown]);
  if (!shown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="flex gap-2.5 rounded-lg border border-failed/40 bg-failed-soft p-3"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-failed" />
      <div className="grid gap-1">
        <p className="font-medium">{title}</p>
        <ul className="grid gap-0.5 text-sm">
          {faults.map((fault) => (
            <li key={`${fault.fieldId} ${fault.message}`}>
              {fault.fieldId ? (
                <a href={`#${fault.fieldId}`} className="underline underline-offset-2">
                  {fault.message}
                </a>
              ) : (
                fault.message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
