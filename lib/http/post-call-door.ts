import "server-only";
import type { NextRequest } from "next/server";
import { log } from "@/lib/log";
import { receivePostCall } from "@/lib/webhooks/receive-post-call";
import { UnreadableRequest } from "./answers";
import { readBytes } from "./body";
import { requireDatabase } from "./database";
import type { RouteHandler } from "./route";

/** Transcripts are small; audio, which is not, is not asked for (elevenlabs.md §4.3 `events`). */
const MAX_BYTES = 8 * 1024 * 1024;

/** A door for ElevenLabs. */
export const postCall: RouteHandler = Object.assign(
  async (request: NextRequest): Promise<Response> => {
    const path = request.nextUrl.pathname;
    try {
      const signature = request.headers.get("elevenlabs-signature");
      if (signature === null) return refused(path, 401);
      requireDatabase();
      const received = await receivePostCall(await readBytes(request, MAX_BYTES), signature);
      if (received.status !== 200) return refused(path, received.status);
      return Response.json({ success: true, data: { note: received.note } });
    } catch (error) {
      if (error instanceof UnreadableRequest) return refused(path, error.status);
      log.error({ err: error, path }, "post-call webhook failed");
      return Response.json(
        { success: false, error: { code: "internal", message: "failed" } },
        { status: 500 },
      );
    }
  },
  { spec: { summary: "ElevenLabs: a conversation is over", role: "public" as const } },
);

function refused(path: string, status: number): Response {
  log.warn({ path, status }, "post-call webhook refused");
  const message = status === 401 ? "unverified" : "unreadable";
  return Response.json(
    { success: false, error: { code: status === 401 ? "unauthenticated" : "invalid", message } },
    { status },
  );
}
