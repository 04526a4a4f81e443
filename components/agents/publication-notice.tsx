import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Details } from "@/components/ui/details";
import { Notice } from "@/components/ui/notice";
import type { AgentView, PublishFault, Resolution } from "@/lib/agents/schema";
import { hasVendorAgent } from "@/lib/vocabulary";
import { agentQueries } from "./agent-queries";
import { useSaveAgent } from "./use-save-agent";
import type { useTwoSides } from "./use-two-sides";

type PublicationNoticeProps = {
  agent: AgentView;
  sides: ReturnType<typeof useTwoSides>;
  /** Why what was saved last did not reach ElevenLabs. */
  saveFault: PublishFault | null;
  onPublished: () => void;
};

/** What keeps this page and ElevenLabs from being the same, and the way out of it. */
export function PublicationNotice({ agent, sides, saveFault, onPublished }: PublicationNoticeProps) {
  const t = useTranslations("agents.publication");
  const tDetails = useTranslations("common");
  const mayEdit = useMay("admin");
  const mayAsk = useMay("operator");
  const tenantId = useSession().tenant.id;
  const save = useSaveAgent();
  const messageOf = useErrorMessage();
  const [isPublishing, setPublishing] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const difference = useQuery({
    ...agentQueries.difference(tenantId, agent.id),
    enabled: mayAsk && hasVendorAgent(agent.mode) && agent.elevenLabsAgentId !== null && agent.version > 0,
  });

  const publish = async (resolve: Resolution) => {
    await save.publish(agent.id, resolve);
    onPublished();
    setRefusal(undefined);
    toast.success(t("done"));
  };
  const tryToPublish = async () => {
    setPublishing(true);
    try {
      await sides.run(publish);
    } catch (error) {
      setRefusal(messageOf(error));
    } finally {
      setPublishing(false);
    }
  };
  const publishButton = mayEdit && (
    <Button size="sm" busy={isPublishing} onClick={() => void tryToPublish()}>
      {t("publish")}
    </Button>
  );

  const found = difference.data;
  if (found?.state === "gone")
    return (
      <Notice tone="failed" title={t("goneTitle")}>
        {t("gone")}
      </Notice>
    );
  const changedThere = (found?.differences ?? []).filter((each) => each.changedThere);
  if (found && changedThere.length > 0) {
    const open = () =>
      sides.setDispute({
        isFirst: false,
        differences: found.differences,
        settle: (resolve) => sides.run(publish, resolve),
      });
    return (
      <Notice
        tone="waiting"
        title={t("changedTitle")}
        action={
          mayEdit && (
            <Button size="sm" onClick={open}>
              {t("choose")}
            </Button>
          )
        }
      >
        {t("changed", { count: changedThere.length })}
      </Notice>
    );
  }
  if (agent.state === "published") return null;
  return (
    <Notice tone="waiting" title={t(saveFault ? "savedOnly" : "waiting")} action={publishButton}>
      <div className="grid gap-1">
        <p>{refusal ?? (saveFault ? t(`fault.${saveFault.code}`) : t("waitingHelp"))}</p>
        {saveFault && saveFault.said !== "" && (
          <Details label={tDetails("details")}>{saveFault.said}</Details>
        )}
      </div>
    </Notice>
  );
}
