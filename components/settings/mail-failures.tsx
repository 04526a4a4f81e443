import type { Route } from "next";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { NoticeLine } from "@/components/messages/notice-line";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { NoticeView } from "@/lib/messages/schema";

/** Whom nobody could tell, and why; the message itself is one press away. */
export function MailFailures({ failures }: { failures: NoticeView[] }) {
  const t = useTranslations("notices");
  return (
    <Card aria-labelledby="mail-failures-title">
      <CardHeader
        title={t("failures.title")}
        titleId="mail-failures-title"
        description={t("failures.description")}
      />
      <CardBody>
        {failures.length === 0 ? (
          <p className="text-ink-muted">{t("failures.none")}</p>
        ) : (
          <ul aria-labelledby="mail-failures-title" className="grid gap-4">
            {failures.map((notice) => (
              <NoticeLine
                key={notice.id}
                notice={notice}
                action={
                  <Link
                    href={`/messages/${notice.messageId}` as Route}
                    prefetch={false}
                    className="justify-self-start text-sm text-accent-ink underline underline-offset-2"
                  >
                    {t("openMessage")}
                  </Link>
                }
              />
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
