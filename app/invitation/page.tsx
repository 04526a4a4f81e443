import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Invitation } from "@/components/auth/invitation";
import { QueryProvider } from "@/components/frame/query-provider";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invitation");
  // The address carries a secret: it must not leave with a link.
  return { title: t("title"), referrer: "no-referrer" };
}

export default async function InvitationPage({ searchParams }: PageProps<"/invitation">) {
  const { token } = await searchParams;
  return (
    <QueryProvider>
      <Invitation token={typeof token === "string" ? token : ""} />
    </QueryProvider>
  );
}
