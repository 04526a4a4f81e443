import type { TurnView } from "@/lib/calls/schema";
import type { RecordingView } from "@/lib/recordings/schema";

/** Where in a recording a turn begins. */
export interface Cue {
  position: number;
  startMs: number;
}

/** Clocks of two services: a turn may seem to begin just before the recording that holds it. */
const SLACK_MS = 2000;

/** A turn that has only just begun is not begun again: one more step back is meant. */
const JUST_BEGUN_MS = 1500;
/** A browser rounds the place it is told to play from. */
const ROUNDED_MS = 50;

type Placed = Pick<TurnView, "position" | "role" | "offsetMs" | "spokenAt">;
type Recorded = Pick<RecordingView, "id" | "startedAt">;

/** The turns that can be heard, by recording, each in the order in which they were spoken. Tools make no sound. */
export function placeTurns(turns: Placed[], recordings: Recorded[]): Map<string, Cue[]> {
  const cues = new Map<string, Cue[]>(recordings.map(({ id }) => [id, []]));
  for (const turn of turns) {
    if (turn.role === "tool") continue;
    const recording = recordingOf(turn, recordings);
    if (!recording) continue;
    const startMs = recording.startedAt === null ? turn.offsetMs : +turn.spokenAt - +recording.startedAt;
    cues.get(recording.id)?.push({ position: turn.position, startMs: Math.max(0, startMs) });
  }
  for (const placed of cues.values()) placed.sort((one, other) => one.startMs - other.startMs);
  return cues;
}

/** The last one that had begun when the turn was spoken. */
function recordingOf(turn: Placed, recordings: Recorded[]): Recorded | undefined {
  const begun = recordings.filter(
    ({ startedAt }) => startedAt !== null && +startedAt <= +turn.spokenAt + SLACK_MS,
  );
  return begun.at(-1) ?? recordings[0];
}

/** The turn that is being spoken; null before the first. */
export function turnAt(cues: Cue[], ms: number): number | null {
  return cues.findLast(({ startMs }) => startMs <= ms)?.position ?? null;
}

/** Where one step back leads: to the beginning of what is being said, or of what was said before it; in the end to the beginning. */
export function startBefore(cues: Cue[], ms: number): number {
  const here = cues.findLast(({ startMs }) => startMs <= ms + ROUNDED_MS)?.startMs ?? 0;
  if (ms - here >= JUST_BEGUN_MS) return here;
  return cues.findLast(({ startMs }) => startMs < here)?.startMs ?? 0;
}

/** Where the next turn begins; undefined in the last. */
export function startAfter(cues: Cue[], ms: number): number | undefined {
  return cues.find(({ startMs }) => startMs > ms + ROUNDED_MS)?.startMs;
}
