import type { ToolResult } from "@/lib/tools/tool";

export interface ToolCall {
  name: string;
  toolCallId: string;
  parameters: Record<string, unknown>;
}

export interface ToolReport extends ToolResult {
  durationMs: number;
  timedOut: boolean;
}

const BUSY = "Too many actions are under way. Wait for one to finish, then try again.";
const TOO_SLOW = "This action took too long. Tell the caller it could not be done now and offer another way.";
const FAILED = "This action could not be done now. Tell the caller so and offer to take a message.";

/** Runs an agent's tools beside the audio; whatever happens, the agent gets a sentence it can use. */
export class ToolRunner {
  private readonly seen = new Set<string>();
  private inFlight = 0;
  private readonly options: {
    execute: (tool: ToolCall) => Promise<ToolResult>;
    timeoutMs: number;
    maxInFlight: number;
    onError: (tool: ToolCall, error: unknown) => void;
  };

  constructor(options: ToolRunner["options"]) {
    this.options = options;
  }

  /** False when this request was seen before: an action is not done twice. */
  accept(toolCallId: string): boolean {
    if (this.seen.has(toolCallId)) return false;
    this.seen.add(toolCallId);
    return true;
  }

  hasSeen(toolCallId: string): boolean {
    return this.seen.has(toolCallId);
  }

  async run(tool: ToolCall): Promise<ToolReport> {
    const startedAtMs = performance.now();
    const report = (answer: ToolResult, timedOut = false): ToolReport => ({
      ...answer,
      timedOut,
      durationMs: Math.round(performance.now() - startedAtMs),
    });
    if (this.inFlight >= this.options.maxInFlight) return report({ result: BUSY, isError: true });
    this.inFlight += 1;
    try {
      const answer = await this.answerInTime(tool);
      return answer ? report(answer) : report({ result: TOO_SLOW, isError: true }, true);
    } catch (error) {
      this.options.onError(tool, error);
      return report({ result: FAILED, isError: true });
    } finally {
      this.inFlight -= 1;
    }
  }

  private async answerInTime(tool: ToolCall): Promise<ToolResult | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const tooSlow = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.options.timeoutMs).unref();
    });
    try {
      return await Promise.race([this.options.execute(tool), tooSlow]);
    } finally {
      clearTimeout(timer);
    }
  }
}
