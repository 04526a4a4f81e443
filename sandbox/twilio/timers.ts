/** Named timers of one verb, all cleared at its end. */
export class Timers {
  readonly #timers = new Map<string, NodeJS.Timeout>();

  set(name: string, durationMs: number, action: () => void): void {
    this.clear(name);
    this.#timers.set(name, setTimeout(action, durationMs));
  }

  has(name: string): boolean {
    return this.#timers.has(name);
  }

  clear(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  clearAll(): void {
    for (const name of this.#timers.keys()) this.clear(name);
  }
}
