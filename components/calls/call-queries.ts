import { queryOptions, skipToken } from "@tanstack/react-query";
import { z } from "zod";
import { pageQuery, pagesQuery, viewQuery } from "@/components/frame/view-query";
import { analysisView } from "@/lib/analysis/schema";
import { getPage } from "@/lib/api-client";
import {
  type CallFilters,
  callDetail,
  callEventView,
  callView,
  toolUseView,
  turnView,
} from "@/lib/calls/schema";
import { appointmentView } from "@/lib/appointments/schema";
import { callCosts } from "@/lib/model-uses/schema";
import { recordingView } from "@/lib/recordings/schema";
import { callSearch } from "./call-search";

export const PAGE_SIZE = 50;
/** One answer of the list holds at most this many. */
export const DAY_LIMIT = 100;

const all = (tenantId: string) => ["tenant", tenantId, "calls"] as const;
const lists = (tenantId: string) => [...all(tenantId), "list"] as const;
const one = (tenantId: string, callId: string) => [...all(tenantId), "one", callId] as const;

export const callQueries = {
  all,
  lists,
  one,
  live: (tenantId: string) => viewQuery([...all(tenantId), "live"], "/api/calls/live", z.array(callView)),
  list: (tenantId: string, filters: CallFilters) =>
    pagesQuery(
      [...lists(tenantId), "pages", filters],
      (cursor) => {
        const search = callSearch.searchOf(filters);
        search.set("limit", String(PAGE_SIZE));
        if (cursor) search.set("cursor", cursor);
        return `/api/calls?${search}`;
      },
      callView,
    ),
  /** The newest calls of one day of the business. */
  day: (tenantId: string, day: string) =>
    pageQuery(
      [...lists(tenantId), "day", day],
      `/api/calls?from=${day}&to=${day}&limit=${DAY_LIMIT}`,
      callView,
    ),
  hits: (tenantId: string, text: string, limit: number) =>
    queryOptions({
      queryKey: [...lists(tenantId), "hits", text, limit] as const,
      queryFn: async ({ signal }) => {
        const page = await getPage(
          `/api/calls?q=${encodeURIComponent(text)}&limit=${limit}`,
          callView,
          signal,
        );
        return page.data;
      },
    }),
  detail: (tenantId: string, callId: string) =>
    viewQuery([...one(tenantId, callId), "detail"], `/api/calls/${callId}`, callDetail),
  turns: (tenantId: string, callId: string) =>
    viewQuery([...one(tenantId, callId), "turns"], `/api/calls/${callId}/turns`, z.array(turnView)),
  /** What is being said this moment; only the live feed writes it. */
  tentative: (tenantId: string, callId: string) =>
    queryOptions<string>({
      queryKey: [...one(tenantId, callId), "tentative"] as const,
      queryFn: skipToken,
    }),
  recordings: (tenantId: string, callId: string) =>
    viewQuery(
      [...one(tenantId, callId), "recordings"],
      `/api/calls/${callId}/recordings`,
      z.array(recordingView),
    ),
  tools: (tenantId: string, callId: string) =>
    viewQuery([...one(tenantId, callId), "tools"], `/api/calls/${callId}/tools`, z.array(toolUseView)),
  /** Those something was done to in this call. */
  appointments: (tenantId: string, callId: string) =>
    viewQuery(
      ["tenant", tenantId, "agenda", "of-call", callId],
      `/api/appointments/of?callId=${callId}`,
      z.array(appointmentView),
    ),
  analysis: (tenantId: string, callId: string) =>
    viewQuery([...one(tenantId, callId), "analysis"], `/api/calls/${callId}/analysis`, analysisView),
  costs: (tenantId: string, callId: string) =>
    viewQuery([...one(tenantId, callId), "costs"], `/api/calls/${callId}/costs`, callCosts),
  events: (tenantId: string, callId: string) =>
    viewQuery([...one(tenantId, callId), "events"], `/api/calls/${callId}/events`, z.array(callEventView)),
};
