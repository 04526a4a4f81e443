"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { sendJson } from "@/lib/api-client";
import type { TrackView } from "@/lib/hold-music/schema";
import { DeedDialog } from "./deed-dialog";
import { useTrackName } from "./hold-track-row";
import { voiceQueries } from "./voice-queries";

type HoldDeleteDialogProps = { track: TrackView; onClose: () => void };

/** Asks, deletes, and shows in the same place why it could not. */
export function HoldDeleteDialog({ track, onClose }: HoldDeleteDialogProps) {
  const t = useTranslations("voiceSettings.music");
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const { queryKey } = voiceQueries.tracks(useSession().tenant.id);
  const name = useTrackName()(track);
  const removal = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/hold-music/${track.track}`, undefined, z.unknown()),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      toast.success(t("deleted", { name }));
      onClose();
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("deleteTitle", { name })}
      deed={t("deleteDeed")}
      busy={removal.isPending}
      fault={removal.error ? messageOf(removal.error) : undefined}
      onConfirm={() => removal.mutate()}
    >
      {track.isChosen ? `${t("deleteBody")} ${t("deleteChosen")}` : t("deleteBody")}
    </DeedDialog>
  );
}
