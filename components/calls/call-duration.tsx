"use client";

import { RunningDuration } from "@/components/live/running-duration";
import type { CallView } from "@/lib/calls/schema";
import { isFinal } from "@/lib/calls/status";
import { formatDuration } from "@/lib/format";

/** Ticks while the call runs; a dash when nobody ever spoke. */
export function CallDuration({ call }: { call: CallView }) {
  if (!isFinal(call.status)) return <RunningDuration since={call.answeredAt ?? call.startedAt} />;
  return (
    <span className="tabular-nums">
      {call.durationSeconds === null || call.answeredAt === null ? "–" : formatDuration(call.durationSeconds)}
    </span>
  );
}
