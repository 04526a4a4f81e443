"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Instant } from "@/components/calls/instant";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay, useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Textarea } from "@/components/ui/textarea";
import { sendJson } from "@/lib/api-client";
import { type MessageView, messageView } from "@/lib/messages/schema";
import { messageQueries } from "./message-queries";

const MAX_LENGTH = 2000;

/** What members wrote to each other about it; nothing written is changed afterwards. */
export function MessageNotes({ message }: { message: MessageView }) {
  const t = useTranslations("messages.notes");
  const titleId = useId();
  const mayWrite = useMay("operator");
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader title={t("title")} titleId={titleId} />
      <CardBody className="grid gap-4">
        {message.notes.length > 0 ? (
          <ol aria-labelledby={titleId} className="grid gap-3">
            {message.notes.map(({ id, author, text, createdAt }) => (
              <li key={id} data-testid="message-note" className="grid gap-0.5">
                <p className="text-sm text-ink-muted">
                  <span className="font-medium text-ink">{author || t("somebody")}</span>{" "}
                  <Instant at={createdAt} />
                </p>
                <p className="max-w-prose wrap-anywhere whitespace-pre-line">{text}</p>
              </li>
            ))}
          </ol>
        ) : (
          <p className="text-ink-muted">{t("none")}</p>
        )}
        {mayWrite && <NewNote key={message.id} messageId={message.id} labelledBy={titleId} />}
      </CardBody>
    </Card>
  );
}

function NewNote({ messageId, labelledBy }: { messageId: string; labelledBy: string }) {
  const t = useTranslations("messages.notes");
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const messageOf = useErrorMessage();
  const [text, setText] = useState("");
  const add = useMutation({
    mutationFn: (written: string) =>
      sendJson("POST", `/api/messages/${messageId}/notes`, { text: written }, messageView),
    onSuccess: (saved) => {
      setText("");
      queries.setQueryData(messageQueries.detail(tenantId, messageId).queryKey, saved);
    },
  });
  const isEmpty = text.trim() === "";
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !add.isPending) add.mutate(text);
      }}
    >
      <Textarea
        aria-labelledby={labelledBy}
        value={text}
        maxLength={MAX_LENGTH}
        placeholder={t("placeholder")}
        onChange={({ target }) => setText(target.value)}
      />
      {add.error && (
        <p role="alert" className="text-sm text-failed">
          {messageOf(add.error)}
        </p>
      )}
      <Button type="submit" size="sm" className="justify-self-start" busy={add.isPending} disabled={isEmpty}>
        {t("add")}
      </Button>
    </form>
  );
}
