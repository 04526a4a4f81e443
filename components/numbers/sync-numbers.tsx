"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RefreshCw, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { sendJson } from "@/lib/api-client";
import { syncResult } from "@/lib/numbers/schema";
import { numberQueries } from "./number-queries";

type SyncResult = z.output<typeof syncResult>;

export function useSyncNumbers() {
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => sendJson("POST", "/api/numbers/sync", {}, syncResult),
    onSuccess: async ({ numbers }) => {
      queries.setQueryData(numberQueries.list(tenantId).queryKey, numbers);
      await queries.invalidateQueries({ queryKey: numberQueries.all(tenantId) });
    },
  });
}

type Sync = ReturnType<typeof useSyncNumbers>;

export function SyncButton({ sync, variant }: { sync: Sync; variant: "primary" | "secondary" }) {
  const t = useTranslations("numbers.sync");
  return (
    <Button variant={variant} busy={sync.isPending} onClick={() => sync.mutate()}>
      <RefreshCw aria-hidden="true" />
      {t("action")}
    </Button>
  );
}

/** What the last fetch changed, or why it failed; stays until closed because a refused number wants reading. */
export function SyncOutcome({ sync }: { sync: Sync }) {
  const t = useTranslations("numbers.sync");
  const messageOf = useErrorMessage();
  const close = (
    <Button variant="ghost" size="icon-sm" aria-label={t("dismiss")} onClick={() => sync.reset()}>
      <X aria-hidden="true" />
    </Button>
  );
  return (
    <div aria-live="polite" className={sync.isError || sync.isSuccess ? "mb-5" : ""}>
      {sync.isPending && <span className="sr-only">{t("running")}</span>}
      {sync.isError && (
        <Notice tone="failed" title={t("failed")} action={close}>
          {messageOf(sync.error)}
        </Notice>
      )}
      {sync.isSuccess && (
        <Notice tone={sync.data.refused.length > 0 ? "waiting" : "good"} action={close}>
          <SyncFacts result={sync.data} />
        </Notice>
      )}
    </div>
  );
}

function SyncFacts({ result }: { result: SyncResult }) {
  const t = useTranslations("numbers.sync");
  const { added, gone, refused, numbers } = result;
  return (
    <ul className="grid gap-0.5">
      <li>{t("added", { count: added })}</li>
      {gone > 0 && <li>{t("gone", { count: gone })}</li>}
      {refused.length > 0 && <li>{t("refused", { count: refused.length, numbers: refused.join(", ") })}</li>}
      <li>{t("total", { count: numbers.filter((number) => number.owned).length })}</li>
    </ul>
  );
}
