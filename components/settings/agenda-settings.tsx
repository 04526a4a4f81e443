"use client";

import { useMay } from "@/components/frame/session-context";
import { AgendaBooking } from "./agenda-booking";
import { AgendaClosures } from "./agenda-closures";
import { AgendaFeeds } from "./agenda-feeds";
import { AgendaServices } from "./agenda-services";
import { AgendaStaff } from "./agenda-staff";

/** What the agenda is made of: who, what, when not, by which rules, and who reads it elsewhere. */
export function AgendaSettings() {
  const mayShare = useMay("admin");
  return (
    <div className="grid max-w-5xl gap-10">
      <AgendaStaff />
      <AgendaServices />
      <AgendaClosures />
      <AgendaBooking />
      {mayShare && <AgendaFeeds />}
    </div>
  );
}
