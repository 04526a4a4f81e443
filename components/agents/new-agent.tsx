"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { toast } from "sonner";
import { useMay, useSession } from "@/components/frame/session-context";
import { buttonClasses } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { AgentForm } from "./agent-form";
import { TemplateLinks } from "./template-links";
import { agentFromTemplate, offeredTemplates, type TemplateId } from "./templates";

export function NewAgent({ template }: { template: TemplateId | undefined }) {
  const t = useTranslations("agents");
  const tCommon = useTranslations("common");
  const router = useRouter();
  const mayEdit = useMay("admin");
  const { name, language, kind } = useSession().tenant;
  const chosen = template ?? offeredTemplates(kind, language)[0] ?? "blank";
  const start = useMemo(() => agentFromTemplate(chosen, { name, language }), [chosen, name, language]);
  return (
    <div className="grid gap-6">
      <PageHeader
        title={t("newTitle")}
        actions={
          <Link href="/agents" className={buttonClasses({ variant: "ghost" })}>
            <ArrowLeft aria-hidden="true" />
            {t("backToList")}
          </Link>
        }
      />
      {mayEdit ? (
        <>
          <TemplateLinks chosen={chosen} />
          <AgentForm
            key={chosen}
            start={start}
            onSaved={(agent) => {
              toast.success(t("form.created"), {
                action: { label: t("form.assignNumber"), onClick: () => router.push("/numbers") },
              });
              router.replace(`/agents/${agent.id}`);
            }}
          />
        </>
      ) : (
        <Notice tone="info">{tCommon("needsAdmin")}</Notice>
      )}
    </div>
  );
}
