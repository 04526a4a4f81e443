"use client";

import { useTranslations } from "next-intl";
import { ShownOnce } from "@/components/ui/shown-once";
import { scopesAllow } from "@/lib/api-keys/rules";
import type { ApiKeyMade } from "@/lib/api-keys/schema";
import type { ApiScope } from "@/lib/vocabulary";

/** An address that the key can be tried at without changing anything, by what it may read. */
const TRIALS: readonly { needs: ApiScope; path: string }[] = [
  { needs: "calls:read", path: "/api/calls?limit=5" },
  { needs: "agents:read", path: "/api/agents" },
  { needs: "numbers:read", path: "/api/numbers" },
  { needs: "business:read", path: "/api/tenant" },
];

/** With an example that can be tried at once. */
export function ApiKeyShown({ made, onClose }: { made: ApiKeyMade; onClose: () => void }) {
  const t = useTranslations("apiKeys");
  const trial = TRIALS.find(({ needs }) => scopesAllow(made.scopes, needs));
  return (
    <ShownOnce
      title={t("shownTitle", { name: made.name })}
      description={t("shownHelp")}
      label={t("key")}
      value={made.key}
      words={{ copy: t("copy"), copied: t("copied"), done: t("done") }}
      onClose={onClose}
      className="max-w-xl"
    >
      {trial && (
        <figure className="grid min-w-0 gap-1.5">
          <figcaption className="font-medium">{t("example")}</figcaption>
          <pre className="rounded-md border bg-hover px-3 py-2 font-mono text-xs break-all whitespace-pre-wrap">
            {`curl "${window.location.origin}${trial.path}" \\\n  -H "Authorization: Bearer ${made.key}"`}
          </pre>
        </figure>
      )}
    </ShownOnce>
  );
}
