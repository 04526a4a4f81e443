import { useTranslations } from "next-intl";
import { useState } from "react";
import { usePlace } from "@/components/frame/place";
import { useNow } from "@/components/live/use-now";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import type { ApiKeyView } from "@/lib/api-keys/schema";
import { formatDate, formatDateTime, formatRelative } from "@/lib/format";
import { RevokeApiKeyDialog } from "./api-key-revoke-dialog";

const REDRAWN_EVERY_MS = 60_000;

export function ApiKeyTable({ apiKeys }: { apiKeys: readonly ApiKeyView[] }) {
  const t = useTranslations("apiKeys");
  const place = usePlace();
  const [revoking, setRevoking] = useState<ApiKeyView>();
  return (
    <>
      <Table aria-label={t("caption")}>
        <thead>
          <tr>
            <TableHead>{t("name")}</TableHead>
            <TableHead>{t("scopes")}</TableHead>
            <TableHead className="max-lg:hidden">{t("createdBy")}</TableHead>
            <TableHead className="max-sm:hidden">{t("lastUsed")}</TableHead>
            <TableHead>
              <span className="sr-only">{t("actions")}</span>
            </TableHead>
          </tr>
        </thead>
        <tbody>
          {apiKeys.map((apiKey) => (
            <TableRow key={apiKey.id}>
              <TableCell className="max-w-56 py-2">
                <span className="block truncate font-medium">{apiKey.name}</span>
                <span className="block font-mono text-xs text-ink-muted">{apiKey.hint}…</span>
              </TableCell>
              <TableCell className="py-2 text-sm">
                <ul>
                  {apiKey.scopes.map((scope) => (
                    <li key={scope}>{t(`scope.${scope}`)}</li>
                  ))}
                </ul>
              </TableCell>
              <TableCell className="text-ink-muted max-lg:hidden">
                {t("by", { name: apiKey.createdBy, date: formatDate(apiKey.createdAt, place) })}
              </TableCell>
              <TableCell className="text-ink-muted tabular-nums max-sm:hidden">
                <LastUse at={apiKey.lastUsedAt} />
              </TableCell>
              <TableCell className="text-right">
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={t("revokeOf", { name: apiKey.name })}
                  onClick={() => setRevoking(apiKey)}
                >
                  {t("revoke")}
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
      {revoking && <RevokeApiKeyDialog apiKey={revoking} onClose={() => setRevoking(undefined)} />}
    </>
  );
}

function LastUse({ at }: { at: Date | null }) {
  const t = useTranslations("apiKeys");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  if (!at) return t("neverUsed");
  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, place)}>
      {now ? formatRelative(at, now, place) : formatDate(at, place)}
    </time>
  );
}
