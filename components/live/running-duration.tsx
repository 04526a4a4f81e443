"use client";

import { formatDuration } from "@/lib/format";
import { useNow } from "./use-now";

export function RunningDuration({ since }: { since: Date }) {
  const now = useNow();
  const seconds = now ? (now.getTime() - since.getTime()) / 1000 : 0;
  return <span className="tabular-nums">{formatDuration(seconds)}</span>;
}
