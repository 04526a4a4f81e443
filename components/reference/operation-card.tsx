"use client";

import { ChevronRight, Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/class-names";
import type { ApiDocument } from "@/lib/http/schema";
import { OperationDetail } from "./operation-detail";
import type { Listed } from "./operation-list";

const METHOD_COLOURS: Record<string, string> = {
  get: "text-accent-ink",
  post: "text-good",
  put: "text-waiting",
  patch: "text-waiting",
  delete: "text-failed",
};

export type OperationCardProps = Listed & {
  baseUrl: string;
  refusals: ApiDocument["components"]["responses"];
  /** The address of the page names it. */
  isLinked: boolean;
};

/** One line that opens; what is in it is drawn when it is first opened. */
export function OperationCard({ isLinked, ...props }: OperationCardProps) {
  const t = useTranslations("reference");
  const { method, path, operation } = props;
  const box = useRef<HTMLDetailsElement>(null);
  const [wasOpened, setWasOpened] = useState(false);
  useEffect(() => {
    if (!isLinked || !box.current) return;
    box.current.open = true;
    box.current.scrollIntoView({ block: "start" });
  }, [isLinked]);
  return (
    <details
      ref={box}
      id={operation.operationId}
      className="group/operation scroll-mt-4 border-b last:border-b-0"
      onToggle={(event) => event.currentTarget.open && setWasOpened(true)}
    >
      <summary className="flex list-none items-start gap-2 px-3 py-2.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-0.5 size-4 shrink-0 text-ink-muted transition-transform group-open/operation:rotate-90"
        />
        <span
          className={cn(
            "mt-px w-14 shrink-0 font-mono text-sm font-medium uppercase",
            METHOD_COLOURS[method],
          )}
        >
          {method}
        </span>
        <h3 lang="en" className="grid min-w-0 gap-0.5">
          <span className="font-mono text-sm break-all">{path}</span>
          <span className="text-ink-muted">{operation.summary}</span>
        </h3>
      </summary>
      {wasOpened && (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6 px-3 pt-1 pb-6 md:pr-6 md:pl-9">
          <a
            href={`#${operation.operationId}`}
            className="inline-flex items-center gap-1.5 justify-self-start rounded-sm text-sm text-ink-muted hover:text-ink"
          >
            <Link2 aria-hidden="true" className="size-4" />
            {t("link")}
            <span className="sr-only">: {operation.operationId}</span>
          </a>
          <OperationDetail {...props} />
        </div>
      )}
    </details>
  );
}
