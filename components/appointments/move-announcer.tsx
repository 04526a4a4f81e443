"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { StaffView } from "@/lib/agenda/schema";
import { type Held, useHeld } from "./move-store";
import { isSamePlace } from "./proposal";
import { useSayWhen } from "./use-say-when";

/** Says to screen readers where an appointment that is carried with keys is now. */
export function MoveAnnouncer({ staff }: { staff: readonly StaffView[] }) {
  const t = useTranslations("agenda.move");
  const say = useSayHeld(staff);
  const held = useHeld();
  const carried = held?.by === "keys" ? held : undefined;
  const [hasCarried, setHasCarried] = useState(false);
  if (carried && !hasCarried) setHasCarried(true);
  return (
    <p aria-live="assertive" data-testid="move-announcer" className="sr-only">
      {carried ? say(carried) : hasCarried && t("released")}
    </p>
  );
}

function useSayHeld(staff: readonly StaffView[]): (held: Held) => string {
  const t = useTranslations("agenda.move");
  const sayWhen = useSayWhen();
  return ({ appointment, proposal }) => {
    if (isSamePlace(proposal, { ...appointment, staffId: appointment.staff.id })) {
      return t("takenUp", { name: appointment.contact.name });
    }
    return t("now", {
      when: sayWhen(proposal),
      minutes: Math.round((+proposal.endsAt - +proposal.startsAt) / 60_000),
      staff: staff.find(({ id }) => id === proposal.staffId)?.name ?? appointment.staff.name,
    });
  };
}
