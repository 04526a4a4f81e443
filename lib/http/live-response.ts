import "server-only";
import { findSession } from "@/db/queries/unscoped";
import type { Access } from "@/lib/auth/access";
import { closeOnShutdown, subscribe } from "@/lib/live/feed";

const PING_MS = 15_000;
const RETRY_MS = 1000;

/** Server-sent events of one business until the reader leaves, the session ends or the server stops. */
export async function liveResponse(access: Access, signal: AbortSignal): Promise<Response> {
  const encoder = new TextEncoder();
  let end: () => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      const ended = new AbortController();
      const unsubscribe = await subscribe(access.tenant.id, (message) =>
        send(`data: ${JSON.stringify(message)}\n\n`),
      );
      const ping = setInterval(() => {
        send(": ping\n\n");
        // A browser that was signed out elsewhere must not go on reading.
        findSession(access.sessionId).then(
          (session) => (session ? undefined : end()),
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
