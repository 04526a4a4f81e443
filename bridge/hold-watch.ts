export interface HoldWatchOptions<Answer> {
  find: () => Promise<Answer | undefined>;
  pollMs: number;
  onAnswer: (answer: Answer | undefined) => void;
  onError: (error: unknown) => void;
}

/** Asks whether the caller waits for somebody: when there is a reason to, and every few seconds while they do. One question at a time. */
export class HoldWatch<Answer> {
  private timer: NodeJS.Timeout | undefined;
  private isAsking = false;
  /** Something happened after the question: its answer may be old. */
  private asksAgain = false;
  private isStopped = false;
  private readonly options: HoldWatchOptions<Answer>;

  constructor(options: HoldWatchOptions<Answer>) {
    this.options = options;
  }

  ask(): void {
    if (this.isStopped) return;
    this.asksAgain = this.isAsking;
    if (!this.isAsking) void this.question();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private async question(): Promise<void> {
    const { find, pollMs, onAnswer, onError } = this.options;
    clearTimeout(this.timer);
    this.isAsking = true;
    // Without an answer it is not known that nobody waits.
    let isToBeAsked = true;
    try {
      const answer = await find();
      isToBeAsked = answer !== undefined;
      if (!this.isStopped) onAnswer(answer);
    } catch (error) {
      onError(error);
    }
    this.isAsking = false;
    if (this.asksAgain) this.ask();
    else if (isToBeAsked && !this.isStopped) this.timer = setTimeout(() => this.ask(), pollMs).unref();
  }
}
