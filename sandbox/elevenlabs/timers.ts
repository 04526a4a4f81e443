/** Node fires longer ones at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Named timers: setting one again replaces it, and all can be stopped at once. */
export class Timers {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  set(name: string, delayMs: number, run: () => void): void {
    this.clear(name);
    const timer = setTimeout(
      () => {
        this.#timers.delete(name);
        run();
      },
      Math.min(delayMs, MAX_DELAY_MS),
    );
    timer.unref();
    this.#timers.set(name, timer);
  }

  has(name: string): boolean {
    return this.#timers.has(name);
  }

  clear(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  clearAll(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }
}
