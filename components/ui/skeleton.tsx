"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { cn } from "./class-names";

const SHOWN_AFTER_MS = 200;

/** Keeps the room of the content at once and shows its grey shape when waiting becomes noticeable. */
export function Loading({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div aria-busy="true">
      <output className="sr-only">{shown ? t("loading") : ""}</output>
      <div aria-hidden="true" className={cn("transition-opacity", !shown && "opacity-0")}>
        {children}
      </div>
    </div>
  );
}

/** One grey bar; give it the size of what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={cn("block h-4 animate-pulse rounded-sm bg-line", className)} />;
}

/** Rows of a list or table. */
export function SkeletonRows({ rows }: { rows: number }) {
  return (
    <div className="rounded-lg border bg-surface">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-6 border-b px-3 last:border-b-0">
          <Skeleton className="w-24" />
          <Skeleton className="w-40 max-md:hidden" />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
