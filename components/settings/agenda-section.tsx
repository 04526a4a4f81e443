import type { ReactNode } from "react";

type AgendaSectionProps = {
  id: string;
  title: string;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
};

/** One part of what the agenda is made of. */
export function AgendaSection({ id, title, description, actions, children }: AgendaSectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-3">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="grid max-w-2xl gap-0.5">
          <h2 id={`${id}-title`} className="text-lg font-semibold">
            {title}
          </h2>
          <p className="text-ink-muted">{description}</p>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
