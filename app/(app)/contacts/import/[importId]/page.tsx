import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ImportPage } from "@/components/imports/import-page";
import { importQueries } from "@/components/imports/import-queries";
import { getImport } from "@/lib/imports/manage-import";
import { importParams } from "@/lib/imports/schema";
import { roleAllows } from "@/lib/vocabulary";
import { answer, Prefetched } from "../../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("title") };
}

export default async function OneImportPage({ params }: PageProps<"/contacts/import/[importId]">) {
  const { importId } = await params;
  const isId = importParams.safeParse({ importId }).success;
  return (
    <Prefetched
      ask={({ tenant, scope, role }) =>
        isId && roleAllows(role, "operator")
          ? [answer(importQueries.detail(tenant.id, importId), () => getImport(scope, importId))]
          : []
      }
    >
      <ImportPage key={importId} importId={importId} />
    </Prefetched>
  );
}
