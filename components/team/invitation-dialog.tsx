"use client";

import { useState } from "react";
import type { z } from "zod";
import type { invitationMade } from "@/lib/team/schema";
import { InvitationForm } from "./invitation-form";
import { InvitationLink } from "./invitation-link";

export type InvitationMade = z.output<typeof invitationMade>;

/** First whom to invite, then the link to send them. */
export function InvitationDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<InvitationMade>();
  return made ? (
    <InvitationLink invitation={made} onClose={onClose} />
  ) : (
    <InvitationForm onMade={setMade} onClose={onClose} />
  );
}
