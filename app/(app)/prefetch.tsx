import "server-only";
import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { z } from "zod";
import { type Access, findPageAccess } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

type Answer = { queryKey: QueryKey; view: z.ZodType; verb: () => Promise<unknown> };

/** A query of the page and the verb its route would call; the query's own view leaves out what may not leave the house. */
export function answer(query: { queryKey: QueryKey; view: z.ZodType }, verb: () => Promise<unknown>): Answer {
  return { queryKey: query.queryKey, view: query.view, verb };
}

type PrefetchedProps = { answers: (access: Access) => readonly Answer[]; children?: ReactNode };

/** Its children arrive with their answers. One that fails is left out: the browser asks again and shows what is wrong. */
export async function Prefetched({ answers, children }: PrefetchedProps) {
  const access = await findPageAccess();
  const client = new QueryClient();
  const given = access ? answers(access) : [];
  await Promise.all(
    given.map(async ({ queryKey, view, verb }) => {
      try {
        client.setQueryData(queryKey, view.parse(await verb()));
      } catch (error) {
        if (!(error instanceof AppError)) log.warn({ err: error, queryKey }, "page could not be answered ahead");
      }
    }),
  );
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
