"use client";

import { useMutation } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useErrorMessage } from "@/components/frame/error-message";
import { useMay } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { sendJson } from "@/lib/api-client";
import { testMailView } from "@/lib/messages/schema";

/** Whether e-mail can be sent; an admin can see one arrive. */
export function MailState({ mailFrom }: { mailFrom: string | null }) {
  const t = useTranslations("notices.mail");
  const mayTest = useMay("admin");
  return (
    <Card aria-labelledby="mail-title">
      <CardHeader
        title={t("title")}
        titleId="mail-title"
        actions={
          <StatusBadge tone={mailFrom === null ? "waiting" : "good"}>
            {t(mailFrom === null ? "off" : "on")}
          </StatusBadge>
        }
      />
      <CardBody className="grid gap-4">
        <p className="max-w-prose wrap-anywhere">
          {mailFrom === null ? t("offBody") : t("from", { address: mailFrom })}
        </p>
        {mailFrom !== null && mayTest && <TestMail />}
      </CardBody>
    </Card>
  );
}

function TestMail() {
  const t = useTranslations("notices.mail");
  const messageOf = useErrorMessage();
  const test = useMutation({
    mutationFn: () => sendJson("POST", "/api/notices/test", undefined, testMailView),
  });
  return (
    <div className="grid gap-3">
      <Button className="justify-self-start" busy={test.isPending} onClick={() => test.mutate()}>
        <Send aria-hidden="true" />
        {t("test")}
      </Button>
      <div aria-live="polite" className="wrap-anywhere empty:hidden">
        {test.data && (
          <Notice tone="good" title={t("taken", { to: test.data.to })}>
            {t("said", { answer: test.data.answer })}
          </Notice>
        )}
        {test.error && <Notice tone="failed" title={messageOf(test.error)} />}
      </div>
    </div>
  );
}
