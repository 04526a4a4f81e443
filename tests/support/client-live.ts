import { liveMessage, type LiveMessage } from "@/lib/calls/schema";
import type { Client } from "./client";

/** A page that follows `/api/live`. */
export class LiveReader {
  readonly messages: LiveMessage[] = [];
  /** True once the house has closed the stream. */
  ended = false;
  readonly #abort = new AbortController();

  /** Resolves when the stream is open: what happens from now on is read. */
  static async open(client: Client): Promise<LiveReader> {
    const reader = new LiveReader();
    const response = await fetch(`${client.baseUrl}/api/live`, {
      headers: client.headers(),
      signal: reader.#abort.signal,
    });
    if (!response.ok || !response.body) throw new Error(`/api/live: ${response.status}`);
    void reader.#read(response.body);
    return reader;
  }

  close(): void {
    this.#abort.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = "";
    try {
      for await (const chunk of body) {
        text += decoder.decode(chunk, { stream: true });
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks)
          if (block.startsWith("data: "))
            this.messages.push(liveMessage.parse(JSON.parse(block.slice("data: ".length))));
      }
      this.ended = true;
    } catch (error) {
      if (!this.#abort.signal.aborted) throw error;
    }
  }
}
