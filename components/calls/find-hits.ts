export type TextPart = { text: string; start: number; hit: boolean };

/** One letter for one letter, so that a place in the folded text is the same place in the text. */
function fold(text: string): string {
  return Array.from(text, (letter) => {
    const plain = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return plain.length === letter.length ? plain : letter;
  }).join("");
}

/** Cuts a text where a word of the query stands in it, whatever its accents and capitals. */
export function findHits(text: string, query: string): TextPart[] {
  const words = fold(query)
    .split(/[\s"]+/)
    .filter((word) => word.length > 1);
  const folded = fold(text);
  const isHit = Array.from({ length: folded.length }, () => false);
  for (const word of words) {
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      isHit.fill(true, at, at + word.length);
    }
  }
  const parts: TextPart[] = [];
  for (let start = 0; start < text.length;) {
    const hit = isHit[start] ?? false;
    let end = start + 1;
    while (end < text.length && (isHit[end] ?? false) === hit) end += 1;
    parts.push({ text: text.slice(start, end), start, hit });
    start = end;
  }
  return parts;
}
