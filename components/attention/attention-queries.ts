import { z } from "zod";
import { viewQuery } from "@/components/frame/view-query";
import { attentionView, waitingCallView } from "@/lib/safety/schema";

const all = (tenantId: string) => ["tenant", tenantId, "attention"] as const;

export const attentionQueries = {
  all,
  waiting: (tenantId: string) =>
    viewQuery([...all(tenantId), "waiting"], "/api/attention", z.array(waitingCallView)),
  ofCall: (tenantId: string, callId: string) =>
    viewQuery([...all(tenantId), "call", callId], `/api/calls/${callId}/attention`, attentionView),
};
