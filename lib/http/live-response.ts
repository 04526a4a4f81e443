import "server-only";
import { findSession, listMembershipsOfUser } from "@/db/queries/unscoped";
import type { Access } from "@/lib/auth/access";
import { AppError } from "@/lib/errors";
import { closeOnShutdown, subscribe } from "@/lib/live/feed";

const PING_MS = 15_000;
const RETRY_MS = 1000;
/** More pages than anybody keeps open. */
const MAX_STREAMS_OF_SESSION = 20;

const open = new Map<string, number>();

/**
 * Server-sent events of one business until the reader leaves, the session or the membership ends, or the server stops. Throws
 * `limit_reached` for more of them than one browser needs.
 */
export async function liveResponse(access: Access, signal: AbortSignal): Promise<Response> {
  const { sessionId } = access;
  const others = open.get(sessionId) ?? 0;
  if (others >= MAX_STREAMS_OF_SESSION) throw new AppError("limit_reached", "too many live streams");
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const ended = new AbortController();
      open.set(sessionId, others + 1);
      const unsubscribe = await subscribe(access.tenant.id, (message) =>
        send(`data: ${JSON.stringify(message)}\n\n`),
      ).catch((error: unknown) => {
        leave(sessionId);
        throw error;
      });
      const ping = setInterval(() => {
        send(": ping\n\n");
        // Who was signed out elsewhere, or removed from the business, must not go on listening to its callers.
        mayListen(access).then(
          (may) => (may ? undefined : end()),
          () => undefined,
        );
      }, PING_MS);
      const forget = closeOnShutdown(() => end());
      end = () => {
        if (ended.signal.aborted) return;
        ended.abort();
        clearInterval(ping);
        unsubscribe();
        forget();
        leave(sessionId);
        try {
          controller.close();
        } catch {
          // The reader had closed it.
        }
      };
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
      else send(`retry: ${RETRY_MS}\n\n`);
    },
    cancel() {
      end();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      "Cache-Control": "no-cache, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
}

function leave(sessionId: string): void {
  const left = (open.get(sessionId) ?? 1) - 1;
  if (left > 0) open.set(sessionId, left);
  else open.delete(sessionId);
}

async function mayListen({ sessionId, user, tenant }: Access): Promise<boolean> {
  if (!(await findSession(sessionId))) return false;
  return (await listMembershipsOfUser(user.id)).some((membership) => membership.tenant.id === tenant.id);
}
