import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { importQueries } from "@/components/imports/import-queries";
import { ImportStart } from "@/components/imports/import-start";
import { listImports } from "@/lib/imports/manage-import";
import { roleAllows } from "@/lib/vocabulary";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("title") };
}

export default function ImportContactsPage() {
  return (
    <Prefetched
      ask={({ tenant, scope, role }) =>
        roleAllows(role, "operator") ? [answer(importQueries.list(tenant.id), () => listImports(scope))] : []
      }
    >
      <ImportStart />
    </Prefetched>
  );
}
