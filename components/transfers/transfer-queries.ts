import { z } from "zod";
import { pageQuery, viewQuery } from "@/components/frame/view-query";
import { messageView } from "@/lib/messages/schema";
import { transferView } from "@/lib/transfers/schema";

const all = (tenantId: string) => ["tenant", tenantId, "transfers"] as const;

export const transferQueries = {
  all,
  /** Of every call in which an advisor is looked for, or spoken with. */
  open: (tenantId: string) =>
    viewQuery([...all(tenantId), "open"], "/api/transfers?open=true", z.array(transferView)),
  /** Those in which the telephone of the signed-in member rings, or is spoken on. */
  mine: (tenantId: string) =>
    viewQuery([...all(tenantId), "mine"], "/api/transfers?open=true&mine=true", z.array(transferView)),
  ofCall: (tenantId: string, callId: string) =>
    viewQuery([...all(tenantId), "of-call", callId], `/api/calls/${callId}/transfers`, z.array(transferView)),
  one: (tenantId: string, transferId: string) =>
    viewQuery([...all(tenantId), "one", transferId], `/api/transfers/${transferId}`, transferView),
  // Under the keys of what it shows, so that its news redraw it.
  messagesOf: (tenantId: string, callId: string) =>
    pageQuery(
      ["tenant", tenantId, "messages", "of-call", callId],
      `/api/messages?callId=${callId}&limit=1`,
      messageView,
    ),
};
