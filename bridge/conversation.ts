import type { Logger } from "pino";
import type { AgentNews } from "./agent-socket";
import { base64Bytes } from "./codec";
import type { BridgeMetrics } from "./metrics";
import type { MediaPort, StreamCall } from "@/lib/media/port";
import { type BridgeEvent, SAID_TO_CALLER } from "./session-state";
import type { StreamRecords } from "./stream-records";
import type { Limits, Timings } from "./timings";
import { type ToolCall, ToolRunner } from "./tool-runner";
import { Transcript } from "./transcript";

export interface ConversationOptions {
  call: StreamCall;
  media: MediaPort;
  timings: Timings;
  limits: Limits;
  metrics: BridgeMetrics;
  log: Logger;
  records: StreamRecords;
  send: (message: Record<string, unknown>) => void;
  dispatch: (event: BridgeEvent) => void;
  /** What it did may have changed what the caller waits for. */
  onToolUsed: () => void;
  /** Undefined once the stream has ended. */
  agent: () => { generation: number; interruptedEventId: number; isLive: boolean } | undefined;
}

type ToolRequest = Extract<AgentNews, { type: "client_tool_call" }>["client_tool_call"];
type ToolResponse = Extract<AgentNews, { type: "agent_tool_response" }>["agent_tool_response"];

const MAX_TOOL_TEXT = 2_000;
const NOT_STARTED = "The call has not started yet. Wait until the caller is there.";

/** Tells a second agent what the first one talked about. */
const RESUMED =
  "The connection to the caller was interrupted for a moment and is back. This is what was said so far. Go on from " +
  "there: do not greet again and do not ask again what was answered.";

const ADVICE_ASKED =
  "The caller asked for medical advice. Do not give it. Use report_safety_concern and say exactly this:";

/** What the agent says in words: transcript, tools, its errors. */
export class Conversation {
  readonly transcript: Transcript;
  private conversationId: string | undefined;
  private toolsUsed = 0;
  private unreadable = 0;
  /** Tools that ran at the vendor and were noted. */
  private readonly vendorTools = new Set<string>();
  private readonly tools: ToolRunner;
  private readonly options: ConversationOptions;

  constructor(options: ConversationOptions) {
    const { call, media, timings, limits, log, records } = options;
    this.options = options;
    this.transcript = new Transcript({
      firstPosition: call.firstTurnPosition ?? 0,
      nowMs: () => performance.now(),
      emit: (entry) => records.entry(entry),
    });
    this.tools = new ToolRunner({
      execute: (tool) => media.executeTool(call, tool),
      timeoutMs: timings.toolMs,
      maxInFlight: limits.toolsInFlight,
      onError: (tool, error) => log.error({ err: error, tool: tool.name }, "tool failed"),
    });
  }

  onNews(news: AgentNews): void {
    const { transcript } = this;
    switch (news.type) {
      case "conversation_initiation_metadata":
        return this.started(news.conversation_initiation_metadata_event);
      case "user_transcript": {
        const { event_id, user_transcript } = news.user_transcription_event;
        transcript.callerSaid(this.keyOf(event_id), user_transcript);
        void this.heed(user_transcript);
        return;
      }
      case "tentative_user_transcript":
        return transcript.callerSaying(news.tentative_user_transcription_event.user_transcript);
      case "agent_response":
        return this.agentSaid(news.agent_response_event);
      case "agent_response_correction": {
        const correction = news.agent_response_correction_event;
        return transcript.agentCorrected(
          this.keyOf(correction.event_id),
          correction.original_agent_response,
          correction.corrected_agent_response,
        );
      }
      case "interruption":
        return this.options.dispatch({
          type: "agent_interrupted",
          eventId: news.interruption_event.event_id,
        });
      case "client_tool_call":
        void this.runTool(news.client_tool_call);
        return;
      case "agent_tool_response":
        return this.toolAnswered(news.agent_tool_response);
      case "error":
        return this.options.records.event("agent_error", { ...news.error_event });
      case "unreadable":
        this.unreadable += 1;
        this.options.log.warn({ detail: news.detail }, "unreadable message of the agent");
        return;
    }
  }

  summary(): Record<string, unknown> {
    const { conversationId, toolsUsed, unreadable, transcript } = this;
    return { conversationId, toolsUsed, unreadable, turns: transcript.turnCount };
  }

  /** What a new agent socket is told after a loss. */
  brief(): void {
    this.tell([RESUMED, ...this.transcript.lines()].join("\n"));
  }

  /** Silent background for the agent (elevenlabs.md §1.2). */
  tell(text: string): void {
    this.options.send({ type: "contextual_update", text });
  }

  /** The agent answers aloud, as it would the caller. */
  ask(text: string): void {
    this.options.send({ type: "user_message", text });
  }

  /** The agent does not begin to speak by itself for some seconds. */
  quieten(): void {
    this.options.send({ type: "user_activity" });
  }

  private started(metadata: {
    conversation_id: string;
    user_input_audio_format: string;
    agent_output_audio_format: string;
  }): void {
    this.conversationId = metadata.conversation_id;
    this.options.dispatch({
      type: "agent_ready",
      conversationId: metadata.conversation_id,
      inputFormat: metadata.user_input_audio_format,
      outputFormat: metadata.agent_output_audio_format,
    });
  }

  /** The house may have something to say to what the caller said; the agent is told, because it does not hear it. */
  private async heed(text: string): Promise<void> {
    const { media, call, log, dispatch } = this.options;
    try {
      const order = await media.hearCaller(call, text);
      if (!order || this.options.agent()?.isLive !== true) return;
      const { words, audio } = order;
      if (!audio) {
        this.tell(`${ADVICE_ASKED} ${words}`);
        return;
      }
      this.tell(`${SAID_TO_CALLER} ${words}`);
      dispatch({ type: "words_ordered", words: { text: words, payload: base64Bytes(audio) } });
    } catch (error) {
      // The agent knows the same rules from its prompt.
      log.error({ err: error }, "what the caller said was not heeded");
    }
  }

  private agentSaid(response: { agent_response: string; event_id?: number | undefined }): void {
    const { agent_response: text, event_id: eventId } = response;
    const interruptedEventId = this.options.agent()?.interruptedEventId ?? Number.NEGATIVE_INFINITY;
    if (eventId !== undefined && eventId <= interruptedEventId) {
      this.transcript.agentSaidTooLate(this.keyOf(eventId), text);
      return;
    }
    this.transcript.agentSaid(this.keyOf(eventId), text);
  }

  /** System and webhook tools run at the vendor; of ours this is only the echo. */
  private toolAnswered(response: ToolResponse): void {
    const { tool_name: name, tool_call_id: toolCallId, tool_type: toolType, is_error: isError } = response;
    if (toolType === "client" || this.tools.hasSeen(toolCallId) || this.vendorTools.has(toolCallId)) return;
    this.vendorTools.add(toolCallId);
    this.toolsUsed += 1;
    this.options.records.event("tool_used", { name, toolCallId, toolType, isError });
    if (name === "end_call" && !isError) this.options.dispatch({ type: "agent_finished" });
  }

  private async runTool(request: ToolRequest): Promise<void> {
    const tool: ToolCall = {
      name: request.tool_name,
      toolCallId: request.tool_call_id,
      parameters: request.parameters ?? {},
    };
    const before = this.options.agent();
    if (!before || !this.tools.accept(tool.toolCallId)) return;
    if (!before.isLive) {
      // Nobody has proved to be the caller, so nothing may be done in their name.
      this.answer(tool, { result: NOT_STARTED, isError: true });
      return;
    }
    this.toolsUsed += 1;
    const answered = this.transcript.toolUsed(clip(`${tool.name} ${JSON.stringify(tool.parameters)}`));
    const report = await this.tools.run(tool);
    const { result, isError, durationMs, timedOut, endCall } = report;
    this.options.metrics.toolSeconds.observe({ result: isError ? "error" : "ok" }, durationMs / 1000);
    const after = this.options.agent();
    if (!after) return;
    answered(clip(result));
    const facts = { name: tool.name, toolCallId: tool.toolCallId, toolType: "client", isError };
    this.options.records.event("tool_used", { ...facts, durationMs, timedOut });
    if (after.generation === before.generation) this.answer(tool, { result, isError });
    // Another socket knows nothing of the request, but should know what came of it.
    else this.tell(`${tool.name} → ${clip(result)}`);
    if (endCall) this.options.dispatch({ type: "agent_finished" });
    this.options.onToolUsed();
  }

  private answer(tool: ToolCall, { result, isError }: { result: string; isError: boolean }): void {
    this.options.send({
      type: "client_tool_result",
      tool_call_id: tool.toolCallId,
      result,
      is_error: isError,
    });
  }

  private keyOf(eventId: number): string;
  private keyOf(eventId: number | undefined): string | undefined;
  private keyOf(eventId: number | undefined): string | undefined {
    if (eventId === undefined) return undefined;
    return speechKey(this.options.agent()?.generation ?? 0, eventId);
  }
}

/** Event ids begin anew with each of the agent's sockets. */
export function speechKey(generation: number, eventId: number): string {
  return `${generation}:${eventId}`;
}

function clip(text: string): string {
  return text.length <= MAX_TOOL_TEXT ? text : `${text.slice(0, MAX_TOOL_TEXT)}…`;
}
