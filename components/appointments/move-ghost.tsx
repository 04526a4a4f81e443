"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/class-names";
import type { AppointmentView } from "@/lib/appointments/schema";
import { clockMinute, timeText } from "./day-clock";
import { findHolder } from "./find-holder";
import { type GridShape, styleOf, WHOLE } from "./grid-shape";
import { type Held, useHeld } from "./move-store";
import { positionOf } from "./time-axis";

const LEAST_ROWS = 15;

type MoveGhostProps = { shape: GridShape; appointments: readonly AppointmentView[] };

/** The appointment in hand, where it would stand; red where somebody else already does. */
export function MoveGhost({ shape, appointments }: MoveGhostProps) {
  const held = useHeld();
  return held ? <Ghost held={held} shape={shape} appointments={appointments} /> : null;
}

function Ghost({
  held: { appointment, proposal, by },
  shape,
  appointments,
}: MoveGhostProps & { held: Held }) {
  const t = useTranslations("agenda.move");
  const box = useRef<HTMLDivElement>(null);
  const { startsAt, endsAt, staffId } = proposal;
  const isByKeys = by === "keys";
  // After every drawing: it is drawn when it has moved.
  useEffect(() => {
    if (isByKeys) box.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  const column = shape.columns.findIndex(
    ({ clock, staffId: of }) =>
      startsAt >= clock.startsAt && startsAt < clock.endsAt && (of === null || of === staffId),
  );
  const clock = shape.columns[column]?.clock;
  if (!clock) return null;
  const from = positionOf(shape.axis, clock, startsAt);
  const to = Math.max(positionOf(shape.axis, clock, endsAt), from + LEAST_ROWS);
  const holder = findHolder(appointments, proposal);
  const text = (instant: Date) => timeText(clockMinute(clock, instant).minute % 1440);
  return (
    <div
      ref={box}
      aria-hidden="true"
      data-testid="move-ghost"
      style={styleOf(shape, { column, ...WHOLE, from, to })}
      className={cn(
        "pointer-events-none absolute z-20 overflow-hidden rounded-sm border-2 bg-raised px-1.5 text-xs shadow-overlay",
        holder ? "border-failed" : "border-accent",
      )}
    >
      <p className="truncate font-medium tabular-nums">
        {text(startsAt)}–{text(endsAt)} {appointment.contact.name}
      </p>
      {holder && <p className="truncate text-failed">{t("overlaps", { name: holder.contact.name })}</p>}
    </div>
  );
}
