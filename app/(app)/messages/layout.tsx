import { advisorQueries } from "@/components/advisors/advisor-queries";
import { messageQueries, PAGE_SIZE } from "@/components/messages/message-queries";
import { MessagesSplit } from "@/components/messages/messages-split";
import { listAdvisors } from "@/lib/advisors/list-advisors";
import { countMessages, listMessages } from "@/lib/messages/list-messages";
import { answer, Prefetched } from "../prefetch";

/** Of what nobody has begun: a layout is not told what the address filters by, and a filtered list is asked for by the browser. */
export default function MessagesLayout({ children }: LayoutProps<"/messages">) {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(messageQueries.list(tenant.id, {}), () =>
          listMessages(scope, { status: "new" }, { limit: PAGE_SIZE }),
        ),
        answer(messageQueries.counts(tenant.id, {}), () => countMessages(scope, {})),
        answer(advisorQueries.list(tenant.id), () => listAdvisors(scope)),
      ]}
    >
      <MessagesSplit>{children}</MessagesSplit>
    </Prefetched>
  );
}
