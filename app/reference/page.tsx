import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ROUTES } from "@/app/api/openapi.json/routes";
import { Reference } from "@/components/reference/reference";
import { env } from "@/env";
import { describeApi } from "@/lib/http/openapi";

// The address of the house stands in it, which is known when it runs, not when it is built.
export const dynamic = "force-dynamic";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reference");
  return { title: t("title"), description: t("description") };
}

export default function ReferencePage() {
  return <Reference document={describeApi(ROUTES, env.PUBLIC_URL)} />;
}
