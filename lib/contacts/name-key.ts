/** A name without accents, case, punctuation and doubled spaces: `  Núñez,  MARÍA ` → `nunez maria`. Pure. */
export function nameKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
