import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { type AdvisorView, advisorView } from "@/lib/advisors/schema";
import { sendJson } from "@/lib/api-client";
import { advisorQueries } from "./advisor-queries";

type Wish = { advisorId: string; isOn: boolean };

/** Switches an advisor on or off: on screen at once, and back when the server refuses. */
export function useSetAvailability(): (wish: Wish) => void {
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const { queryKey } = advisorQueries.list(useSession().tenant.id);
  const { mutate } = useMutation({
    // One after the other: the last press is the one that stays.
    scope: { id: "advisor availability" },
    mutationFn: ({ advisorId, isOn }: Wish) =>
      sendJson("PUT", `/api/advisors/${advisorId}/availability`, { isOn }, advisorView),
    onMutate: ({ advisorId, isOn }) => {
      queries.setQueryData(queryKey, (all) =>
        all?.map((one) => (one.id === advisorId ? switched(one, isOn) : one)),
      );
    },
    onError: (error) => toast.error(messageOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
  return mutate;
}

/** Who is switched off is not rung; whether who is switched on would be, the server knows. */
function switched(advisor: AdvisorView, isOn: boolean): AdvisorView {
  return { ...advisor, isOn, offReason: isOn ? advisor.offReason : "off" };
}

export type MyAvailability = { isOn: boolean; toggle: () => void };

/** Whether the signed-in member's telephones are rung; undefined for who is no advisor, or may not say. */
export function useMyAvailability(): MyAvailability | undefined {
  const t = useTranslations("advisors.mine");
  const { tenant, user } = useSession();
  const { data: advisors } = useQuery(advisorQueries.list(tenant.id));
  const maySay = useMay("operator");
  const set = useSetAvailability();
  const mine = advisors?.filter(({ member }) => member?.id === user.id) ?? [];
  if (!maySay || mine.length === 0) return undefined;
  const isOn = mine.some((advisor) => advisor.isOn);
  const toggle = () => {
    for (const { id } of mine) set({ advisorId: id, isOn: !isOn });
    toast.success(t(isOn ? "nowOff" : "nowOn"), { id: "my availability" });
  };
  return { isOn, toggle };
}
