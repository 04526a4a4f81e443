import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import { type HealthFinding, healthReport, type HealthReport } from "@/lib/health/schema";
import { healthQueries } from "./health-queries";

function useKeepReport(): (report: HealthReport) => Promise<void> {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  return async (report) => {
    queries.setQueryData(healthQueries.report(tenantId).queryKey, report);
    // The account cards show what the vendors said meanwhile.
    await queries.invalidateQueries({ queryKey: ["tenant", tenantId, "accounts"] });
  };
}

/** Asks the vendors and our own address now. */
export function useCheckHealth() {
  const keep = useKeepReport();
  return useMutation({
    mutationFn: () => sendJson("POST", "/api/health/check", {}, healthReport),
    onSuccess: keep,
  });
}

/** Has one finding put right, and says whether the check that follows still finds it. */
export function useMend({ check, subject }: HealthFinding) {
  const t = useTranslations("health");
  const keep = useKeepReport();
  const subjectId = subject?.id ?? null;
  return useMutation({
    mutationFn: () => sendJson("POST", "/api/health/mend", { check, subjectId }, healthReport),
    onSuccess: async (report) => {
      const isLeft = report.findings.some(
        (finding) =>
          finding.check === check && finding.mendable && (finding.subject?.id ?? null) === subjectId,
      );
      if (isLeft) toast.warning(t("mendedNotYet"));
      else toast.success(t("mended"));
      await keep(report);
    },
  });
}
