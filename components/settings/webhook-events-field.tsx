"use client";

import { CircleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { OUTGOING_EVENTS, type OutgoingEvent } from "@/lib/vocabulary";

type WebhookEventsFieldProps = {
  id: string;
  label: string;
  chosen: readonly OutgoingEvent[];
  error: string | undefined;
  onChange: (events: OutgoingEvent[]) => void;
};

const SUBJECTS = ["appointment", "call", "contact", "contacts", "message", "transfer"] as const;
type Subject = (typeof SUBJECTS)[number];

const eventsOf = (subject: Subject) => OUTGOING_EVENTS.filter((event) => event.startsWith(`${subject}.`));

/** What an address is told, by what it is about; a whole group at one press. */
export function WebhookEventsField({ id, label, chosen, error, onChange }: WebhookEventsFieldProps) {
  const t = useTranslations("webhooks");
  const errorId = useId();
  const set = (events: readonly OutgoingEvent[], on: boolean) =>
    onChange(OUTGOING_EVENTS.filter((event) => (events.includes(event) ? on : chosen.includes(event))));
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={error ? errorId : undefined} className="grid gap-3">
      <legend className="mb-1.5 font-medium">{label}</legend>
      {SUBJECTS.map((subject) => {
        const events = eventsOf(subject);
        const count = events.filter((event) => chosen.includes(event)).length;
        return (
          <fieldset key={subject} aria-label={t(`subject.${subject}`)} className="grid gap-1.5">
            <Choice
              label={t(`subject.${subject}`)}
              isGroup
              checked={count === events.length}
              isPartly={count > 0 && count < events.length}
              onChange={(on) => set(events, on)}
            />
            {events.length > 1 && (
              <div className="grid gap-1.5 pl-6.5 sm:grid-cols-2">
                {events.map((event) => (
                  <Choice
                    key={event}
                    label={t(`event.${event}`)}
                    checked={chosen.includes(event)}
                    onChange={(on) => set([event], on)}
                  />
                ))}
              </div>
            )}
          </fieldset>
        );
      })}
      {error && (
        <p id={errorId} className="flex items-start gap-1.5 text-sm text-failed">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  );
}

type ChoiceProps = {
  label: string;
  checked: boolean;
  isGroup?: boolean;
  isPartly?: boolean;
  onChange: (on: boolean) => void;
};

function Choice({ label, checked, isGroup = false, isPartly = false, onChange }: ChoiceProps) {
  return (
    <label className="flex items-start gap-2.5">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-accent"
        checked={checked}
        ref={(input) => {
          if (input) input.indeterminate = isPartly;
        }}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={isGroup ? "font-medium" : undefined}>{label}</span>
    </label>
  );
}
