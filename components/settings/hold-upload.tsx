"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ProgressBar } from "@/components/ui/progress-bar";
import { ApiError, sendFileWatched } from "@/lib/api-client";
import { formatPercent } from "@/lib/format";
import { MAX_TRACK_BYTES } from "@/lib/hold-music/rules";
import { trackView } from "@/lib/hold-music/schema";
import { voiceQueries } from "./voice-queries";

const MEGABYTES = MAX_TRACK_BYTES / 1024 / 1024;

/** A file of the business's own; what it is, the server finds out. */
export function HoldUpload() {
  const t = useTranslations("voiceSettings.music");
  const tErrors = useTranslations("errors.fields");
  const chooser = useRef<HTMLInputElement>(null);
  const [isLicensed, setLicensed] = useState(false);
  const [isMissed, setMissed] = useState(false);
  const upload = useUpload(() => setLicensed(false));
  const choose = () => {
    setMissed(!isLicensed);
    if (isLicensed) chooser.current?.click();
  };
  return (
    <section
      aria-labelledby="hold-upload"
      className="grid grid-cols-1 gap-3 rounded-lg border border-dashed p-4"
    >
      <div className="grid max-w-2xl gap-0.5">
        <h3 id="hold-upload" className="font-medium">
          {t("uploadTitle")}
        </h3>
        <p className="text-sm text-ink-muted">{t("uploadHelp", { megabytes: MEGABYTES })}</p>
      </div>
      <label className="flex items-start gap-2.5">
        <input
          type="checkbox"
          checked={isLicensed}
          onChange={(event) => {
            setLicensed(event.target.checked);
            setMissed(false);
          }}
          aria-invalid={isMissed || undefined}
          aria-describedby={isMissed ? "hold-licence-missed" : undefined}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          {t("licence")}
          <span className="block text-sm text-ink-muted">{t("licenceHelp")}</span>
        </span>
      </label>
      {isMissed && (
        <p id="hold-licence-missed" role="alert" className="text-sm text-failed">
          {tErrors("licence_needed")}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button busy={upload.isPending} onClick={choose}>
          <Upload aria-hidden="true" />
          {t("file")}
        </Button>
        {upload.file && <UploadProgress name={upload.file} share={upload.share} />}
      </div>
      <input
        ref={chooser}
        type="file"
        // Nobody reaches it but through the button, which asks for the licence first.
        hidden
        accept=".wav,.mp3,audio/wav,audio/mpeg"
        aria-label={t("file")}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file again is a new choice.
          event.target.value = "";
          if (file) upload.send({ file, isLicensed });
        }}
      />
      {upload.fault && (
        <div role="alert">
          <Notice tone="failed" title={t("refused")}>
            {upload.fault}
          </Notice>
        </div>
      )}
    </section>
  );
}

function UploadProgress({ name, share }: { name: string; share: number }) {
  const t = useTranslations("voiceSettings.music");
  const locale = useLocale();
  const words =
    share < 1 ? t("uploading", { name, percent: formatPercent(share, locale) }) : t("converting", { name });
  return (
    <span className="flex min-w-0 flex-1 basis-60 items-center gap-3">
      <ProgressBar
        aria-label={words}
        // Without a value: nobody knows how long the conversion takes.
        {...(share < 1 ? { value: share, max: 1 } : {})}
        className="h-1.5 w-32 shrink-0"
      />
      <output className="min-w-0 text-sm wrap-anywhere text-ink-muted tabular-nums">{words}</output>
    </span>
  );
}

type Chosen = { file: File; isLicensed: boolean };

function useUpload(onDone: () => void) {
  const t = useTranslations("voiceSettings.music");
  const messageOf = useErrorMessage();
  const queries = useQueryClient();
  const { queryKey } = voiceQueries.tracks(useSession().tenant.id);
  const [share, setShare] = useState(0);
  const [isTooLarge, setTooLarge] = useState(false);
  const upload = useMutation({
    mutationFn: ({ file, isLicensed }: Chosen) => {
      setShare(0);
      const query = new URLSearchParams({ name: file.name.slice(-120), isLicensed: String(isLicensed) });
      return sendFileWatched(`/api/hold-music?${query}`, file, { schema: trackView, onProgress: setShare });
    },
    onSuccess: async ({ name }) => {
      await queries.invalidateQueries({ queryKey });
      toast.success(t("uploaded", { name: name ?? "" }));
      onDone();
    },
  });
  const fields = upload.error instanceof ApiError ? Object.values(upload.error.fields) : [];
  const refusal = upload.error ? (fields[0] ?? messageOf(upload.error)) : undefined;
  return {
    send: (chosen: Chosen) => {
      const isTooMuch = chosen.file.size > MAX_TRACK_BYTES;
      setTooLarge(isTooMuch);
      if (!isTooMuch) upload.mutate(chosen);
      else upload.reset();
    },
    isPending: upload.isPending,
    file: upload.isPending ? upload.variables.file.name : undefined,
    share,
    fault: isTooLarge ? t("tooLarge", { megabytes: MEGABYTES }) : refusal,
  };
}
