import { agentQueries } from "@/components/agents/agent-queries";
import { callQueries, PAGE_SIZE } from "@/components/calls/call-queries";
import { CallsSplit } from "@/components/calls/calls-split";
import { listAgents } from "@/lib/agents/list-agents";
import { listCalls } from "@/lib/calls/list-calls";
import { answer, Prefetched } from "../prefetch";

/** Of the whole list: a layout is not told what the address filters by, and a filtered list is asked for by the browser. */
export default function CallsLayout({ children }: LayoutProps<"/calls">) {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(callQueries.list(tenant.id, {}), () => listCalls(scope, {}, { limit: PAGE_SIZE })),
        answer(agentQueries.list(tenant.id), () => listAgents(scope)),
      ]}
    >
      <CallsSplit>{children}</CallsSplit>
    </Prefetched>
  );
}
