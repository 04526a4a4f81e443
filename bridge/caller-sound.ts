import { HoldPlayer } from "./hold-player";
import type { Playback } from "./playback";

export interface CallerLine {
  audio(payload: Buffer): void;
  mark(name: string): void;
  /** Twilio is to forget what it has not played yet. */
  clear(): void;
}

/** What the caller hears: speech as it comes, or over music while they wait for somebody. */
export class CallerSound {
  private readonly line: CallerLine;
  private readonly playback: Playback;
  private readonly music: HoldPlayer;

  constructor(line: CallerLine, playback: Playback) {
    this.line = line;
    this.playback = playback;
    this.music = new HoldPlayer({
      nowMs: () => performance.now(),
      sendAudio: (payload) => line.audio(payload),
      sendMark: (name) => line.mark(name),
      onSent: (untilMs) => playback.filled(untilMs),
    });
  }

  /** What was said so far is heard to its end before the music. */
  startMusic(music: Buffer): void {
    this.music.start(music, this.playback.nextStartMs);
  }

  stopMusic(): void {
    this.music.stop();
  }

  /** Base64 bytes; the mark comes back when the caller has heard them. */
  play(payload: Buffer, markName: string): void {
    if (this.music.isPlaying) {
      this.music.play(payload, markName);
      return;
    }
    this.line.audio(payload);
    this.line.mark(markName);
  }

  /** The caller hears no more of what was said. */
  clear(): { unheardMs: number } {
    const { line, music, playback } = this;
    const heardUntilMs = music.cut();
    if (music.isPlaying && music.isHeard) return playback.clear(heardUntilMs);
    line.clear();
    const cleared = playback.clear();
    music.beginNow();
    return cleared;
  }

  close(): { unheardMs: number } {
    this.music.close();
    return this.playback.clear();
  }
}
