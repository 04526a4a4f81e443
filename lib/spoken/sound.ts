/** Words that stand between names and are often left out. */
export const PARTICLES: ReadonlySet<string> = new Set(
  "de la del las los el y e i da do dos das di van von der den".split(" "),
);

/**
 * How a Spanish word sounds, so that what is written otherwise is the same: b and v, silent h, s and z and c, y and ll, g and j. Takes a
 * word of `nameKey`: small letters without accents.
 */
export function soundOf(word: string): string {
  return word
    .replace(/ch(?=[^aeiou]|$)/g, "k")
    .replace(/ch/g, "$")
    .replace(/ph/g, "f")
    .replace(/h/g, "")
    .replace(/qu(?=[ei])|k|c(?![ei])/g, "k")
    .replace(/[zç]|c(?=[ei])/g, "s")
    .replace(/v|w(?=[aeiou])/g, "b")
    .replace(/ll/g, "y")
    .replace(/g(?=[ei])|^x/g, "j")
    .replace(/gu(?=[ei])/g, "g")
    .replace(/y$/g, "i")
    .replace(/(.)\1+/gu, "$1");
}

/** How many letters differ, counted up to 3; words this unlike are not compared further. */
export function lettersApart(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return Math.min(3, previous[b.length] ?? 3);
}
