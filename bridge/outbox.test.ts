import { describe, expect, it } from "vitest";
import { Outbox, type OutboxOptions } from "./outbox";
import type { MediaEntry } from "@/lib/media/port";

function event(key: string): MediaEntry {
  return { kind: "event", key, type: "dtmf", at: new Date(), payload: {} };
}

function turn(position: number, text: string): MediaEntry {
  const facts = { originalText: null, interrupted: false, offsetMs: 0, at: new Date() };
  return { kind: "turn", position, role: "agent", text, ...facts };
}

function nameOf(entry: MediaEntry): string {
  if (entry.kind === "event") return entry.key;
  return entry.kind === "turn" ? `${entry.position}:${entry.text}` : `~${entry.text}`;
}

/** A database that fails as told, and remembers what it was given. */
function setUp(options: Partial<OutboxOptions> & { failures?: unknown[] } = {}) {
  const { failures = [], ...rest } = options;
  const written: string[] = [];
  const troubles: string[] = [];
  let attempts = 0;
  const outbox = new Outbox({
    write: (entries) => {
      attempts += 1;
      const failure = failures.shift();
      if (failure !== undefined) return Promise.reject(failure);
      written.push(...entries.map(nameOf));
      return Promise.resolve();
    },
    maxEntries: 100,
    batchMs: 1,
    retryMinMs: 1,
    retryMaxMs: 2,
    giveUpMs: 60_000,
    onTrouble: ({ problem, entries }) => troubles.push(`${problem} ${entries}`),
    ...rest,
  });
  return { outbox, written, troubles, attempts: () => attempts };
}

const down = () => new Error("the database is restarting");

describe("outbox", () => {
  it("writes in order, and everything is there when it was sealed", async () => {
    const { outbox, written } = setUp();
    outbox.open();
    for (const key of ["a", "b", "c"]) outbox.add(event(key));
    await outbox.seal();
    expect(written).toEqual(["a", "b", "c"]);
  });

  it("writes nothing before it was opened", async () => {
    const { outbox, written, attempts } = setUp();
    outbox.add(turn(0, "Hola"));
    outbox.add(event("a"));
    outbox.keepOnly((entry) => entry.kind === "event");
    expect(attempts()).toBe(0);
    await outbox.seal();
    expect(written).toEqual(["a"]);
  });

  it("tries again in order while the database is away, and loses nothing", async () => {
    const { outbox, written, troubles } = setUp({ failures: [down(), down(), down()] });
    outbox.open();
    outbox.add(event("a"));
    outbox.add(event("b"));
    const sealed = outbox.seal();
    outbox.add(event("c"));
    await sealed;
    expect(written).toEqual(["a", "b", "c"]);
    expect(troubles).toHaveLength(3);
  });

  it("writes the newest version of a turn only, and of what the caller seems to be saying", async () => {
    const { outbox, written } = setUp();
    outbox.add(turn(0, "Tenemos hora el lunes"));
    outbox.add({ kind: "tentative", role: "caller", text: "Qui" });
    outbox.add({ kind: "tentative", role: "caller", text: "Quiero" });
    outbox.add(turn(0, "Tenemos hora"));
    await outbox.seal();
    expect(written).toEqual(["~Quiero", "0:Tenemos hora"]);
  });

  it("never writes an older version of a turn after a newer one", async () => {
    let release: (error: unknown) => void = () => {};
    const writes: string[][] = [];
    const { outbox } = setUp({
      write: (entries) => {
        writes.push(entries.map(nameOf));
        if (writes.length > 1) return Promise.resolve();
        return new Promise((_resolve, reject) => {
          release = reject;
          // The newer version comes while the older one is on its way.
          outbox.add(turn(0, "new"));
        });
      },
    });
    outbox.add(turn(0, "old"));
    outbox.add(event("a"));
    const sealed = outbox.seal();
    await expect.poll(() => writes.length).toBe(1);
    release(down());
    await sealed;
    expect(writes).toEqual([
      ["0:old", "a"],
      ["a", "0:new"],
    ]);
  });

  it("gives up an entry that can never be written, and it alone", async () => {
    const written: string[] = [];
    const { outbox, troubles } = setUp({
      write: (entries) => {
        const isBad = entries.some((entry) => nameOf(entry) === "bad");
        if (isBad) return Promise.reject(Object.assign(new Error("refused"), { permanent: true }));
        written.push(...entries.map(nameOf));
        return Promise.resolve();
      },
    });
    for (const key of ["a", "bad", "b"]) outbox.add(event(key));
    await outbox.seal();
    expect(written).toEqual(["a", "b"]);
    expect(troubles).toContain("dropped 1");
  });

  it("makes room by dropping what is only shown, then the oldest, and says so", async () => {
    const { outbox, written, troubles } = setUp({ maxEntries: 2 });
    outbox.add({ kind: "tentative", role: "caller", text: "Qui" });
    for (const key of ["a", "b"]) outbox.add(event(key));
    expect(troubles).toEqual([]);
    outbox.add(event("c"));
    expect(troubles).toEqual(["dropped 1"]);
    await outbox.seal();
    expect(written).toEqual(["b", "c"]);
  });

  it("gives up in the end, so that a dead database does not keep calls in memory for ever", async () => {
    const { outbox, troubles } = setUp({ write: () => Promise.reject(down()), giveUpMs: 20 });
    outbox.add(event("a"));
    await outbox.seal();
    expect(troubles.at(-1)).toMatch(/^given_up/);
    expect(outbox.size).toBe(0);
  });
});
