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
  ["close", "Esc"],
] as const;

export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations("palette");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("keysTitle")}>
      <dl className="grid gap-2">
        {KEYS.map(([key, label]) => (
          <div key={key} className="flex items-center justify-between gap-4">
            <dt>{t(`keys.${key}`)}</dt>
            <dd>
              <Kbd>{label}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
