import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { Scope } from "@/db/client";
import { log } from "@/lib/log";
import { storable } from "@/lib/storable";
import { CALLBACK_KEY_HEADER, findTenantByCallbackKey } from "@/lib/webhooks/callback-key";
import { UnreadableRequest } from "./answers";
import { parseJson, readBytes } from "./body";
import { requireDatabase } from "./database";
import type { RouteHandler } from "./route";

const MAX_BYTES = 256 * 1024;

interface Declaration<Body extends z.ZodType> {
  summary: string;
  /** Of the address. */
  params?: z.ZodObject;
  body: Body;
  /** What is answered is JSON in the vendor's own shape, without our envelope. */
  handler(
    scope: Scope,
    body: z.output<Body>,
    params: Record<string, string | string[] | undefined>,
  ): Promise<object>;
}

/** A door for what ElevenLabs asks during a call (DESIGN §9): key, schema, then the verb. */
export function callbackRoute<Body extends z.ZodType>(declaration: Declaration<Body>): RouteHandler {
  const handle: (...of: Parameters<RouteHandler>) => Promise<Response> = async (request, context) => {
    const path = request.nextUrl.pathname;
    try {
      const key = request.headers.get(CALLBACK_KEY_HEADER);
      if (key === null) return refused(path, 401);
      requireDatabase();
      const tenantId = await findTenantByCallbackKey(key);
      if (!tenantId) return refused(path, 401);
      const parsed = declaration.body.safeParse(storable(await readBody(request)));
      if (!parsed.success) {
        const faults = parsed.error.issues.map((issue) => issue.path.join("."));
        log.warn({ path, tenantId, faults }, "callback not understood");
        return refused(path, 400);
      }
      const scope: Scope = { tenantId, actor: "elevenlabs" };
      const answer = await declaration.handler(scope, parsed.data, await context.params);
      return Response.json(answer, { headers: { "Cache-Control": "no-store" } });
    } catch (error) {
      if (error instanceof UnreadableRequest) return refused(path, error.status);
      log.error({ err: error, path }, "callback failed");
      return refused(path, 500);
    }
  };
  const { summary, params } = declaration;
  return Object.assign(handle, { spec: { summary, role: "public" as const, ...(params ? { params } : {}) } });
}

async function readBody(request: NextRequest): Promise<unknown> {
  return parseJson(await readBytes(request, MAX_BYTES));
}

function refused(path: string, status: number): Response {
  log.warn({ path, status }, "callback refused");
  const code = status === 401 ? "unauthenticated" : status === 500 ? "internal" : "invalid";
  const message = status === 401 ? "unverified" : status === 500 ? "failed" : "unreadable";
  return Response.json({ success: false, error: { code, message } }, { status });
}
