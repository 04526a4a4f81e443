import { type LiveMessage, liveMessage } from "@/lib/calls/schema";

export type FeedPhase = "connecting" | "open" | "lost";

/** The part of `EventSource` that is used here. */
export type FeedSource = EventTarget & { close(): void };

type FeedOptions = {
  connect: () => FeedSource;
  onPhase: (phase: FeedPhase) => void;
  onMessage: (message: LiveMessage) => void;
  /** 0 to 1; spreads the return of many browsers after a restart of the server. */
  random?: () => number;
};

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 20_000;
// A proxy in front of a server that is away may accept a connection only to close it.
const TRUSTED_AFTER_MS = 5000;

/** Keeps one feed open until the returned function is called. After every gap in it the reader is told to resync. */
export function openLiveFeed({ connect, onPhase, onMessage, random = Math.random }: FeedOptions): () => void {
  let source: FeedSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let trust: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let hadGap = false;

  function start(): void {
    const current = connect();
    source = current;
    current.addEventListener("open", () => {
      trust = setTimeout(() => (failures = 0), TRUSTED_AFTER_MS);
      onPhase("open");
      if (hadGap) onMessage({ type: "resync" });
      hadGap = false;
    });
    current.addEventListener("message", (event) => {
      const message = event instanceof MessageEvent ? readMessage(String(event.data)) : undefined;
      if (message) onMessage(message);
    });
    // The browser's own retry knows no back-off and gives up on an HTTP error, so every failure is ours to repair.
    current.addEventListener("error", () => {
      current.close();
      clearTimeout(trust);
      hadGap = true;
      onPhase("lost");
      const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures);
      failures += 1;
      timer = setTimeout(start, waitMs * (0.5 + random() / 2));
    });
  }

  onPhase("connecting");
  start();
  return () => {
    clearTimeout(timer);
    clearTimeout(trust);
    source?.close();
  };
}

/** Undefined for what a newer server may send that this page does not know. */
function readMessage(data: string): LiveMessage | undefined {
  try {
    return liveMessage.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
