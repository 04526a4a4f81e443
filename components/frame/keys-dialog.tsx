"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

const KEYS = [
  ["palette", "⌘K / Ctrl K"],
  ["help", "?"],
  ["search", "/"],
  ["next", "j"],
  ["previous", "k"],
  ["open", "Enter"],
  ["finish", "e"],
  ["transfer", "t"],
  ["listen", "Space"],
  ["turns", ", ."],
  ["close", "Esc"],
] as const;

const AGENDA_KEYS = [
  ["leaf", "← →"],
  ["today", "t"],
  ["view", "d, w"],
  ["new", "n"],
  ["neighbour", "j k, ↓ ↑"],
  ["take", "m"],
  ["carry", "← → ↑ ↓"],
  ["length", "⇧ ↑ ↓"],
  ["drop", "Enter, Esc"],
] as const;

export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("palette");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("keysTitle")}>
      <KeyList keys={KEYS.map(([key, label]) => [t(`keys.${key}`), label])} />
      <h3 className="mt-2 font-medium">{t("agendaKeys")}</h3>
      <KeyList keys={AGENDA_KEYS.map(([key, label]) => [t(`agenda.${key}`), label])} />
    </Dialog>
  );
}

function KeyList({ keys }: { keys: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid gap-2">
      {keys.map(([deed, label]) => (
        <div key={deed} className="flex items-center justify-between gap-4">
          <dt>{deed}</dt>
          <dd>
            <Kbd>{label}</Kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
}
