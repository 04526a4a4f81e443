import type { TurnView } from "@/lib/calls/schema";

/** A turn as the other side heard it, what was meant but not heard, and what was put right. */
export type HeardTurn = { heard: string; unheard: string; corrected: string };

export function splitHeard({
  text,
  originalText,
  interrupted,
}: Pick<TurnView, "text" | "originalText" | "interrupted">): HeardTurn {
  if (originalText === null || originalText === text) return { heard: text, unheard: "", corrected: "" };
  if (interrupted && originalText.startsWith(text)) {
    return { heard: text, unheard: originalText.slice(text.length), corrected: "" };
  }
  return { heard: text, unheard: "", corrected: originalText };
}
