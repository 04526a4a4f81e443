import { infiniteQueryOptions, queryOptions, skipToken } from "@tanstack/react-query";
import { z } from "zod";
import { getJson, getPage } from "@/lib/api-client";
import { type CallFilters, callDetail, callEventView, callView, turnView } from "@/lib/calls/schema";
import { searchOf } from "./call-search";

const PAGE_SIZE = 50;
/** One answer of the list holds at most this many. */
export const DAY_LIMIT = 100;

const all = (tenantId: string) => ["tenant", tenantId, "calls"] as const;
const lists = (tenantId: string) => [...all(tenantId), "list"] as const;
const one = (tenantId: string, callId: string) => [...all(tenantId), "one", callId] as const;
const turns = (tenantId: string, callId: string) => [...one(tenantId, callId), "turns"] as const;

export const callQueries = {
  all,
  lists,
  one,
  live: (tenantId: string) =>
    queryOptions({
      queryKey: [...all(tenantId), "live"] as const,
      queryFn: ({ signal }) => getJson("/api/calls/live", z.array(callView), signal),
    }),
  list: (tenantId: string, filters: CallFilters) =>
    infiniteQueryOptions({
      queryKey: [...lists(tenantId), "pages", filters] as const,
      queryFn: ({ pageParam, signal }) => {
        const search = searchOf(filters);
        search.set("limit", String(PAGE_SIZE));
        if (pageParam) search.set("cursor", pageParam);
        return getPage(`/api/calls?${search}`, callView, signal);
      },
      initialPageParam: "",
      getNextPageParam: (page) => page.nextCursor,
    }),
  /** The newest calls of one day of the business. */
  day: (tenantId: string, day: string) =>
    queryOptions({
      queryKey: [...lists(tenantId), "day", day] as const,
      queryFn: ({ signal }) =>
        getPage(`/api/calls?from=${day}&to=${day}&limit=${DAY_LIMIT}`, callView, signal),
    }),
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
    queryOptions({
      queryKey: [...one(tenantId, callId), "detail"] as const,
      queryFn: ({ signal }) => getJson(`/api/calls/${callId}`, callDetail, signal),
    }),
  turns: (tenantId: string, callId: string) =>
    queryOptions({
      queryKey: turns(tenantId, callId),
      queryFn: ({ signal }) => getJson(`/api/calls/${callId}/turns`, z.array(turnView), signal),
    }),
  /** What is being said this moment; only the live feed writes it. */
  tentative: (tenantId: string, callId: string) =>
    queryOptions<string>({
      queryKey: [...one(tenantId, callId), "tentative"] as const,
      queryFn: skipToken,
    }),
  events: (tenantId: string, callId: string) =>
    queryOptions({
      queryKey: [...one(tenantId, callId), "events"] as const,
      queryFn: ({ signal }) => getJson(`/api/calls/${callId}/events`, z.array(callEventView), signal),
    }),
};
