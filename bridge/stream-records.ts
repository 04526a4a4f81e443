import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { BridgeMetrics } from "./metrics";
import { Outbox } from "./outbox";
import type { MediaEntry, MediaEventType, MediaPort, StreamCall } from "@/lib/media/port";
import type { Limits, Timings } from "./timings";

/** What one stream writes to the database: its events with unique keys, and its turns. */
export class StreamRecords {
  /** A call may have several streams, one after the other: the keys of their events must not meet. */
  private readonly streamId = randomUUID();
  private readonly outbox: Outbox;
  private eventCount = 0;

  constructor(options: {
    call: StreamCall;
    media: MediaPort;
    timings: Timings;
    limits: Limits;
    metrics: BridgeMetrics;
    log: Logger;
  }) {
    const { call, media, timings, limits, metrics, log } = options;
    this.outbox = new Outbox({
      write: (entries) => media.write(call, entries),
      maxEntries: limits.outboxEntries,
      batchMs: timings.outboxBatchMs,
      retryMinMs: timings.outboxRetryMinMs,
      retryMaxMs: timings.outboxRetryMaxMs,
      giveUpMs: timings.outboxGiveUpMs,
      onTrouble: ({ problem, entries, error }) => {
        metrics.writeTroubles.inc({ problem });
        log[problem === "retrying" ? "warn" : "error"](
          { problem, entries, err: error },
          "entries not written",
        );
      },
    });
  }

  event(type: MediaEventType, payload: Record<string, unknown>): void {
    this.eventCount += 1;
    const key = `${type}:${this.streamId}:${this.eventCount}`;
    this.outbox.add({ kind: "event", key, type, at: new Date(), payload });
  }

  entry(entry: MediaEntry): void {
    this.outbox.add(entry);
  }

  /** From now on the database is written to. */
  open(): void {
    this.outbox.open();
  }

  /** Forgets what an unclaimed stream has gathered: it may not touch the transcript of the real one. */
  forget(what: "turns" | "everything"): void {
    this.outbox.keepOnly((entry) => what === "turns" && entry.kind === "event");
  }

  /** Resolves when all is written, or given up. */
  seal(): Promise<void> {
    return this.outbox.seal();
  }
}
