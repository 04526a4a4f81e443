/** Hues far enough apart to be told from each other; lightness suits the theme. The name stands beside it wherever it is shown. */
const HUES = [190, 255, 305, 355, 45, 90, 135, 225] as const;

/** The colour of a member of staff, by the number the agenda keeps (0 to 7). */
export function staffColor(color: number): string {
  const hue = HUES[color % HUES.length] ?? HUES[0];
  return `light-dark(oklch(0.6 0.12 ${hue}), oklch(0.74 0.11 ${hue}))`;
}
