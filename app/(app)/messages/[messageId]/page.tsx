import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessageDetail } from "@/components/messages/message-detail";
import { messageQueries } from "@/components/messages/message-queries";
import { noticeQueries } from "@/components/messages/notice-queries";
import { listNotices } from "@/lib/messages/list-notices";
import { messageParams } from "@/lib/messages/schema";
import { getMessage } from "@/lib/messages/show-messages";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("detail") };
}

export default async function MessagePage({ params }: PageProps<"/messages/[messageId]">) {
  const { messageId } = await params;
  const isId = messageParams.safeParse({ messageId }).success;
  return (
    <Prefetched
      ask={({ tenant, scope }) =>
        isId
          ? [
              answer(messageQueries.detail(tenant.id, messageId), () => getMessage(scope, messageId)),
              answer(noticeQueries.of(tenant.id, messageId), () => listNotices(scope, messageId)),
            ]
          : []
      }
    >
      <MessageDetail key={messageId} messageId={messageId} />
    </Prefetched>
  );
}
