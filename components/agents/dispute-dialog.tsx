"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorMessage } from "@/components/frame/error-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ApiError } from "@/lib/api-client";
import { AGENT_FIELDS, type Difference, type Resolution } from "@/lib/agents/schema";
import { DisputeField } from "./dispute-field";
import { useFieldWords } from "./field-words";
import type { Dispute } from "./use-two-sides";

const isPersons = ({ field }: Difference) => AGENT_FIELDS.some((known) => known === field);

/** Field by field, which side wins; nothing is published before everything is chosen. */
export function DisputeDialog({ dispute, onClose }: { dispute: Dispute; onClose: () => void }) {
  const t = useTranslations("agents.dispute");
  const words = useFieldWords();
  const messageOf = useErrorMessage();
  const [chosen, setChosen] = useState<Resolution>({});
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const disputed = dispute.differences.filter((each) => isPersons(each) && each.changedThere);
  const putBack = dispute.differences.filter((each) => !isPersons(each));
  const open = disputed.filter(({ field }) => chosen[field] === undefined).length;
  const chooseAll = (side: "ours" | "theirs") =>
    setChosen(Object.fromEntries(disputed.map(({ field }) => [field, side])));

  const confirm = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      // What calls need is put back in any case; that it was changed has been seen.
      const seen = Object.fromEntries(putBack.map(({ field }) => [field, "ours" as const]));
      await dispute.settle({ ...seen, ...chosen });
    } catch (error) {
      const fields = error instanceof ApiError ? Object.values(error.fields) : [];
      setFault(fields.length > 0 ? fields.join(" ") : messageOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next && !isBusy) onClose();
      }}
      title={t(dispute.isFirst ? "linkTitle" : "title")}
      description={t(dispute.isFirst ? "linkHelp" : "help")}
      className="max-w-2xl"
      actions={
        <>
          <Button disabled={isBusy} onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button variant="primary" busy={isBusy} disabled={open > 0} onClick={() => void confirm()}>
            {t(dispute.isFirst ? "linkDeed" : "deed")}
          </Button>
        </>
      }
    >
      {disputed.length > 1 && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => chooseAll("ours")}>
            {t("allOurs")}
          </Button>
          <Button size="sm" onClick={() => chooseAll("theirs")}>
            {t("allTheirs")}
          </Button>
        </div>
      )}
      <div className="grid gap-5">
        {disputed.map((difference) => (
          <DisputeField
            key={difference.field}
            difference={difference}
            side={chosen[difference.field]}
            onChoose={(side) => setChosen((before) => ({ ...before, [difference.field]: side }))}
          />
        ))}
      </div>
      {putBack.length > 0 && (
        <p className="text-sm text-ink-muted">
          {t("putBack", { list: putBack.map(({ field }) => words.nameOf(field)).join(", ") })}
        </p>
      )}
      <output className="text-sm text-ink-muted empty:hidden">
        {open > 0 ? t("open", { count: open }) : ""}
      </output>
      {fault && (
        <p role="alert" className="text-failed">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
