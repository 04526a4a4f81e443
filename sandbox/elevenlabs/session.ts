/**
 * One conversation, on the Agents socket or on a telephone: its beginning, its messages, its time limits and its
 * end (elevenlabs.md §1, read November 2026; the published AsyncAPI document of August 2026).
 */
import type { ClientMessage, Initiation } from "./client-messages";
import type { Conversation } from "./conversation";
import { type Start, startConversation } from "./conversation-start";
import { Dialogue } from "./dialogue";
import type { JsonObject } from "../json";
import type { Recording } from "./recording";
import { type Agent, unixSeconds, type Workspace } from "./state";
import { Timers } from "./timers";
import type { Timing } from "./timing";
import type { Outgoing } from "./outgoing";
import type { Transport } from "./transport";

/** Sent whatever the agent's list of events says; an error announces the end. */
const UNGATED = new Set(["conversation_initiation_metadata", "ping", "audio", "error"]);
/** Neither number nor close code is published. */
const MAX_MISSED_PONGS = 5;

export interface SessionOptions {
  transport: Transport;
  workspace: Workspace;
  agent: Agent;
  conversation: Conversation;
  recording: Recording | undefined;
  timing: Timing;
  outgoing: Outgoing;
  /** Known beforehand for a phone call; a socket's client sends it first. */
  initiation?: Initiation | undefined;
  onEnd: () => void;
}

interface Ending {
  code: number;
  terminationReason: string;
  error?: { type: string; message: string };
}

export class Session {
  readonly #options: SessionOptions;
  readonly #timers = new Timers();
  readonly #pings = new Map<number, number>();
  readonly #startedAtMs = Date.now();
  #start: Start | undefined;
  #dialogue: Dialogue | undefined;
  #isEnding = false;
  #isOver = false;
  #pingId = 0;
  #pingMs: number | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    const { transport, timing, conversation } = options;
    conversation.acceptedAtUnixSeconds = unixSeconds();
    transport.attach({
      message: (message) => this.#receive(message),
      closed: (code, terminationReason) => this.#leave({ code, terminationReason }),
    });
    if (options.initiation) this.#begin(options.initiation);
    else this.#timers.set("initiation", timing.initiationMs, () => this.#begin({}));
  }

  format(): string {
    return this.#options.agent.conversation_config.tts.agent_output_audio_format;
  }

  /** Audio that nobody asked for. Resolves when the socket has taken it. */
  sendRawAudio(audio: Uint8Array): Promise<boolean> {
    const audio_event = { audio_base_64: Buffer.from(audio).toString("base64"), event_id: 1 };
    return new Promise((resolve) => this.#options.transport.send({ type: "audio", audio_event }, resolve));
  }

  /** False before the conversation has begun. */
  play(ulaw: Uint8Array): boolean {
    void this.#dialogue?.play(ulaw);
    return this.#dialogue !== undefined;
  }

  #receive(message: ClientMessage | undefined): void {
    if (this.#isEnding) return;
    if (!message) {
      this.#fail(1008, "invalid_message", "Invalid message received");
      return;
    }
    if (message.type !== "pong") this.#expectInput();
    if (this.#dialogue) this.#handle(message, this.#dialogue);
    else if (message.type === "conversation_initiation_client_data") this.#begin(message);
    else {
      this.#begin({});
      if (this.#dialogue) this.#handle(message, this.#dialogue);
    }
  }

  #handle(message: ClientMessage, dialogue: Dialogue): void {
    const { feedback } = this.#options.conversation;
    switch (message.type) {
      case "audio":
        dialogue.hearAudio(message.audio);
        return;
      case "pong":
        this.#takePong(message.event_id);
        return;
      case "client_tool_result":
        dialogue.takeToolResult(message.tool_call_id, { value: message.result, isError: message.is_error });
        return;
      case "user_message":
        dialogue.hearMessage(message.text);
        return;
      case "multimodal_message":
        dialogue.hearMessage(message.text?.text);
        return;
      case "digits":
        dialogue.hearMessage(message.digits, "dtmf");
        return;
      case "user_activity":
        dialogue.waitForCaller();
        return;
      case "feedback":
        if (message.score === "like") feedback.likes += 1;
        if (message.score === "dislike") feedback.dislikes += 1;
        return;
      case "contextual_update":
        dialogue.takeContext(message.text);
        return;
      case "mcp_tool_approval_result":
        return;
      case "conversation_initiation_client_data":
        this.#fail(1008, "invalid_message", "Conversation already initiated");
    }
  }

  #begin(initiation: Initiation): void {
    const { workspace, agent, conversation, recording, timing, outgoing, transport } = this.#options;
    this.#timers.clear("initiation");
    const { conversationId } = conversation;
    const start = startConversation({ workspace, agent, conversation }, initiation);
    this.#start = start;
    conversation.override = initiation.conversation_config_override ?? {};
    conversation.customLlmExtraBody = initiation.custom_llm_extra_body ?? {};
    conversation.dynamicVariables = start.variables;
    conversation.userId = initiation.user_id ?? null;
    conversation.source = initiation.source_info?.source ?? conversation.source;
    if (start.failure) {
      this.#fail(1008, start.failure.errorType, start.failure.message);
      return;
    }
    const { agent: talk, asr, tts, conversation: limits } = start.config;
    conversation.status = "in-progress";
    conversation.language = talk.language;
    conversation.isTextOnly = limits.text_only;
    this.#dialogue = new Dialogue({
      start,
      conversation,
      recording,
      timing,
      workspace,
      outgoing,
      carries: (type) => transport.carries(type),
      send: (type, payload) => this.#send(type, payload),
      end: (terminationReason) => this.#end({ code: 1000, terminationReason }),
    });
    this.#send("conversation_initiation_metadata", {
      conversation_initiation_metadata_event: {
        conversation_id: conversationId,
        agent_output_audio_format: tts.agent_output_audio_format,
        user_input_audio_format: asr.user_input_audio_format,
      },
    });
    this.#expectInput();
    this.#timers.set("duration", limits.max_duration_seconds * 1000, () => void this.#reachMaxDuration());
    this.#ping();
    this.#dialogue.greet();
  }

  async #reachMaxDuration(): Promise<void> {
    await this.#dialogue?.sayLastWords(this.#start?.config.agent.max_conversation_duration_message ?? "");
    this.#fail(1000, "max_duration_exceeded", "Maximum conversation duration exceeded");
  }

  #ping(): void {
    if (!this.#options.transport.isPinged) return;
    if (this.#pings.size >= MAX_MISSED_PONGS) {
      this.#fail(1002, "asyncio_timeout", "No pong received");
      return;
    }
    this.#pings.set(++this.#pingId, Date.now());
    this.#send("ping", { ping_event: { event_id: this.#pingId, ping_ms: this.#pingMs } });
    this.#timers.set("ping", this.#options.timing.pingMs, () => this.#ping());
  }

  #takePong(eventId: number): void {
    const sentAtMs = this.#pings.get(eventId);
    if (sentAtMs === undefined) return;
    this.#pingMs = Date.now() - sentAtMs;
    this.#pings.clear();
  }

  #expectInput(): void {
    this.#timers.set("input", this.#options.timing.inputTimeoutMs, () => {
      this.#fail(1002, "transport_receive_timeout", "No user input received");
    });
  }

  #send(type: string, payload: JsonObject): void {
    const { transport } = this.#options;
    const settings = this.#start?.config.conversation;
    // In text-only conversations the parts come unasked (elevenlabs.md §1.4).
    const isChat = type === "agent_chat_response_part" && settings?.text_only === true;
    const isWanted = isChat || UNGATED.has(type) || settings?.client_events.includes(type) === true;
    if (!this.#isEnding && isWanted && transport.carries(type)) transport.send({ type, ...payload });
  }

  #fail(code: number, type: string, message: string): void {
    this.#end({ code, terminationReason: message, error: { type, message } });
  }

  /** The vendor's own end: the line stays until the goodbye has been heard. */
  #end(ending: Ending): void {
    if (this.#isEnding) return;
    const { code, error } = ending;
    if (error) {
      const { type: error_type, message } = error;
      this.#send("error", { error_event: { code, error_type, message, reason: message } });
    }
    this.#fallSilent();
    const { transport } = this.#options;
    void (code === 1000 ? transport.drain() : Promise.resolve()).then(() => {
      this.#finish(ending);
      transport.close(code, error?.message ?? "");
    });
  }

  /** The other side has gone first. */
  #leave(ending: Ending): void {
    if (this.#isEnding) return;
    this.#fallSilent();
    this.#finish(ending);
  }

  #fallSilent(): void {
    this.#isEnding = true;
    this.#timers.clearAll();
    this.#dialogue?.stop();
  }

  /** The one way out, whoever ended it. */
  #finish({ code, terminationReason, error }: Ending): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { conversation } = this.#options;
    conversation.durationSeconds = Math.round((Date.now() - this.#startedAtMs) / 1000);
    conversation.terminationReason = terminationReason;
    if (error && code !== 1000) conversation.error = { code, reason: error.message };
    this.#options.onEnd();
  }
}
