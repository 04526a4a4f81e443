"use client";

import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { callQueries } from "@/components/calls/call-queries";
import { useSession } from "@/components/frame/session-context";
import type { LiveMessage } from "@/lib/calls/schema";
import { type FeedPhase, openLiveFeed } from "./live-connection";
import { createRefreshQueue } from "./refresh-queue";

const FeedContext = createContext<FeedPhase>("connecting");

export function useFeedPhase(): FeedPhase {
  return useContext(FeedContext);
}

/** One feed for the whole tab: news of the server become fresh queries. */
export function LiveFeed({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const tenantId = useSession().tenant.id;
  const [phase, setPhase] = useState<FeedPhase>("connecting");
  useEffect(
    () =>
      openLiveFeed({
        connect: () => new EventSource(`/api/live?tenantId=${tenantId}`),
        onPhase: (next) => {
          setPhase(next);
          // A call may have begun between the first answer of the server and the first word of the feed.
          if (next === "open")
            void client.invalidateQueries({ queryKey: callQueries.live(tenantId).queryKey });
        },
        onMessage: createReader(client, tenantId),
      }),
    [client, tenantId],
  );
  return <FeedContext value={phase}>{children}</FeedContext>;
}

function createReader(client: QueryClient, tenantId: string): (message: LiveMessage) => void {
  const refresh = createRefreshQueue<QueryKey>(JSON.stringify, (queryKey) =>
    // What failed and has nothing to show says so until somebody asks again: news every second would hide that it failed.
    client.invalidateQueries({
      queryKey,
      predicate: ({ state }) => state.data !== undefined || state.status !== "error",
    }),
  );

  async function readTurns(callId: string): Promise<void> {
    const tentative = callQueries.tentative(tenantId, callId).queryKey;
    const said = client.getQueryData(tentative);
    await refresh(callQueries.turns(tenantId, callId).queryKey);
    // The final text is on screen now; what was begun meanwhile is another sentence.
    client.setQueryData(tentative, (now) => (now === said ? "" : now));
  }

  return (message) => {
    switch (message.type) {
      case "call":
        void refresh(callQueries.live(tenantId).queryKey);
        void refresh(callQueries.lists(tenantId));
        void refresh(callQueries.one(tenantId, message.callId));
        // The first call that is answered completes the guided path.
        void refresh(["tenant", tenantId, "onboarding"]);
        if (message.ended) client.setQueryData(callQueries.tentative(tenantId, message.callId).queryKey, "");
        break;
      case "turns":
        void readTurns(message.callId);
        break;
      case "tentative":
        client.setQueryData(callQueries.tentative(tenantId, message.callId).queryKey, message.text);
        break;
      case "agents":
        void refresh(["tenant", tenantId, "agents"]);
        void refresh(["tenant", tenantId, "line"]);
        void refresh(["tenant", tenantId, "onboarding"]);
        break;
      case "numbers":
        void refresh(["tenant", tenantId, "numbers"]);
        void refresh(["tenant", tenantId, "line"]);
        void refresh(["tenant", tenantId, "agents"]);
        void refresh(["tenant", tenantId, "onboarding"]);
        break;
      case "health":
        void refresh(["tenant", tenantId, "health"]);
        void refresh(["tenant", tenantId, "accounts"]);
        break;
      case "line":
        void refresh(["tenant", tenantId, "line"]);
        break;
      case "agenda":
        void refresh(["tenant", tenantId, "agenda"]);
        break;
      case "contacts":
        void refresh(["tenant", tenantId, "contacts"]);
        void refresh(["tenant", tenantId, "agenda"]);
        break;
      case "messages":
        void refresh(["tenant", tenantId, "messages"]);
        void refresh(["tenant", tenantId, "attention"]);
        break;
      case "transfer":
        void refresh(["tenant", tenantId, "transfers"]);
        void refresh(["tenant", tenantId, "advisors"]);
        void refresh(callQueries.one(tenantId, message.callId));
        break;
      case "advisors":
        void refresh(["tenant", tenantId, "advisors"]);
        void refresh(["tenant", tenantId, "line"]);
        break;
      case "voice":
        void refresh(["tenant", tenantId, "voice"]);
        break;
      case "import":
        void refresh(["tenant", tenantId, "imports"]);
        break;
      case "deliveries":
        void refresh(["tenant", tenantId, "deliveries"]);
        break;
      case "resync":
        // The server is back: what failed may succeed now.
        void client.invalidateQueries({ queryKey: ["tenant", tenantId] });
        break;
    }
  };
}
