import { useTranslations } from "next-intl";
import { ROLES } from "@/lib/vocabulary";

export function RoleExplanations() {
  const t = useTranslations("team");
  return (
    <section aria-labelledby="roles-title" className="grid gap-2">
      <h2 id="roles-title" className="text-lg font-semibold">
        {t("rolesTitle")}
      </h2>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[max-content_1fr]">
        {ROLES.map((role) => (
          <div key={role} className="contents">
            <dt className="font-medium">{t(`role.${role}`)}</dt>
            <dd className="text-ink-muted max-sm:-mt-2">{t(`roleHelp.${role}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
