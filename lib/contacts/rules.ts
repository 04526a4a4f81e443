// What two contacts become together; the verb writes it, and the screen shows it before.

export function mergedNumbers<Numbered extends { number: string }>(
  kept: Numbered[],
  other: Numbered[],
): Numbered[] {
  const known = new Set(kept.map(({ number }) => number));
  return [...kept, ...other.filter(({ number }) => !known.has(number))];
}

export function mergedTags(kept: string[], other: string[]): string[] {
  return [...new Set([...kept, ...other])];
}

/** One below the other; said twice, it stands once. */
export function mergedNotes(kept: string, other: string): string {
  if (kept.includes(other.trim())) return kept;
  return kept.trim() === "" ? other : `${kept.trimEnd()}\n\n${other}`;
}
