const PAUSE_MS = 50;

/** Asks until there is an answer; what is thrown meanwhile counts as none. Throws, naming what was awaited, at the deadline. */
export async function until<T>(
  awaited: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 40_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let trouble: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      trouble = undefined;
    } catch (error) {
      trouble = error;
    }
    if (Date.now() > deadline)
      throw new Error(`waited ${timeoutMs / 1000} s in vain: ${awaited}`, { cause: trouble });
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
