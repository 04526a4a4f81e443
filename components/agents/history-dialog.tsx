"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Instant } from "@/components/calls/instant";
import { useErrorMessage } from "@/components/frame/error-message";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Dialog } from "@/components/ui/dialog";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import type { AgentVersionView, AgentView } from "@/lib/agents/schema";
import { agentQueries } from "./agent-queries";
import { useAuthorName } from "./author-name";
import { DisputeDialog } from "./dispute-dialog";
import { useSaveAgent } from "./use-save-agent";
import { useTwoSides } from "./use-two-sides";
import { VersionDiff } from "./version-diff";

/** Every publication: who, when, what changed, and the way back. */
export function HistoryDialog({ agent, onClose }: { agent: AgentView; onClose: () => void }) {
  const t = useTranslations("agents.history");
  const versions = useQuery(agentQueries.versions(useSession().tenant.id, agent.id));
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
      title={t("title")}
      description={t("help")}
      className="max-w-4xl"
    >
      {versions.isPending ? (
        <Loading>
          <SkeletonRows rows={4} />
        </Loading>
      ) : versions.isError ? (
        <LoadError error={versions.error} onRetry={() => void versions.refetch()} />
      ) : (
        <Versions agent={agent} versions={versions.data} onRestored={onClose} />
      )}
    </Dialog>
  );
}

type VersionsProps = { agent: AgentView; versions: AgentVersionView[]; onRestored: () => void };

function Versions({ agent, versions, onRestored }: VersionsProps) {
  const t = useTranslations("agents.history");
  const [chosen, setChosen] = useState(versions[0]?.version);
  const index = versions.findIndex(({ version }) => version === chosen);
  const shown = versions[index];
  return (
    <div className="grid gap-4 md:grid-cols-[15rem_minmax(0,1fr)]">
      <ul
        aria-label={t("list")}
        className="grid max-h-60 content-start overflow-y-auto rounded-md border md:max-h-[60dvh]"
      >
        {versions.map((version) => (
          <li key={version.version} className="border-b last:border-b-0">
            <VersionButton
              version={version}
              isChosen={version.version === chosen}
              onChoose={() => setChosen(version.version)}
            />
          </li>
        ))}
      </ul>
      {shown && (
        <div className="grid content-start gap-4">
          <VersionDiff before={versions[index + 1]?.snapshot} after={shown.snapshot} />
          {index > 0 && <RestoreButton agent={agent} version={shown.version} onRestored={onRestored} />}
        </div>
      )}
    </div>
  );
}

type VersionButtonProps = { version: AgentVersionView; isChosen: boolean; onChoose: () => void };

function VersionButton({ version, isChosen, onChoose }: VersionButtonProps) {
  const t = useTranslations("agents.history");
  const nameOf = useAuthorName();
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cn("grid w-full gap-0.5 px-3 py-2 text-left hover:bg-hover", isChosen && "bg-accent-soft")}
    >
      <span className="font-medium">
        {t("version", { version: version.version })}
        {version.restoredFrom !== null && (
          <span className="font-normal"> · {t("restoredFrom", { version: version.restoredFrom })}</span>
        )}
      </span>
      <span className="text-sm text-ink-muted">
        {nameOf(version)} · <Instant at={version.createdAt} />
      </span>
    </button>
  );
}

type RestoreButtonProps = { agent: AgentView; version: number; onRestored: () => void };

/** Nothing is lost by it: what stands now is a version too. */
function RestoreButton({ agent, version, onRestored }: RestoreButtonProps) {
  const t = useTranslations("agents.history");
  const save = useSaveAgent();
  const sides = useTwoSides();
  const messageOf = useErrorMessage();
  const mayEdit = useMay("admin");
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  if (!mayEdit) return null;
  const restore = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      await sides.run(async (resolve) => {
        const { publishFault } = await save.restore(agent.id, version, resolve);
        if (publishFault) toast(t("restoredOnly", { version }));
        else toast.success(t("restored", { version }));
        onRestored();
      });
    } catch (error) {
      setFault(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid justify-items-start gap-2">
      <Button variant="primary" busy={isBusy} onClick={() => void restore()}>
        {t("restore", { version })}
      </Button>
      {fault && (
        <p role="alert" className="text-failed">
          {fault}
        </p>
      )}
      {sides.dispute && <DisputeDialog dispute={sides.dispute} onClose={() => sides.setDispute(undefined)} />}
    </div>
  );
}
