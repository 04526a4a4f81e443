import type { MediaEntry } from "@/lib/media/port";

export interface OutboxOptions {
  write: (entries: MediaEntry[]) => Promise<void>;
  maxEntries: number;
  batchMs: number;
  retryMinMs: number;
  retryMaxMs: number;
  giveUpMs: number;
  onTrouble: (trouble: {
    problem: "retrying" | "dropped" | "given_up";
    entries: number;
    error?: unknown;
  }) => void;
}

const BATCH_ENTRIES = 200;

/**
 * Entries on their way to the database, off the audio path: written in order and in batches, one at a time,
 * and tried again while PostgreSQL is away. It starts closed, because a stream whose token was not claimed may
 * not touch the call's transcript.
 */
export class Outbox {
  private pending: MediaEntry[] = [];
  private isOpen = false;
  private isSealed = false;
  private hasGivenUp = false;
  private running: Promise<void> | undefined;
  private wake: (() => void) | undefined;
  private readonly options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.options = options;
  }

  add(entry: MediaEntry): void {
    if (this.hasGivenUp) return;
    this.supersede(entry);
    if (this.pending.length >= this.options.maxEntries && !this.makeRoom(entry)) return;
    this.pending.push(entry);
    this.start();
  }

  open(): void {
    this.isOpen = true;
    this.start();
  }

  keepOnly(isKept: (entry: MediaEntry) => boolean): void {
    this.pending = this.pending.filter(isKept);
  }

  /** No more waiting for company: writes what is there, and gives up after a while. */
  async seal(): Promise<void> {
    this.isSealed = true;
    this.open();
    this.wake?.();
    let timer: NodeJS.Timeout | undefined;
    const gaveUp = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.giveUp();
        resolve();
      }, this.options.giveUpMs).unref();
    });
    while (this.running && !this.hasGivenUp) await Promise.race([this.running, gaveUp]);
    clearTimeout(timer);
  }

  get size(): number {
    return this.pending.length;
  }

  /** A newer version of a turn, or of what the caller seems to be saying, replaces one that still waits. */
  private supersede(entry: MediaEntry): void {
    if (entry.kind === "event") return;
    this.pending = this.pending.filter((other) => {
      if (other.kind === "tentative") return !(entry.kind === "tentative" || entry.role === "caller");
      return !(other.kind === "turn" && entry.kind === "turn" && other.position === entry.position);
    });
  }

  private makeRoom(entry: MediaEntry): boolean {
    if (entry.kind === "tentative") return false;
    const tentative = this.pending.findIndex((other) => other.kind === "tentative");
    this.pending.splice(Math.max(0, tentative), 1);
    if (tentative < 0) this.options.onTrouble({ problem: "dropped", entries: 1 });
    return true;
  }

  private start(): void {
    if (!this.isOpen || this.running || this.pending.length === 0) return;
    this.running = this.run().finally(() => {
      this.running = undefined;
      this.start();
    });
  }

  private async run(): Promise<void> {
    let failures = 0;
    // One entry that can never be written must not hold up the others: they are then tried one by one.
    let batchEntries = BATCH_ENTRIES;
    while (this.pending.length > 0) {
      if (failures === 0) await this.pause(this.options.batchMs);
      const batch = this.pending.slice(0, batchEntries);
      if (batch.length === 0) return;
      this.pending = this.pending.slice(batch.length);
      try {
        await this.options.write(batch);
        failures = 0;
      } catch (error) {
        failures += 1;
        batchEntries = await this.recover(batch, failures, error);
      }
    }
  }

  /** Puts a failed batch back and waits; returns how many entries to try next. */
  private async recover(batch: MediaEntry[], failures: number, error: unknown): Promise<number> {
    const { onTrouble, retryMinMs, retryMaxMs } = this.options;
    if (this.hasGivenUp) return BATCH_ENTRIES;
    const isPermanent = isPermanentError(error);
    if (isPermanent && batch.length === 1) {
      onTrouble({ problem: "dropped", entries: 1, error });
      return BATCH_ENTRIES;
    }
    this.putBack(batch);
    onTrouble({ problem: "retrying", entries: this.pending.length, error });
    if (isPermanent) return 1;
    const delayMs = Math.min(retryMaxMs, retryMinMs * 2 ** (failures - 1));
    // Spread, so that every call of every bridge does not come back in the same instant.
    await this.sleep(delayMs * (0.5 + Math.random() / 2));
    return BATCH_ENTRIES;
  }

  private putBack(batch: MediaEntry[]): void {
    const newer = this.pending;
    const isSuperseded = (entry: MediaEntry) =>
      entry.kind === "tentative" ||
      (entry.kind === "turn" &&
        newer.some((other) => other.kind === "turn" && other.position === entry.position));
    this.pending = [...batch.filter((entry) => !isSuperseded(entry)), ...newer];
    const excess = this.pending.length - this.options.maxEntries;
    if (excess <= 0) return;
    this.pending = this.pending.slice(excess);
    this.options.onTrouble({ problem: "dropped", entries: excess });
  }

  private giveUp(): void {
    this.hasGivenUp = true;
    this.options.onTrouble({ problem: "given_up", entries: this.pending.length });
    this.pending = [];
    this.wake?.();
  }

  private async pause(durationMs: number): Promise<void> {
    if (!this.isSealed) await this.sleep(durationMs);
  }

  private sleep(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, durationMs).unref();
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** True for an error that says that asking again is useless. */
export function isPermanentError(error: unknown): boolean {
  return typeof error === "object" && error !== null && "permanent" in error && error.permanent === true;
}
