"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useErrorMessage } from "@/components/frame/error-message";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { ApiError, sendFile } from "@/lib/api-client";
import { importView, MAX_FILE_BYTES } from "@/lib/imports/schema";
import { importQueries } from "./import-queries";

/** A file is dropped here or chosen; what it is, the server finds out. */
export function ImportUpload() {
  const t = useTranslations("imports.upload");
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { send, isSending, fault } = useUpload();
  return (
    <section aria-label={t("title")} className="grid gap-3">
      <div
        data-testid="import-drop"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [file] = event.dataTransfer.files;
          if (file && !isSending) send(file);
        }}
        className={cn(
          "grid justify-items-center gap-3 rounded-lg border border-dashed px-6 py-12 text-center transition-colors",
          isOver && "border-accent bg-accent-soft",
        )}
      >
        <FileUp aria-hidden="true" className="size-8 text-ink-muted" />
        <div className="grid max-w-md gap-1">
          <p className="text-lg font-medium">{t("drop")}</p>
          <p className="text-ink-muted">{t("help")}</p>
        </div>
        <Button variant="primary" busy={isSending} onClick={() => chooser.current?.click()}>
          {t("choose")}
        </Button>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          aria-label={t("choose")}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            // The same file again is a new choice.
            event.target.value = "";
            if (file) send(file);
          }}
        />
        <p aria-live="polite" className="sr-only">
          {isSending && t("sending")}
        </p>
      </div>
      {fault && (
        <div role="alert">
          <Notice tone="failed" title={t("refused")}>
            {fault}
          </Notice>
        </div>
      )}
    </section>
  );
}

function useUpload() {
  const t = useTranslations("imports.upload");
  const router = useRouter();
  const queries = useQueryClient();
  const tenantId = useSession().tenant.id;
  const messageOf = useErrorMessage();
  const [isTooLarge, setTooLarge] = useState(false);
  const upload = useMutation({
    mutationFn: (file: File) =>
      sendFile(`/api/imports?fileName=${encodeURIComponent(file.name.slice(-200))}`, file, importView),
    onSuccess: (made) => {
      queries.setQueryData(importQueries.detail(tenantId, made.id).queryKey, made);
      router.push(`/contacts/import/${made.id}` as Route);
    },
  });
  const fields = upload.error instanceof ApiError ? Object.values(upload.error.fields) : [];
  const refusal = upload.error ? (fields[0] ?? messageOf(upload.error)) : undefined;
  return {
    send: (file: File) => {
      setTooLarge(file.size > MAX_FILE_BYTES);
      if (file.size <= MAX_FILE_BYTES) upload.mutate(file);
      else upload.reset();
    },
    // Until the next page is there, too.
    isSending: upload.isPending || upload.isSuccess,
    fault: isTooLarge ? t("tooLarge", { megabytes: MAX_FILE_BYTES / 1024 / 1024 }) : refusal,
  };
}
