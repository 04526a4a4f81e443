import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { agendaQueries } from "@/components/appointments/agenda-queries";
import { AgendaSettings } from "@/components/settings/agenda-settings";
import { agendaSettingsQueries } from "@/components/settings/agenda-settings-queries";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { listFeeds } from "@/lib/agenda/calendar-feeds";
import { listClosures } from "@/lib/agenda/closures";
import { listServices } from "@/lib/agenda/services";
import { listStaff } from "@/lib/agenda/staff";
import { roleAllows } from "@/lib/vocabulary";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("agendaSettings");
  return { title: t("title") };
}

export default function AgendaSettingsPage() {
  return (
    <Prefetched
      ask={({ tenant, role, scope }) => [
        answer(tenantQueries.detail(tenant.id), async () => tenant),
        answer(agendaQueries.staff(tenant.id), () => listStaff(scope)),
        answer(agendaQueries.services(tenant.id), () => listServices(scope)),
        answer(agendaSettingsQueries.closures(tenant.id), () => listClosures(scope)),
        ...(roleAllows(role, "admin")
          ? [answer(agendaSettingsQueries.feeds(tenant.id), () => listFeeds(scope))]
          : []),
      ]}
    >
      <AgendaSettings />
    </Prefetched>
  );
}
