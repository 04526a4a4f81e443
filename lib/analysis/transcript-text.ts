import type { Turn } from "@/db/schema/calls";

/** Nobody needs more of one breath to know what a call was about. */
const MAX_TURN = 2000;
const MAX_TOTAL = 60_000;
/** Of a call that is too long, what was said first and last says most. */
const KEPT_HEAD = 20_000;

interface Line {
  speaker: Turn["role"];
  said: string;
}

/** The transcript as data for a model: JSON, so that nothing said can look like anything else. Bounded, however long the call was. */
export function transcriptText(turns: readonly Pick<Turn, "role" | "text">[]): string {
  const lines = turns
    .filter(({ role, text }) => role !== "tool" && text.trim() !== "")
    .map(({ role, text }): Line => ({
      speaker: role,
      said: text.length > MAX_TURN ? `${text.slice(0, MAX_TURN)}…` : text,
    }));
  return JSON.stringify(withoutMiddle(lines));
}

function withoutMiddle(lines: readonly Line[]): (Line | { leftOut: number })[] {
  const lengthOf = (each: readonly Line[]) => each.reduce((sum, { said }) => sum + said.length, 0);
  if (lengthOf(lines) <= MAX_TOTAL) return [...lines];
  const head = fitting(lines, KEPT_HEAD);
  const tail = fitting(lines.slice(head.length).toReversed(), MAX_TOTAL - KEPT_HEAD).toReversed();
  return [...head, { leftOut: lines.length - head.length - tail.length }, ...tail];
}

/** As many from the beginning as have room. */
function fitting(lines: readonly Line[], room: number): Line[] {
  let left = room;
  const end = lines.findIndex(({ said }) => (left -= said.length) < 0);
  return lines.slice(0, end < 0 ? lines.length : end);
}
