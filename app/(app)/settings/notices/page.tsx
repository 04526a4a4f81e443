import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { noticeQueries } from "@/components/messages/notice-queries";
import { MailSettings } from "@/components/settings/mail-settings";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { getNoticeState } from "@/lib/messages/list-notices";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices");
  return { title: t("title") };
}

export default function NoticesPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(tenantQueries.detail(tenant.id), async () => tenant),
        answer(noticeQueries.state(tenant.id), () => getNoticeState(scope)),
      ]}
    >
      <MailSettings />
    </Prefetched>
  );
}
