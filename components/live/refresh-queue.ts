/**
 * Runs at most one refresh per key at a time. News that come while one runs lead to one more afterwards: the answer on
 * its way may have been read before them.
 */
export function createRefreshQueue<Key>(
  nameOf: (key: Key) => string,
  run: (key: Key) => Promise<void>,
): (key: Key) => Promise<void> {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();

  return (key) => {
    const name = nameOf(key);
    const current = running.get(name);
    if (current) {
      current.again = true;
      return current.done;
    }
    const entry = { again: false, done: Promise.resolve() };
    running.set(name, entry);
    entry.done = (async () => {
      try {
        do {
          entry.again = false;
          await run(key);
        } while (entry.again);
      } finally {
        running.delete(name);
      }
    })();
    return entry.done;
  };
}
