import { pageQuery, pagesQuery, viewQuery } from "@/components/frame/view-query";
import { messageCounts, type MessageFilters, messageView } from "@/lib/messages/schema";
import { messageSearch } from "./message-search";

/** One answer of the list holds at most this many; more are not counted one by one. */
export const COUNTED = 100;
export const PAGE_SIZE = 50;

const all = (tenantId: string) => ["tenant", tenantId, "messages"] as const;

export const messageQueries = {
  all,
  /** Of the inbox: what nobody has begun, unless the address says otherwise. */
  list: (tenantId: string, filters: MessageFilters) =>
    pagesQuery(
      [...all(tenantId), "list", filters],
      (cursor) => {
        const search = messageSearch.searchOf({ status: "new", ...filters });
        search.set("limit", String(PAGE_SIZE));
        if (cursor) search.set("cursor", cursor);
        return `/api/messages?${search}`;
      },
      messageView,
    ),
  counts: (tenantId: string, { status: _status, ...filters }: MessageFilters) =>
    viewQuery(
      [...all(tenantId), "counts", filters],
      `/api/messages/counts?${messageSearch.searchOf(filters)}`,
      messageCounts,
    ),
  detail: (tenantId: string, messageId: string) =>
    viewQuery([...all(tenantId), "detail", messageId], `/api/messages/${messageId}`, messageView),
  /** The most pressing ones: what the menu counts and the day shows. */
  open: (tenantId: string) =>
    pageQuery([...all(tenantId), "open"], `/api/messages?state=open&limit=${COUNTED}`, messageView),
};
