/**
 * What one side makes and another takes at its own pace. A stream whose reader is busy is read on meanwhile: Node's fetch never settles a read that begins
 * after an abort (seen with 20.20), and a limit of time is for the vendor, not for whoever speaks the words.
 */
export class PieceQueue<Piece> {
  readonly #pieces: Piece[] = [];
  #wake: () => void = () => undefined;
  #end: { error: unknown } | undefined;

  push(piece: Piece): void {
    this.#pieces.push(piece);
    this.#wake();
  }

  /** `error` undefined: that was all. */
  end(error?: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** Throws the error of the end once everything before it was taken; ends by itself when `signal` is aborted. */
  async *read(signal: AbortSignal): AsyncGenerator<Piece, void> {
    const wake = () => this.#wake();
    signal.addEventListener("abort", wake, { once: true });
    try {
      while (!signal.aborted) {
        const piece = this.#pieces.shift();
        if (piece !== undefined) yield piece;
        else if (!this.#end) await new Promise<void>((resolve) => (this.#wake = resolve));
        else if (this.#end.error === undefined) return;
        else throw this.#end.error;
      }
    } finally {
      signal.removeEventListener("abort", wake);
    }
  }
}
