/** Vendors' clocks that are wrong on request: shifts the `Date` header of their REST answers (RFC 9110 §6.6.1). */
import type { ServerResponse } from "node:http";
import { z } from "zod";

const skewInput = z.strictObject({ skewSeconds: z.number().int() });

export class Skew {
  #seconds = 0;

  set(input: unknown): { skewSeconds: number } {
    this.#seconds = skewInput.parse(input).skewSeconds;
    return { skewSeconds: this.#seconds };
  }

  /** To be called before an answer is written. */
  stamp(res: ServerResponse): void {
    if (this.#seconds === 0) return;
    res.setHeader("date", new Date(Date.now() + this.#seconds * 1000).toUTCString());
  }
}
