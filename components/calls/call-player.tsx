"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { Select } from "@/components/ui/select";
import type { CallAudio } from "./use-call-audio";

// Only a call that was recorded needs what draws it.
const AudioPlayer = dynamic(() => import("./audio-player").then((loaded) => loaded.AudioPlayer), {
  ssr: false,
  loading: () => (
    <Loading>
      <Skeleton className="h-25" />
    </Loading>
  ),
});

/** Stays in sight while the transcript is read. */
export function CallPlayer({ audio }: { audio: CallAudio }) {
  const t = useTranslations("calls.player");
  const { recordings, recording, choose } = audio;
  return (
    <div className="sticky top-0 z-10 -mx-4 max-md:top-14 mb-3 grid gap-2 border-b bg-surface px-4 py-3">
      {recordings.length > 1 && (
        <Select
          aria-label={t("recording")}
          value={recording.id}
          onChange={(event) => choose(event.target.value)}
        >
          {recordings.map(({ id, source }, index) => (
            <option key={id} value={id}>
              {t("recordingOf", {
                number: index + 1,
                count: recordings.length,
                source: t(`sources.${source}`),
              })}
            </option>
          ))}
        </Select>
      )}
      <AudioPlayer key={recording.id} audio={audio} />
    </div>
  );
}
