import { findHits } from "./find-hits";

/** The text with what was searched for marked. */
export function Highlighted({ text, query }: { text: string; query: string | undefined }) {
  if (!query) return text;
  return findHits(text, query).map((part) =>
    part.hit ? <mark key={part.start}>{part.text}</mark> : <span key={part.start}>{part.text}</span>,
  );
}
