import { pageQuery, pagesQuery } from "@/components/frame/view-query";
import { messageView } from "@/lib/messages/schema";

export type MessageState = "open" | "done";

/** One answer of the list holds at most this many; more are not counted one by one. */
export const COUNTED = 100;
const PAGE_SIZE = 50;

const all = (tenantId: string) => ["tenant", tenantId, "messages"] as const;

export const messageQueries = {
  all,
  list: (tenantId: string, state: MessageState) =>
    pagesQuery(
      [...all(tenantId), "list", state],
      (cursor) => `/api/messages?state=${state}&limit=${PAGE_SIZE}${cursor && `&cursor=${cursor}`}`,
      messageView,
    ),
  /** The most pressing ones: what the menu counts and the day shows. */
  open: (tenantId: string) =>
    pageQuery([...all(tenantId), "open"], `/api/messages?state=open&limit=${COUNTED}`, messageView),
};
