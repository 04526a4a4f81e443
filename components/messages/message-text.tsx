"use client";

import { useTranslations } from "next-intl";
import { Card, CardBody } from "@/components/ui/card";
import type { MessageView } from "@/lib/messages/schema";
import { MessageRecording } from "./message-recording";

/** What the caller said: in short, in full, and to be heard where it was recorded. */
export function MessageText({ message }: { message: MessageView }) {
  const t = useTranslations("messages");
  const { callId, summary, text, recording, transcriptState } = message;
  return (
    <Card aria-label={t("words")}>
      <CardBody className="grid gap-3">
        {summary && <p className="max-w-prose font-medium wrap-anywhere">{summary}</p>}
        {text && <p className="max-w-prose wrap-anywhere whitespace-pre-line">{text}</p>}
        {transcriptState !== null && transcriptState !== "done" && (
          <p aria-live="polite" className="text-ink-muted">
            {t(`transcript.${transcriptState}`)}
          </p>
        )}
        {transcriptState === "done" && !text && <p className="text-ink-muted">{t("transcript.done")}</p>}
        {transcriptState !== null &&
          (recording && callId ? (
            <MessageRecording callId={callId} recordingId={recording.id} />
          ) : (
            <p className="text-sm text-ink-muted">
              {t(transcriptState === "done" ? "audioGone" : "noAudioYet")}
            </p>
          ))}
      </CardBody>
    </Card>
  );
}
