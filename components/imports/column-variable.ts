/** A name for `{{variables}}` made of a heading: `Doctor habitual` → `doctor_habitual`. `position` counts from 1. */
export function variableOf(heading: string, position: number): string {
  const name = heading
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
  // Names of the vendor's own begin like this, and no name begins with a digit.
  if (name === "") return `columna_${position}`;
  return /^\d|^system__/.test(name) ? `c_${name}` : name;
}
