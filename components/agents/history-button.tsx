"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { AgentView } from "@/lib/agents/schema";
import { HistoryDialog } from "./history-dialog";

export function HistoryButton({ agent }: { agent: AgentView }) {
  const t = useTranslations("agents.history");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <History aria-hidden="true" />
        {t("open")}
      </Button>
      {isOpen && <HistoryDialog agent={agent} onClose={() => setOpen(false)} />}
    </>
  );
}
