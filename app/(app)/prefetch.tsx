import "server-only";
import {
  dehydrate,
  type DehydratedState,
  HydrationBoundary,
  QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { z } from "zod";
import type { Access } from "@/lib/auth/access";
import { findPageAccess } from "@/lib/auth/session";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

interface Query {
  queryKey: QueryKey;
  view: z.ZodType;
}
type Answer = Query & { verb: () => Promise<unknown> };
type Ask = (access: Access) => readonly Answer[] | Promise<readonly Answer[]>;

/** A query of the page, and the verb its route would call. */
export function answer({ queryKey, view }: Query, verb: () => Promise<unknown>): Answer {
  return { queryKey, view, verb };
}

/** What the browser would hold had it asked. An answer that fails is left out: the browser asks again and says what is wrong. */
export async function answersOf(ask: Ask): Promise<DehydratedState> {
  const client = new QueryClient();
  const access = await findPageAccess();
  await Promise.all(
    (access ? await ask(access) : []).map(async ({ queryKey, view, verb }) => {
      try {
        // The view leaves out what must not leave the house, as it does in a route.
        client.setQueryData(queryKey, view.parse(await verb()));
      } catch (error) {
        if (!(error instanceof AppError)) log.warn({ err: error, queryKey }, "page not answered ahead");
      }
    }),
  );
  return dehydrate(client);
}

/** Its children are drawn with their answers already there. */
export async function Prefetched({ ask, children }: { ask: Ask; children: ReactNode }) {
  return <HydrationBoundary state={await answersOf(ask)}>{children}</HydrationBoundary>;
}
