import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { pageQuery, pagesQuery, viewQuery } from "@/components/frame/view-query";
import { getPage } from "@/lib/api-client";
import { appointmentView } from "@/lib/appointments/schema";
import { callView } from "@/lib/calls/schema";
import {
  consentView,
  contactDetail,
  type ContactFilters,
  contactView,
  erasure,
  tagView,
} from "@/lib/contacts/schema";
import { messageView } from "@/lib/messages/schema";
import { contactSearch } from "./contact-search";

export const PAGE_SIZE = 50;
/** Of the calls and messages on a card. */
export const CARD_LIMIT = 20;

const all = (tenantId: string) => ["tenant", tenantId, "contacts"] as const;
const one = (tenantId: string, contactId: string) => [...all(tenantId), "one", contactId] as const;

export const contactQueries = {
  all,
  one,
  list: (tenantId: string, filters: ContactFilters) =>
    pagesQuery(
      [...all(tenantId), "list", filters],
      (cursor) => {
        const search = contactSearch.searchOf(filters);
        search.set("limit", String(PAGE_SIZE));
        if (cursor) search.set("cursor", cursor);
        return `/api/contacts?${search}`;
      },
      contactView,
    ),
  hits: (tenantId: string, text: string, limit: number) =>
    queryOptions({
      queryKey: [...all(tenantId), "hits", text, limit] as const,
      queryFn: async ({ signal }) => {
        const path = `/api/contacts?q=${encodeURIComponent(text)}&limit=${limit}`;
        return (await getPage(path, contactView, signal)).data;
      },
    }),
  tags: (tenantId: string) => viewQuery([...all(tenantId), "tags"], "/api/contacts/tags", z.array(tagView)),
  detail: (tenantId: string, contactId: string) =>
    viewQuery([...one(tenantId, contactId), "detail"], `/api/contacts/${contactId}`, contactDetail),
  consents: (tenantId: string, contactId: string) =>
    viewQuery(
      [...one(tenantId, contactId), "consents"],
      `/api/contacts/${contactId}/consents`,
      z.array(consentView),
    ),
  erasure: (tenantId: string, contactId: string) =>
    viewQuery([...one(tenantId, contactId), "erasure"], `/api/contacts/${contactId}/erasure`, erasure),
  // Under the keys of what they show, so that its news redraw them.
  calls: (tenantId: string, contactId: string) =>
    pageQuery(
      ["tenant", tenantId, "calls", "list", "of-contact", contactId],
      `/api/calls?contactId=${contactId}&limit=${CARD_LIMIT}`,
      callView,
    ),
  appointments: (tenantId: string, contactId: string) =>
    viewQuery(
      ["tenant", tenantId, "agenda", "of-contact", contactId],
      `/api/appointments/of?contactId=${contactId}`,
      z.array(appointmentView),
    ),
  messages: (tenantId: string, contactId: string) =>
    pageQuery(
      ["tenant", tenantId, "messages", "of-contact", contactId],
      `/api/messages?contactId=${contactId}&limit=${CARD_LIMIT}`,
      messageView,
    ),
};
