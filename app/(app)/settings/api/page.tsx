import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { apiKeyQueries } from "@/components/settings/api-key-queries";
import { ApiKeysSettings } from "@/components/settings/api-keys-settings";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { roleAllows } from "@/lib/vocabulary";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("apiKeys");
  return { title: t("title") };
}

export default function ApiKeysPage() {
  return (
    <Prefetched
      ask={({ tenant, role, scope }) =>
        roleAllows(role, "admin") ? [answer(apiKeyQueries.list(tenant.id), () => listApiKeys(scope))] : []
      }
    >
      <ApiKeysSettings />
    </Prefetched>
  );
}
