"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import { Loading, Skeleton } from "@/components/ui/skeleton";

// Only a message that was recorded needs what draws it.
const AudioPlayer = dynamic(
  () => import("@/components/calls/audio-player").then((loaded) => loaded.AudioPlayer),
  {
    ssr: false,
    loading: () => (
      <Loading>
        <Skeleton className="h-25" />
      </Loading>
    ),
  },
);

type MessageRecordingProps = { callId: string; recordingId: string };

/** The message as the caller spoke it. */
export function MessageRecording({ callId, recordingId }: MessageRecordingProps) {
  const { tenant } = useSession();
  const recordings = useQuery(callQueries.recordings(tenant.id, callId));
  const [spoken, setSpoken] = useState<number | null>(null);
  const recording = recordings.data?.find(({ id }) => id === recordingId);
  if (!recording) return null;
  return (
    <AudioPlayer key={recordingId} audio={{ recording, cues: [], spoken, setSpoken, request: undefined }} />
  );
}
