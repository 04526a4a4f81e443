"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { DeedDialog } from "@/components/settings/deed-dialog";
import { Button, buttonClasses } from "@/components/ui/button";
import { sendJson } from "@/lib/api-client";
import type { RecordingView } from "@/lib/recordings/schema";

/** To take it away, for whom the business lets; to delete it, for admins. */
export function RecordingActions({ recording }: { recording: RecordingView }) {
  const t = useTranslations("calls.player");
  const { tenant } = useSession();
  const mayDownload = useMay(tenant.recordingsDownloadedBy);
  const mayDelete = useMay("admin");
  const [isAsking, setAsking] = useState(false);
  if (!mayDownload && !mayDelete) return null;
  return (
    <span className="flex">
      {mayDownload && (
        <a
          href={`/api/recordings/${recording.id}/download?tenantId=${tenant.id}`}
          download
          aria-label={t("download")}
          title={t("download")}
          className={buttonClasses({ variant: "ghost", size: "icon" })}
        >
          <Download aria-hidden="true" />
        </a>
      )}
      {mayDelete && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("delete")}
          title={t("delete")}
          onClick={() => setAsking(true)}
        >
          <Trash2 aria-hidden="true" />
        </Button>
      )}
      {isAsking && <DeleteDialog recording={recording} onClose={() => setAsking(false)} />}
    </span>
  );
}

function DeleteDialog({ recording, onClose }: { recording: RecordingView; onClose: () => void }) {
  const t = useTranslations("calls.player");
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => sendJson("DELETE", `/api/recordings/${recording.id}`, undefined, z.unknown()),
    onSuccess: async () => {
      toast.success(t("deleted"));
      onClose();
      // The call, and the message it may be of.
      await queries.invalidateQueries({ queryKey: ["tenant", tenantId] });
    },
  });
  return (
    <DeedDialog
      open
      onClose={onClose}
      title={t("deleteTitle")}
      deed={t("delete")}
      busy={deletion.isPending}
      fault={deletion.error ? messageOf(deletion.error) : undefined}
      onConfirm={() => deletion.mutate()}
    >
      {t("deleteBody")}
    </DeedDialog>
  );
}
