/** Conversations from their first word to the webhooks that tell of them, on whatever line (elevenlabs.md §1, §4). */
import type { Fault, Faults } from "../faults";
import { speak } from "../speech";
import { encodeSpeech } from "./audio-formats";
import type { Initiation } from "./client-messages";
import { type Conversation, conversationView, type PhoneCall } from "./conversation";
import type { JsonObject } from "../json";
import { encodeMp3 } from "./mp3";
import type { Outgoing } from "./outgoing";
import { analyse, attachedWebhook } from "./post-call";
import { Recording } from "./recording";
import { Session } from "./session";
import type { Agent, Workspace } from "./state";
import type { Timing } from "./timing";
import type { Transport } from "./transport";
import type { WebhookSender } from "./webhooks";

const MAX_FLOOD_BYTES = 64 * 1024 * 1024;
const FLOOD_CHUNK_BYTES = 48 * 1024;
/** Recordings live in memory: the last of these are kept, and no more are made at once. */
const MAX_RECORDINGS = 20;

export interface Party {
  workspace: Workspace;
  agent: Agent;
  conversation: Conversation;
}

/** Why a call of the vendor's own never became a conversation (§4.1). */
export interface CallFailure {
  result: Exclude<PhoneCall["result"], "answered" | null>;
  reason: "busy" | "no-answer" | "unknown";
  /** Twilio's fields. */
  body: JsonObject;
}

export interface LiveOptions {
  faults: Faults;
  outgoing: Outgoing;
  timing: Timing;
  sender: WebhookSender;
  onChange: () => void;
}

export class LiveConversations {
  readonly #options: LiveOptions;
  readonly #recordings = new Map<string, Recording>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #live = new Map<Session, { conversationId: string; apiKey: string; transport: Transport }>();
  #isClosed = false;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  findRecording(conversationId: string): Recording | undefined {
    return this.#recordings.get(conversationId);
  }

  /** Lets the agent of a live conversation send this sound; false when there is none. */
  play(conversationId: string, ulaw: Uint8Array): boolean {
    const live = [...this.#live].find(([, one]) => one.conversationId === conversationId);
    return live?.[0].play(ulaw) ?? false;
  }

  /** Breaks every conversation of a workspace off, without a goodbye. Answers how many there were. */
  cut(apiKey: string): number {
    const own = [...this.#live.values()].filter((one) => one.apiKey === apiKey);
    for (const { transport } of own) transport.cut();
    return own.length;
  }

  open(
    party: Party,
    transport: Transport,
    { faults, initiation }: { faults: Fault[]; initiation?: Initiation },
  ): void {
    const { workspace, agent, conversation } = party;
    const { conversationId } = conversation;
    const { timing, outgoing, onChange } = this.#options;
    workspace.conversations.set(conversationId, conversation);
    const recording = this.#createRecording(agent, conversationId);
    const onEnd = () => {
      this.#live.delete(session);
      conversation.hasAudio = recording !== undefined && conversation.error === null;
      this.#complete(party);
    };
    const session = new Session({ ...party, transport, recording, timing, outgoing, initiation, onEnd });
    this.#live.set(session, { conversationId, apiKey: workspace.apiKey, transport });
    for (const fault of faults) this.#misbehave(transport, session, fault);
    onChange();
  }

  /** A start that failed before there was a line; it reads like any other that did (§5.3). */
  refuse(party: Party, error: NonNullable<Conversation["error"]>): void {
    const { workspace, conversation } = party;
    workspace.conversations.set(conversation.conversationId, conversation);
    conversation.error = error;
    conversation.terminationReason = error.reason;
    this.#complete(party);
  }

  fail({ workspace, agent, conversation }: Party, { result, reason, body }: CallFailure): void {
    conversation.status = "failed";
    conversation.terminationReason = `Call failed: ${reason}`;
    if (conversation.phoneCall) conversation.phoneCall.result = result;
    this.#options.onChange();
    const webhook = attachedWebhook(workspace, agent, "call_initiation_failure");
    if (!webhook || this.#isClosed) return;
    this.#options.sender.send(webhook, "call_initiation_failure", {
      agent_id: conversation.agentId,
      conversation_id: conversation.conversationId,
      failure_reason: reason,
      metadata: { type: "twilio", body },
    });
  }

  /** The caller hung up before there was anything to hear. */
  abandon(conversation: Conversation): void {
    conversation.status = "failed";
    conversation.terminationReason = "Call ended by remote party";
    this.#options.onChange();
  }

  /** Runs later, unless the vendor is closed before. */
  after(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }

  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #misbehave(transport: Transport, session: Session, { kind, afterMs = 0 }: Fault): void {
    if (kind === "silent" && afterMs === 0) transport.mute();
    else if (kind === "silent") this.after(afterMs, () => transport.mute());
    else if (kind === "cut") this.after(afterMs, () => transport.cut());
    else if (kind === "flood") this.after(afterMs, () => void flood(session));
  }

  #createRecording(agent: Agent, conversationId: string): Recording | undefined {
    const { record_voice, zero_retention_mode } = agent.platform_settings.privacy;
    if (!record_voice || zero_retention_mode || this.#live.size >= MAX_RECORDINGS) return undefined;
    const recording = new Recording();
    this.#recordings.set(conversationId, recording);
    const live = new Set([...this.#live.values()].map(({ conversationId: id }) => id));
    for (const id of this.#recordings.keys()) {
      if (this.#recordings.size <= MAX_RECORDINGS) break;
      if (!live.has(id)) this.#recordings.delete(id);
    }
    return recording;
  }

  /** First `processing`, then the analysis, then the webhooks: as the vendor takes its time. */
  #complete(party: Party): void {
    // Shut down with the sandbox: what was not finished reads as failed after the restart.
    if (this.#isClosed) return;
    const { conversation, agent, workspace } = party;
    const { timing, sender, onChange } = this.#options;
    conversation.status = "processing";
    onChange();
    this.after(timing.analysisMs, () => {
      conversation.status = "done";
      conversation.analysis = analyse(conversation, agent);
      onChange();
      const webhook = attachedWebhook(workspace, agent, "transcript");
      if (webhook) sender.send(webhook, "post_call_transcription", conversationView(conversation, agent));
      void this.#sendAudio(party);
    });
  }

  async #sendAudio({ workspace, agent, conversation }: Party): Promise<void> {
    const { agentId, conversationId, hasAudio } = conversation;
    const webhook = attachedWebhook(workspace, agent, "audio");
    const recording = hasAudio ? this.findRecording(conversationId) : undefined;
    if (!webhook || !recording) return;
    const full_audio = Buffer.from(await encodeMp3(recording.tracks())).toString("base64");
    if (this.#isClosed) return;
    this.#options.sender.send(webhook, "post_call_audio", {
      agent_id: agentId,
      conversation_id: conversationId,
      full_audio,
    });
  }
}

/** As fast as the peer takes it, and never without an end. */
async function flood(session: Session): Promise<void> {
  const speech = encodeSpeech(speak("a".repeat(400)), session.format()) ?? new Uint8Array(0);
  const chunk = speech.subarray(0, FLOOD_CHUNK_BYTES);
  for (let sent = 0; sent < MAX_FLOOD_BYTES; sent += chunk.length) {
    if (!(await session.sendRawAudio(chunk))) return;
  }
}
