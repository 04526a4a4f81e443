import type { Logger } from "pino";
import type { Hold, MediaPort, StreamCall } from "@/lib/media/port";
import { CallTime } from "./call-time";
import type { CallerSound } from "./caller-sound";
import { base64Bytes } from "./codec";
import { HoldWatch } from "./hold-watch";
import type { BridgeEvent } from "./session-state";
import type { Limits, Timings } from "./timings";

export interface CallerHoldOptions {
  call: StreamCall;
  media: MediaPort;
  timings: Timings;
  limits: Limits;
  log: Logger;
  sound: CallerSound;
  dispatch: (event: BridgeEvent) => void;
}

/** The waiting of one caller for somebody: who asks about it, what they hear, and how long it and the call may last. */
export class CallerHold {
  private readonly watch: HoldWatch<Hold>;
  private readonly callTime: CallTime;
  private timer: NodeJS.Timeout | undefined;
  private readonly options: CallerHoldOptions;

  constructor(options: CallerHoldOptions) {
    const { call, media, timings, log, dispatch } = options;
    this.options = options;
    this.watch = new HoldWatch({
      find: () => media.findHold(call),
      pollMs: timings.holdPollMs,
      onAnswer: (hold) => this.answered(hold),
      onError: (error) => log.error({ err: error }, "it is not known whether the caller waits"),
    });
    const onOver = () => dispatch({ type: "stop", reason: "max_duration" });
    this.callTime = new CallTime(call.maxDurationSeconds * 1000, onOver);
  }

  streamBegan(): void {
    this.callTime.run();
    // A bridge that died may have left somebody waiting.
    this.watch.ask();
  }

  ask(): void {
    this.watch.ask();
  }

  begin(music: Buffer): void {
    const { sound, limits, dispatch } = this.options;
    this.callTime.pause();
    sound.startMusic(music);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => dispatch({ type: "hold_expired" }), limits.holdMs).unref();
  }

  end(): void {
    clearTimeout(this.timer);
    this.options.sound.stopMusic();
    this.callTime.run();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.callTime.pause();
    this.watch.stop();
  }

  private answered(found: Hold | undefined): void {
    const words = found?.words && { text: found.words.text, payload: base64Bytes(found.words.audio) };
    this.options.dispatch({ type: "hold_found", hold: found && { ...found, words } });
  }
}
