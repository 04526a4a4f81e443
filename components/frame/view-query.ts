import { infiniteQueryOptions, type QueryKey, queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { getJson, getPage } from "@/lib/api-client";

// The server answers a page's questions ahead, without asking itself over the network. So every query keeps its `view`:
// what makes the answer of the verb behind an address into what the browser would hold after asking there.

/** A query of one address whose answer is read by `view`. */
export function viewQuery<const Key extends QueryKey, View extends z.ZodType>(
  queryKey: Key,
  path: string,
  view: View,
) {
  return { ...queryOptions({ queryKey, queryFn: ({ signal }) => getJson(path, view, signal) }), view };
}

/** A query of the first page of a list; `item` reads one of its items. */
export function pageQuery<const Key extends QueryKey, Item extends z.ZodType>(
  queryKey: Key,
  path: string,
  item: Item,
) {
  const options = queryOptions({ queryKey, queryFn: ({ signal }) => getPage(path, item, signal) });
  return { ...options, view: pageView(item) };
}

/** A query of a list, page after page; `pathOf` takes the cursor, empty for the first page. */
export function pagesQuery<const Key extends QueryKey, Item extends z.ZodType>(
  queryKey: Key,
  pathOf: (cursor: string) => string,
  item: Item,
) {
  const options = infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam, signal }) => getPage(pathOf(pageParam), item, signal),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });
  return { ...options, view: pageView(item).transform((page) => ({ pages: [page], pageParams: [""] })) };
}

function pageView<Item extends z.ZodType>(item: Item) {
  return z
    .object({ data: z.array(item), nextCursor: z.string().nullable() })
    .transform((page) => ({ ...page, count: page.data.length }));
}
