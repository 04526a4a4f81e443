import "server-only";
import type { NextRequest } from "next/server";
import { log } from "@/lib/log";
import { receivePostCall } from "@/lib/webhooks/receive-post-call";
import { UnreadableRequest } from "./answers";
import { requireDatabase } from "./database";
import { TooBusyError, withPostCallBody } from "./post-call-body";
import type { RouteHandler } from "./route";

/** A door for ElevenLabs. */
export const postCall: RouteHandler = Object.assign(
  async (request: NextRequest): Promise<Response> => {
    const path = request.nextUrl.pathname;
    try {
      const signature = request.headers.get("elevenlabs-signature");
      if (signature === null) return refused(path, 401);
      requireDatabase();
      const received = await withPostCallBody(request, (raw) => receivePostCall(raw, signature));
      if (received.status !== 200) return refused(path, received.status);
      return Response.json({ success: true, data: { note: received.note } });
    } catch (error) {
      if (error instanceof UnreadableRequest) return refused(path, error.status);
      if (error instanceof TooBusyError) return refused(path, 503);
      log.error({ err: error, path }, "post-call webhook failed");
      return Response.json(
        { success: false, error: { code: "internal", message: "failed" } },
        { status: 500 },
      );
    }
  },
  { spec: { summary: "ElevenLabs: a conversation is over", role: "public" as const } },
);

const REFUSALS: Record<number, { code: string; message: string }> = {
  401: { code: "unauthenticated", message: "unverified" },
  413: { code: "invalid", message: "too large" },
  503: { code: "limit_reached", message: "busy" },
};

function refused(path: string, status: number): Response {
  log.warn({ path, status }, "post-call webhook refused");
  const error = REFUSALS[status] ?? { code: "invalid", message: "unreadable" };
  return Response.json({ success: false, error }, { status });
}
