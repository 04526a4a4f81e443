import { describe, expect, it } from "vitest";
import { PieceQueue } from "./piece-queue";

async function all(queue: PieceQueue<string>, signal = new AbortController().signal): Promise<string[]> {
  const taken: string[] = [];
  for await (const piece of queue.read(signal)) taken.push(piece);
  return taken;
}

describe("a queue of pieces", () => {
  it("gives everything in its order, also what came before anybody asked", async () => {
    const queue = new PieceQueue<string>();
    queue.push("a");
    const taken = all(queue);
    queue.push("b");
    await Promise.resolve();
    queue.push("c");
    queue.end();
    expect(await taken).toEqual(["a", "b", "c"]);
  });

  it("ends with what went wrong, after what was right", async () => {
    const queue = new PieceQueue<string>();
    queue.push("a");
    queue.end(new Error("cut"));
    const reading = queue.read(new AbortController().signal);
    expect((await reading.next()).value).toBe("a");
    await expect(reading.next()).rejects.toThrow("cut");
  });

  it("lets go of a reader who waits, or is busy, when it is aborted", async () => {
    const queue = new PieceQueue<string>();
    const gone = new AbortController();
    const waiting = all(queue, gone.signal);
    gone.abort();
    expect(await waiting).toEqual([]);
    queue.push("late");
    expect(await all(queue, gone.signal)).toEqual([]);
  });
});
