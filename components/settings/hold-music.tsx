"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { LoadError } from "@/components/frame/load-error";
import { useMay, useSession } from "@/components/frame/session-context";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { sendJson } from "@/lib/api-client";
import { type TrackView, trackView } from "@/lib/hold-music/schema";
import { AgendaSection } from "./agenda-section";
import { HoldDeleteDialog } from "./hold-delete-dialog";
import { HoldTrackRow, useTrackName } from "./hold-track-row";
import { HoldUpload } from "./hold-upload";
import type { VoiceSound } from "./use-voice-sound";
import { voiceQueries } from "./voice-queries";

/** What callers hear while they wait: to choose, to hear, to bring along. */
export function HoldMusic({ sound }: { sound: VoiceSound }) {
  const t = useTranslations("voiceSettings.music");
  const mayEdit = useMay("admin");
  const [leaving, setLeaving] = useState<TrackView>();
  return (
    <AgendaSection id="voice-music" title={t("title")} description={t("description")}>
      <TrackList sound={sound} onDelete={setLeaving} />
      {mayEdit && <HoldUpload />}
      {leaving && <HoldDeleteDialog track={leaving} onClose={() => setLeaving(undefined)} />}
    </AgendaSection>
  );
}

type TrackListProps = { sound: VoiceSound; onDelete: (track: TrackView) => void };

function TrackList({ sound, onDelete }: TrackListProps) {
  const t = useTranslations("voiceSettings.music");
  const mayEdit = useMay("admin");
  const tracks = useQuery(voiceQueries.tracks(useSession().tenant.id));
  const { wanted, choose } = useChoice();
  if (tracks.isError) {
    return <LoadError title={t("loadFailed")} error={tracks.error} onRetry={() => void tracks.refetch()} />;
  }
  if (!tracks.data) {
    return (
      <Loading>
        <SkeletonRows rows={2} />
      </Loading>
    );
  }
  return (
    <fieldset aria-label={t("choice")} className="min-w-0 rounded-lg border bg-surface">
      {tracks.data.map((track) => (
        <HoldTrackRow
          key={track.track}
          track={track}
          isChosen={wanted === undefined ? track.isChosen : track.track === wanted}
          sound={sound}
          {...(mayEdit ? { onChoose: () => choose(track), onDelete: () => onDelete(track) } : {})}
        />
      ))}
    </fieldset>
  );
}

function useChoice() {
  const t = useTranslations("voiceSettings.music");
  const messageOf = useErrorMessage();
  const nameOf = useTrackName();
  const queries = useQueryClient();
  const { queryKey } = voiceQueries.tracks(useSession().tenant.id);
  // Shown at once; what the server thinks of it follows.
  const [wanted, setWanted] = useState<string>();
  const choice = useMutation({
    mutationFn: ({ track }: TrackView) =>
      sendJson("PUT", "/api/hold-music/choice", { track }, z.array(trackView)),
    onSuccess: (tracks, chosen) => {
      queries.setQueryData(queryKey, tracks);
      toast.success(t("chosen", { name: nameOf(chosen) }));
    },
    onError: (error) => toast.error(messageOf(error)),
    onSettled: () => setWanted(undefined),
  });
  const choose = (track: TrackView) => {
    setWanted(track.track);
    choice.mutate(track);
  };
  return { wanted, choose };
}
