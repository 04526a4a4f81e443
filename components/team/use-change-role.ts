import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import type { MemberView } from "@/lib/team/schema";
import type { Role } from "@/lib/vocabulary";
import { teamQueries } from "./team-queries";

type RoleChange = { member: MemberView; role: Role };

/** Shows the new role at once, takes it back when refused. Offers to undo it, except of one's own: the right to may be gone. */
export function useChangeRole() {
  const session = useSession();
  const messageOf = useErrorMessage();
  const t = useTranslations("team");
  const queries = useQueryClient();
  const router = useRouter();
  const { queryKey } = teamQueries.detail(session.tenant.id);
  const show = (userId: string, role: Role) =>
    queries.setQueryData(
      queryKey,
      (team) =>
        team && {
          ...team,
          members: team.members.map((member) => (member.userId === userId ? { ...member, role } : member)),
        },
    );

  const { mutate } = useMutation({
    mutationFn: ({ member, role }: RoleChange) =>
      sendJson("PATCH", `/api/team/${member.userId}`, { role }, z.unknown()),
    onMutate: async ({ member, role }) => {
      await queries.cancelQueries({ queryKey });
      show(member.userId, role);
    },
    onSuccess: (_answer, { member, role }) => {
      const text = t("members.roleChanged", { name: member.name, role: t(`role.${role}`) });
      if (member.userId === session.user.id) {
        toast.success(text);
        router.refresh();
        return;
      }
      const undo = () => mutate({ member: { ...member, role }, role: member.role });
      toast.success(text, { action: { label: t("members.undo"), onClick: undo } });
    },
    onError: (error, { member }) => {
      show(member.userId, member.role);
      toast.error(t("members.roleFailed", { name: member.name }), { description: messageOf(error) });
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  return mutate;
}
