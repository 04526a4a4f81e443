import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { onboardingView } from "@/lib/onboarding/schema";
import { onboardingQueries } from "./onboarding-queries";

/** Puts the guided path away and goes to the day. */
export function useFinishOnboarding() {
  const messageOf = useErrorMessage();
  const router = useRouter();
  const queries = useQueryClient();
  const { tenant } = useSession();
  return useMutation({
    mutationFn: () => sendJson("POST", "/api/onboarding/finish", {}, onboardingView),
    onSuccess: (view) => {
      queries.setQueryData(onboardingQueries.state(tenant.id).queryKey, view);
      router.push("/");
      // The session says whether the path is still offered.
      router.refresh();
    },
    onError: (error) => toast.error(messageOf(error)),
  });
}
