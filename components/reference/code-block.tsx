"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";

type CodeBlockProps = { label: string; code: string };

/** Text for a terminal or a program. Long lines wrap: on a telephone nothing may slide out of sight. */
export function CodeBlock({ label, code }: CodeBlockProps) {
  const t = useTranslations("reference");
  const tCommon = useTranslations("common");
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      // Browsers allow the clipboard only on secure addresses; a house server may have none.
      toast.error(tCommon("copyFailed"));
    }
  };
  return (
    <figure className="grid min-w-0 gap-1">
      <figcaption className="flex items-center justify-between gap-2 text-sm text-ink-muted">
        {label}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t(copied ? "copied" : "copy", { what: label })}
          onClick={() => void copy()}
        >
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </Button>
      </figcaption>
      <pre
        lang="en"
        className="rounded-md border bg-hover px-3 py-2 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
      >
        {code}
      </pre>
    </figure>
  );
}
