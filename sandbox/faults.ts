/** Misbehaviour on request: tests say what a vendor should do wrong next, the stand-ins ask before they act. */
import { z } from "zod";

const FAULT_TARGETS = [
  "twilio.rest",
  "twilio.webhook",
  "twilio.stream",
  "elevenlabs.rest",
  "elevenlabs.socket",
  "elevenlabs.webhook",
  "elevenlabs.tool",
  "elevenlabs.personalization",
  "openai.rest",
] as const;
export type FaultTarget = (typeof FAULT_TARGETS)[number];

const FAULT_KINDS = [
  "status",
  "delay",
  "drop",
  "duplicate",
  "reorder",
  "forge",
  "cut",
  "refuse",
  "silent",
  "flood",
  "garble",
  "decline",
  /** How fast: `delayMs` before the first piece of an answer that comes in pieces, `afterMs` between any two. */
  "pace",
] as const;

export const faultInput = z.strictObject({
  target: z.enum(FAULT_TARGETS),
  kind: z.enum(FAULT_KINDS),
  /** How often it happens; without it, until it is cleared. */
  times: z.number().int().positive().optional(),
  status: z.number().int().min(100).max(599).optional(),
  /** What the vendor calls it, where one status has several causes. */
  code: z.string().min(1).optional(),
  delayMs: z.number().int().nonnegative().optional(),
  afterMs: z.number().int().nonnegative().optional(),
  /** Part of the path, event or body that it applies to, or several that must all occur; without it, all. */
  match: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional(),
});
export type FaultInput = z.infer<typeof faultInput>;

export interface Fault extends FaultInput {
  id: number;
  taken: number;
}

export class Faults {
  #next = 1;
  #faults: Fault[] = [];

  add(input: FaultInput): Fault {
    const fault: Fault = { ...faultInput.parse(input), id: this.#next++, taken: 0 };
    this.#faults.push(fault);
    return { ...fault };
  }

  /** The faults that apply to this exchange, in the order they were added; each is used up by one. */
  take(target: FaultTarget, what: string): Fault[] {
    const applying = this.#faults.filter(
      (fault) => fault.target === target && [fault.match ?? []].flat().every((part) => what.includes(part)),
    );
    for (const fault of applying) fault.taken += 1;
    this.#faults = this.#faults.filter((fault) => fault.times === undefined || fault.taken < fault.times);
    return applying.map((fault) => ({ ...fault }));
  }

  list(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }));
  }

  /** Answers those of them that were there. */
  remove(ids: readonly number[]): Fault[] {
    const removed = this.#faults.filter(({ id }) => ids.includes(id));
    this.#faults = this.#faults.filter(({ id }) => !ids.includes(id));
    return removed;
  }

  clear(): void {
    this.#faults = [];
  }
}
