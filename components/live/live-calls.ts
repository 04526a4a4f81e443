"use client";

import { useQuery } from "@tanstack/react-query";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import { useFeedPhase } from "./live-feed";

const ASKED_EVERY_MS = 30_000;
const ASKED_WITHOUT_FEED_MS = 4000;

/** The feed tells at once; asking now and then covers what a feed can lose. */
export function useLiveCalls() {
  const { tenant } = useSession();
  const phase = useFeedPhase();
  return useQuery({
    ...callQueries.live(tenant.id),
    refetchInterval: phase === "open" ? ASKED_EVERY_MS : ASKED_WITHOUT_FEED_MS,
  });
}
