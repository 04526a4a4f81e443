import { z } from "zod";
import { listCalls } from "@/lib/calls/list-calls";
import { placeCall } from "@/lib/calls/place-call";
import { callDetail, callListQuery, callView, newCallInput } from "@/lib/calls/schema";
import { idempotencyKeyOf } from "@/lib/http/idempotency-key";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Calls, newest first",
  role: "viewer",
  apiScope: "calls:read",
  query: callListQuery,
  output: z.array(callView),
  paged: true,
  handler: ({ scope, query: { cursor, limit, ...filters } }) => listCalls(scope, filters, { cursor, limit }),
});

export const POST = route({
  summary: "Call somebody",
  role: "operator",
  apiScope: "calls:write",
  body: newCallInput,
  output: callDetail,
  idempotent: true,
  status: 201,
  handler: ({ scope, body, request }) =>
    placeCall(scope, {
      ...body,
      idempotencyKey: body.idempotencyKey ?? idempotencyKeyOf(request),
    }),
});
