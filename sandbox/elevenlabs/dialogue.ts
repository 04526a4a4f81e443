/** Who speaks when: listening, barge-in, answers, tools and silence of one conversation (elevenlabs.md §1.4, §1.7, §6.5). */
import { think } from "../receptionist/brain";
import { type Action, type BrainState, createBrain, type Heard } from "../receptionist/brain-state";
import type { Conversation, TranscriptTurn } from "./conversation";
import type { Start } from "./conversation-start";
import { Ear } from "./ear";
import type { JsonObject } from "../json";
import type { Recording } from "./recording";
import { Speaker } from "./speaker";
import { Timers } from "./timers";
import type { Workspace } from "./state";
import type { Timing } from "./timing";
import type { ToolResult } from "./tool-calls";
import { modelParameters } from "./tool-parameters";
import type { Outgoing } from "./outgoing";
import { ToolUse } from "./tool-use";

/** Every so many frames of the caller's audio a score of voice activity is told to whom it interests. */
const VAD_SCORE_FRAMES = 10;

export interface DialogueOptions {
  start: Start;
  conversation: Conversation;
  recording: Recording | undefined;
  timing: Timing;
  workspace: Workspace;
  outgoing: Outgoing;
  /** Whether messages of this type reach the other side of this line. */
  carries: (type: string) => boolean;
  send: (type: string, payload: JsonObject) => void;
  /** The agent or a time limit ends the conversation, normally. */
  end: (terminationReason: string) => void;
}

export class Dialogue {
  readonly #options: DialogueOptions;
  readonly #startedAtMs = Date.now();
  readonly #timers = new Timers();
  readonly #tools: ToolUse;
  readonly #speaker: Speaker;
  readonly #ear: Ear;
  #brain: BrainState;
  #eventId = 0;
  #frames = 0;
  #pendingWords: string[] = [];
  #isFirstMessage = true;
  #isOver = false;
  #isActing = false;
  /** Raised when something new is to be said: what is left of the old plan is dropped. */
  #plan = 0;

  constructor(options: DialogueOptions) {
    this.#options = options;
    const { start, recording, timing, send } = options;
    const { agent, asr, tts } = start.config;
    this.#brain = createBrain({
      language: agent.language,
      prompt: start.prompt,
      firstMessage: start.firstMessage,
      tools: new Map([...start.tools].map(([name, tool]) => [name, modelParameters(tool)])),
    });
    this.#tools = new ToolUse({
      ...options,
      addTurn: () => this.#addTurn({ role: "agent", message: null, medium: "audio" }),
    });
    this.#ear = new Ear(asr.user_input_audio_format, {
      words: (text) => this.#hearWords(text),
      partial: (text) => this.#hearPartial(text),
      voice: (active) => this.#hearVoice(active),
      voiceWithoutWords: () => {
        if (!this.#isDeaf()) this.#respond({ type: "voice_without_words" });
      },
    });
    this.#speaker = new Speaker({
      format: tts.agent_output_audio_format,
      voice: tts.voice_id,
      speedup: timing.speedup,
      send: (audio) => send("audio", { audio_event: audio }),
      heard: (ulaw, startsAtMs) => recording?.addAgent(ulaw, startsAtMs),
    });
  }

  greet(): void {
    const { firstMessage } = this.#options.start;
    if (firstMessage === "") this.waitForCaller();
    else void this.#perform([{ type: "say", text: firstMessage }]);
  }

  /** Sound of a test instead of a sentence; it takes the place of whatever was still to be said. */
  async play(ulaw: Uint8Array): Promise<void> {
    const plan = ++this.#plan;
    this.#isActing = true;
    this.#timers.clear("silence");
    this.#timers.clear("silent_end");
    await this.#speaker.play(ulaw, ++this.#eventId);
    if (this.#plan !== plan) return;
    this.#isActing = false;
    this.waitForCaller();
  }

  hearAudio(audio: Uint8Array): void {
    this.#options.recording?.addUser(this.#ear.hear(audio));
    if (++this.#frames % VAD_SCORE_FRAMES > 0) return;
    this.#options.send("vad_score", { vad_score_event: { vad_score: this.#ear.isVoice() ? 0.93 : 0.04 } });
  }

  hearMessage(text: string | null | undefined, medium: "text" | "dtmf" = "text"): void {
    if (!text) return;
    this.#interrupt();
    this.#eventId += 1;
    this.#addTurn({ role: "user", message: text, medium });
    this.#answerSoon(text);
  }

  /** Background for the agent's mind: it makes it say nothing. */
  takeContext(text: string): void {
    this.#respond({ type: "context", text, isAnswerDue: this.#timers.has("think") });
  }

  takeToolResult(callId: string, result: ToolResult): void {
    this.#tools.settle(callId, result);
  }

  /** Says it whatever is going on, and resolves when it has been sent. */
  async sayLastWords(text: string): Promise<void> {
    this.#plan += 1;
    if (text !== "") await this.#say(text);
  }

  stop(): void {
    this.#isOver = true;
    this.#plan += 1;
    this.#timers.clearAll();
    this.#tools.close();
    this.#speaker.interrupt();
  }

  /** The caller's turn begins when the agent's voice has ended. */
  waitForCaller(): void {
    const isAgentsTurn = this.#isActing || this.#timers.has("think");
    if (this.#isOver || isAgentsTurn || this.#ear.isVoice()) return;
    const { turn } = this.#options.start.config;
    const isBeforeFirstWord = this.#options.conversation.turns.length === 0;
    const seconds = (isBeforeFirstWord ? turn.initial_wait_time : null) ?? turn.turn_timeout;
    const playingMs = Math.max(0, this.#speaker.endsAtMs() - Date.now());
    if (turn.mode === "turn") {
      this.#timers.set("silence", playingMs + seconds * 1000, () => this.#respond({ type: "silence" }));
    }
    // It counts from the caller's last word, whatever the agent says meanwhile.
    if (turn.silence_end_call_timeout <= 0 || this.#timers.has("silent_end")) return;
    this.#timers.set("silent_end", playingMs + turn.silence_end_call_timeout * 1000, () => {
      this.#options.end("Silence timeout");
    });
  }

  #hearVoice(active: boolean): void {
    if (!active) {
      this.waitForCaller();
      return;
    }
    this.#timers.clear("silence");
    this.#timers.clear("silent_end");
    // With words to be ignored the agent waits for words before it stops.
    if (this.#options.start.config.turn.interruption_ignore_terms.length === 0) this.#interrupt();
  }

  #hearPartial(text: string): void {
    if (this.#isDeaf()) return;
    if (!this.#isIgnored(text)) this.#interrupt();
    this.#options.send("tentative_user_transcript", {
      tentative_user_transcription_event: { user_transcript: text, event_id: this.#eventId + 1 },
    });
  }

  #hearWords(text: string): void {
    const isBackchannel = this.#speaker.isPlaying() && this.#isIgnored(text);
    if (this.#isDeaf() || isBackchannel || text.trim() === "") return;
    this.#interrupt();
    const event = { user_transcript: text, event_id: ++this.#eventId };
    this.#options.send("user_transcript", { user_transcription_event: event });
    this.#addTurn({ role: "user", message: text, medium: "audio" });
    this.#answerSoon(text);
  }

  /** While the greeting may not be interrupted nothing is transcribed either. */
  #isDeaf(): boolean {
    const isProtected = this.#options.start.config.agent.disable_first_message_interruptions;
    return isProtected && this.#isFirstMessage && this.#speaker.isPlaying();
  }

  #isIgnored(text: string): boolean {
    const terms = this.#options.start.config.turn.interruption_ignore_terms;
    return terms.some((term) => lettersOf(term) === lettersOf(text));
  }

  #answerSoon(text: string): void {
    this.#pendingWords.push(text);
    this.#timers.clear("silence");
    this.#timers.clear("silent_end");
    this.#timers.set("think", this.#options.timing.thinkMs, () => {
      const words = this.#pendingWords.join(" ");
      this.#pendingWords = [];
      this.#respond({ type: "text", text: words });
      // Without an answer it is the caller's turn again.
      this.waitForCaller();
    });
  }

  #interrupt(): void {
    const { start, conversation, recording, send } = this.#options;
    if (!start.config.conversation.client_events.includes("interruption") || this.#isDeaf()) return;
    const corrections = this.#speaker.interrupt();
    if (corrections.length === 0) return;
    this.#plan += 1;
    this.#isActing = false;
    recording?.cutAgent();
    send("interruption", { interruption_event: { event_id: corrections.at(-1)?.eventId } });
    for (const { eventId, original, spoken } of corrections) {
      send("agent_response_correction", {
        agent_response_correction_event: {
          original_agent_response: original,
          corrected_agent_response: spoken,
          event_id: eventId,
        },
      });
      const turn = conversation.turns.findLast(({ message }) => message === original);
      if (turn) Object.assign(turn, { message: spoken, originalMessage: original, isInterrupted: true });
    }
  }

  #respond(heard: Heard): void {
    if (this.#isOver) return;
    const [brain, actions] = think(this.#brain, heard);
    this.#brain = brain;
    this.#options.conversation.outcome = brain.outcome;
    void this.#perform(actions);
  }

  async #perform(actions: Action[]): Promise<void> {
    if (actions.length === 0) return;
    const plan = ++this.#plan;
    this.#isActing = true;
    this.#timers.clear("silence");
    for (const action of actions) {
      if (this.#plan !== plan) return;
      if (action.type === "say") await this.#say(action.text);
      else if (action.type === "use_tool") await this.#useTool(action);
      else if (this.#endCall(action.reason)) return;
    }
    if (this.#plan !== plan) return;
    this.#isActing = false;
    this.waitForCaller();
  }

  async #say(text: string): Promise<void> {
    const { start, conversation, send } = this.#options;
    const eventId = ++this.#eventId;
    this.#isFirstMessage = conversation.turns.length === 0;
    const isTextOnly = start.config.conversation.text_only;
    this.#addTurn({ role: "agent", message: text, medium: isTextOnly ? "text" : "audio" });
    send("agent_response", { agent_response_event: { agent_response: text, event_id: eventId } });
    if (!isTextOnly) {
      await this.#speaker.say(text, eventId);
      return;
    }
    for (const type of ["start", "delta", "stop"]) {
      const part = { text: type === "delta" ? text : "", type, event_id: eventId };
      send("agent_chat_response_part", { text_response_part: part });
    }
  }

  async #useTool({ name, use, parameters }: Extract<Action, { type: "use_tool" }>): Promise<void> {
    const plan = this.#plan;
    const result = await this.#tools.use(name, parameters, ++this.#eventId);
    const isAwaited = this.#brain.work?.use === use;
    if (!isAwaited && (this.#plan !== plan || !result)) return;
    const { value = null, isError = false } = result ?? {};
    this.#respond({ type: "tool_result", name, use, value, isError });
  }

  /** False when the agent has no way to hang up: then it waits for the caller to do so. */
  #endCall(reason: string): boolean {
    const { start, end } = this.#options;
    if (!start.config.agent.prompt.built_in_tools.end_call) return false;
    this.#tools.useEndCall(reason, ++this.#eventId);
    end(`end_call tool was called: ${reason}`);
    return true;
  }

  #addTurn(given: Pick<TranscriptTurn, "role" | "message" | "medium">): TranscriptTurn {
    const turn: TranscriptTurn = {
      ...given,
      originalMessage: null,
      timeInCallSeconds: Math.round((Date.now() - this.#startedAtMs) / 1000),
      isInterrupted: false,
      toolCalls: [],
      toolResults: [],
    };
    this.#options.conversation.turns.push(turn);
    return turn;
  }
}

function lettersOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} ]/gu, "")
    .trim();
}
