import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MessageList } from "@/components/messages/message-list";
import { messageQueries } from "@/components/messages/message-queries";
import { listMessages } from "@/lib/messages/list-messages";
import { answer, Prefetched } from "../prefetch";

const FIRST_PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("title") };
}

export default async function MessagesPage({ searchParams }: PageProps<"/messages">) {
  const state = (await searchParams)["state"] === "done" ? "done" : "open";
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(messageQueries.list(tenant.id, state), () =>
          listMessages(scope, { state }, { limit: FIRST_PAGE }),
        ),
      ]}
    >
      <MessageList />
    </Prefetched>
  );
}
