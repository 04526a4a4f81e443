/** Both sides of a conversation on one time line. */
const MAX_SECONDS = 300;
const BYTES_PER_MS = 8;

interface Segment {
  at: number;
  ulaw: Uint8Array;
}

export class Recording {
  readonly #startedAtMs = Date.now();
  #user: Segment[] = [];
  #agent: Segment[] = [];

  addUser(ulaw: Uint8Array): void {
    const last = this.#user.at(-1);
    const follows = last ? last.at + last.ulaw.length : 0;
    const arrived = this.#position(Date.now()) - ulaw.length;
    // Frames arrive unevenly but belong together; only a real pause leaves a gap.
    const isPause = arrived - follows > 500 * BYTES_PER_MS;
    this.#add(this.#user, { at: last && !isPause ? follows : Math.max(0, arrived), ulaw });
  }

  addAgent(ulaw: Uint8Array, startsAtMs: number): void {
    this.#add(this.#agent, { at: this.#position(startsAtMs), ulaw });
  }

  /** The agent falls silent: what it had not yet said is taken back. */
  cutAgent(): void {
    const now = this.#position(Date.now());
    this.#agent = this.#agent
      .filter((segment) => segment.at < now)
      .map(({ at, ulaw }) => ({ at, ulaw: ulaw.subarray(0, now - at) }));
  }

  /** What the caller said, as it arrived and without the pauses. */
  received(): Uint8Array {
    return Buffer.concat(this.#user.map(({ ulaw }) => ulaw));
  }

  /** µ-law of equal length: the caller left, the agent right. */
  tracks(): readonly [Uint8Array, Uint8Array] {
    const length = Math.max(lengthOf(this.#user), lengthOf(this.#agent));
    return [render(this.#user, length), render(this.#agent, length)];
  }

  #position(atMs: number): number {
    return Math.max(0, Math.round((atMs - this.#startedAtMs) * BYTES_PER_MS));
  }

  #add(segments: Segment[], segment: Segment): void {
    if (segment.at < MAX_SECONDS * 1000 * BYTES_PER_MS) segments.push(segment);
  }
}

function lengthOf(segments: Segment[]): number {
  return segments.reduce((end, { at, ulaw }) => Math.max(end, at + ulaw.length), 0);
}

function render(segments: Segment[], length: number): Uint8Array {
  const track = new Uint8Array(length).fill(0xff);
  for (const { at, ulaw } of segments) track.set(ulaw, at);
  return track;
}
