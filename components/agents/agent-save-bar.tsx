import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Instant } from "@/components/calls/instant";
import { useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { AgentView } from "@/lib/agents/schema";
import { hasVendorAgent, type Mode } from "@/lib/vocabulary";
import { agentQueries } from "./agent-queries";
import { useAuthorName } from "./author-name";
import { HistoryButton } from "./history-button";

type AgentSaveBarProps = {
  /** Undefined: it is made on saving. */
  agent: AgentView | undefined;
  mayEdit: boolean;
  isDirty: boolean;
  isSaving: boolean;
  /** As chosen in the form: whether saving tells ElevenLabs too. */
  mode: Mode;
  onDiscard: () => void;
};

/** Stays in sight above the long text: the foot of the page belongs to the live calls. Last to be reached by key. */
export function AgentSaveBar(props: AgentSaveBarProps) {
  const { agent, mayEdit, isDirty, isSaving, mode, onDiscard } = props;
  const t = useTranslations("agents.form");
  const isPublished = hasVendorAgent(mode);
  return (
    <div
      data-testid="publish-bar"
      className="sticky top-14 z-10 order-first -mx-1 -my-2 flex flex-wrap items-center justify-end gap-2 bg-canvas px-1 py-2 md:top-0"
    >
      <p aria-live="polite" className="mr-auto text-sm text-ink-muted">
        {isSaving ? (
          t(isPublished ? "saving" : "savingHere")
        ) : isDirty ? (
          <StatusBadge tone="waiting">{t("unsaved")}</StatusBadge>
        ) : (
          agent && <PublicationState agent={agent} />
        )}
      </p>
      {agent && agent.version > 0 && <HistoryButton agent={agent} />}
      {mayEdit && (
        <>
          <Button
            className={cn("max-sm:flex-1", !isDirty && "max-sm:hidden")}
            disabled={!isDirty || isSaving}
            onClick={onDiscard}
          >
            {t("discard")}
          </Button>
          <Button
            type="submit"
            variant="primary"
            className={cn("max-sm:flex-1", agent && !isDirty && "max-sm:hidden")}
            busy={isSaving}
            disabled={agent !== undefined && !isDirty}
          >
            {t(agent ? (isPublished ? "save" : "saveHere") : "create")}
          </Button>
        </>
      )}
    </div>
  );
}

/** Whether callers hear what stands here, and who said so. */
function PublicationState({ agent }: { agent: AgentView }) {
  const t = useTranslations("agents.form");
  const tenantId = useSession().tenant.id;
  const nameOf = useAuthorName();
  const versions = useQuery({ ...agentQueries.versions(tenantId, agent.id), enabled: agent.version > 0 });
  const [newest] = versions.data ?? [];
  const isPublished = agent.state === "published";
  const isOfHouse = !hasVendorAgent(agent.mode);
  const at = isOfHouse ? newest?.createdAt : agent.publishedAt;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatusBadge tone={isPublished ? "good" : "waiting"}>
        {t(isOfHouse ? "kept" : isPublished ? "published" : "unpublished")}
      </StatusBadge>
      {at && (
        <span>
          {!isPublished && `${t("lastPublished")} `}
          {newest && `${nameOf(newest)} · `}
          <Instant at={at} />
        </span>
      )}
    </span>
  );
}
