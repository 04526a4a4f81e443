import { useTranslations } from "next-intl";
import { useId } from "react";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { formatDate } from "@/lib/format";
import type { MemberView } from "@/lib/team/schema";
import { ROLES } from "@/lib/vocabulary";
import { type MemberLock, memberLock, rolesGrantableBy } from "./role-rules";
import { useChangeRole } from "./use-change-role";

type MemberRowProps = {
  member: MemberView;
  team: readonly MemberView[];
  onRemove: (member: MemberView) => void;
};

export function MemberRow({ member, team, onRemove }: MemberRowProps) {
  const t = useTranslations("team.members");
  const place = usePlace();
  const session = useSession();
  const lock = memberLock(session, member, team);
  const isSelf = member.userId === session.user.id;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 border-b px-3 py-2 last:border-b-0 md:grid-cols-[minmax(0,1fr)_18rem_8rem_9rem]">
      <div className="max-md:col-span-2">
        <p className="truncate font-medium">
          {member.name}
          {isSelf && <span className="ml-1.5 font-normal text-ink-muted">({t("you")})</span>}
        </p>
        <p className="truncate text-sm text-ink-muted">{member.email}</p>
      </div>
      <MemberRole member={member} lock={lock} />
      <p className="text-sm text-ink-muted tabular-nums max-md:hidden">
        {t("since", { date: formatDate(member.createdAt, place) })}
      </p>
      {!lock && (
        <Button
          variant="ghost"
          size="sm"
          className="justify-self-end"
          aria-label={isSelf ? undefined : t("removeOf", { name: member.name })}
          onClick={() => onRemove(member)}
        >
          {t(isSelf ? "leave" : "remove")}
        </Button>
      )}
    </li>
  );
}

function MemberRole({ member, lock }: { member: MemberView; lock: MemberLock | undefined }) {
  const t = useTranslations("team");
  const lockId = useId();
  const changeRole = useChangeRole();
  const grantable = rolesGrantableBy(useSession().role);
  if (lock === "not_admin") return <p>{t(`role.${member.role}`)}</p>;
  return (
    <div>
      <Select
        aria-label={t("members.roleOf", { name: member.name })}
        aria-describedby={lock ? lockId : undefined}
        value={member.role}
        disabled={lock !== undefined}
        onChange={(event) => {
          const role = grantable.find((candidate) => candidate === event.target.value);
          if (role) changeRole({ member, role });
        }}
      >
        {ROLES.filter((role) => grantable.includes(role) || role === member.role).map((role) => (
          <option key={role} value={role}>
            {t(`role.${role}`)}
          </option>
        ))}
      </Select>
      {lock && (
        <p id={lockId} className="mt-1 text-sm text-ink-muted">
          {t(`lock.${lock}`)}
        </p>
      )}
    </div>
  );
}
