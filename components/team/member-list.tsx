import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MemberView } from "@/lib/team/schema";
import { MemberRow } from "./member-row";
import { RemoveMemberDialog } from "./remove-member-dialog";

/** A list rather than a table: on a phone each person takes two lines and nothing slides out of sight. */
export function MemberList({ members }: { members: readonly MemberView[] }) {
  const t = useTranslations("team.members");
  const [leaving, setLeaving] = useState<MemberView>();
  return (
    <>
      <ul aria-label={t("caption")} className="rounded-lg border bg-surface">
        {members.map((member) => (
          <MemberRow key={member.userId} member={member} team={members} onRemove={setLeaving} />
        ))}
      </ul>
      {leaving && <RemoveMemberDialog member={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}
