import { getTranslations } from "next-intl/server";
import { NavTabs } from "@/components/ui/nav-tabs";
import { PageHeader } from "@/components/ui/page-header";

export default async function SettingsLayout({ children }: LayoutProps<"/settings">) {
  const t = await getTranslations("settings");
  return (
    <div className="grid gap-6">
      <PageHeader title={t("title")} description={t("description")} />
      <NavTabs
        label={t("tabsLabel")}
        tabs={[
          { href: "/settings/business", label: t("tabs.business") },
          { href: "/settings/agenda", label: t("tabs.agenda") },
          { href: "/settings/advisors", label: t("tabs.advisors") },
          { href: "/settings/voice", label: t("tabs.voice") },
          { href: "/settings/notices", label: t("tabs.notices") },
          { href: "/settings/calls", label: t("tabs.calls") },
          { href: "/settings/analysis", label: t("tabs.analysis") },
          { href: "/settings/accounts", label: t("tabs.accounts") },
          { href: "/settings/health", label: t("tabs.health") },
          { href: "/settings/team", label: t("tabs.team") },
          { href: "/settings/api", label: t("tabs.api") },
          { href: "/settings/webhooks", label: t("tabs.webhooks") },
          { href: "/settings/account", label: t("tabs.account") },
        ]}
      />
      {children}
    </div>
  );
}
