import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { WebSocket } from "ws";
import { ACCOUNT_SID, CALL_SID, signatureOf, streamPath } from "./media-contract";
import { PacedAudio } from "./paced-audio";

interface TwilioBound {
  event: string;
  media?: { payload: string };
  mark?: { name: string };
}

interface AgentBound {
  type?: string;
  user_audio_chunk?: string;
}

const FRAME_MS = 20;
/** An agent speaks for 3.2 s in every 6 s, and its audio comes four times as fast as it plays. */
const CYCLE_MS = 6_000;
const CHUNKS = 8;
export const CHUNK_MS = 400;
const CHUNK_EVERY_MS = 100;
const PINGS_AT_MS = [1_500, 3_500, 5_500];
const ALIGNMENT = JSON.stringify({
  chars: ["b", "u", "e", "n", "a", "s"],
  char_start_times_ms: [0, 60, 120, 190, 260, 330],
  char_durations_ms: [60, 60, 70, 70, 70, 70],
});

interface Cue {
  atMs: number;
  say: "texts" | "chunk" | "ping";
}

const SCRIPT: readonly Cue[] = [
  { atMs: 0, say: "texts" } satisfies Cue,
  ...Array.from({ length: CHUNKS }, (_, chunk): Cue => ({ atMs: chunk * CHUNK_EVERY_MS, say: "chunk" })),
  ...PINGS_AT_MS.map((atMs): Cue => ({ atMs, say: "ping" })),
];

/** Both ends of one call: a Twilio that sends a frame every 20 ms and plays what it gets, and an agent. */
export class PacedCall {
  readonly callId = randomUUID();
  readonly fromCaller: PacedAudio;
  readonly fromAgent: PacedAudio;
  private readonly streamSid = `MZ${this.callId.replaceAll("-", "")}`;
  private twilio: WebSocket | undefined;
  private agent: WebSocket | undefined;
  private pingsUnanswered = 0;
  private utterance = 0;
  private cue = 0;
  private cycleStartsAtMs = 0;
  private nextFrameAtMs = 0;
  /** When all that Twilio holds will have been played, and the marks that wait for it. */
  private playedAtMs = 0;
  private readonly marks: { name: string; dueAtMs: number }[] = [];
  private becameLive: () => void = () => {};
  private readonly isAgentSilent: boolean;

  /** A silent agent's caller hears sound of the relay's own, which is not compared with anything. */
  constructor(sounds: { caller: readonly string[]; agent: readonly string[] }, isAgentSilent: boolean) {
    this.isAgentSilent = isAgentSilent;
    this.fromCaller = new PacedAudio(sounds.caller);
    this.fromAgent = new PacedAudio(sounds.agent);
  }

  /** Resolves when the agent's first sound has reached Twilio: then both directions are open. */
  async connect(port: number): Promise<void> {
    const path = streamPath(this.callId);
    const twilio = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
      headers: { "x-twilio-signature": signatureOf(path) },
      perMessageDeflate: false,
    });
    this.twilio = twilio;
    twilio.on("message", (data: Buffer) =>
      this.twilioHears(JSON.parse(data.toString("utf8")) as TwilioBound),
    );
    const live = new Promise<void>((resolve) => {
      this.becameLive = resolve;
    });
    await once(twilio, "open");
    const { streamSid } = this;
    const format = { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 };
    const start = { streamSid, accountSid: ACCOUNT_SID, callSid: CALL_SID, tracks: ["inbound"] };
    twilio.send(JSON.stringify({ event: "connected", protocol: "Call", version: "1.0.0" }));
    twilio.send(
      JSON.stringify({
        event: "start",
        sequenceNumber: "1",
        streamSid,
        start: { ...start, mediaFormat: format, customParameters: { token: "good" } },
      }),
    );
    await live;
  }

  /** The relay has opened the agent's socket of this call. */
  agentConnected(agent: WebSocket): void {
    this.agent = agent;
    agent.on("message", (data: Buffer) => this.agentHears(JSON.parse(data.toString("utf8")) as AgentBound));
  }

  /** Begins to speak somewhere in its cycle, so that the calls do not move in step. */
  begin(nowMs: number, share: number): void {
    this.nextFrameAtMs = nowMs + share * FRAME_MS;
    this.cycleStartsAtMs = nowMs - share * CYCLE_MS;
    this.cue = SCRIPT.findIndex(({ atMs }) => this.cycleStartsAtMs + atMs >= nowMs);
    if (this.cue < 0) this.nextCycle();
  }

  /** Sends everything that is due. */
  tick(nowMs: number): void {
    for (; this.nextFrameAtMs <= nowMs; this.nextFrameAtMs += FRAME_MS) this.callerSpeaks();
    for (
      let cue = SCRIPT[this.cue];
      cue && this.cycleStartsAtMs + cue.atMs <= nowMs;
      cue = SCRIPT[this.cue]
    ) {
      this.agentSays(cue.say);
      this.cue += 1;
      if (this.cue === SCRIPT.length) this.nextCycle();
    }
    for (let mark = this.marks[0]; mark && mark.dueAtMs <= nowMs; mark = this.marks[0]) {
      this.marks.shift();
      const { streamSid } = this;
      this.twilio?.send(
        JSON.stringify({ event: "mark", sequenceNumber: "4", streamSid, mark: { name: mark.name } }),
      );
    }
  }

  get isComplete(): boolean {
    return this.fromCaller.isComplete && this.fromAgent.isComplete && this.pingsUnanswered === 0;
  }

  async close(): Promise<void> {
    const { twilio } = this;
    if (!twilio || twilio.readyState === WebSocket.CLOSED) return;
    const closed = once(twilio, "close");
    twilio.send(JSON.stringify({ event: "stop", sequenceNumber: "9", streamSid: this.streamSid, stop: {} }));
    twilio.close();
    await closed;
  }

  private nextCycle(): void {
    this.cycleStartsAtMs += CYCLE_MS;
    this.cue = 0;
  }

  private callerSpeaks(): void {
    const number = this.fromCaller.sent + 1;
    const where = `"sequenceNumber":"${number + 1}","streamSid":"${this.streamSid}"`;
    const when = `"track":"inbound","chunk":"${number}","timestamp":"${number * FRAME_MS}"`;
    this.twilio?.send(`{"event":"media",${where},"media":{${when},"payload":"${this.fromCaller.next()}"}}`);
  }

  private agentSays(what: Cue["say"]): void {
    switch (what) {
      case "texts":
        return this.agentTalks();
      case "chunk":
        return this.agentSpeaks();
      case "ping":
        this.pingsUnanswered += 1;
        this.agent?.send(`{"type":"ping","ping_event":{"event_id":${this.utterance},"ping_ms":20}}`);
    }
  }

  private agentTalks(): void {
    this.utterance += 1;
    const heard = { user_transcript: "Quería cambiar la cita del jueves.", event_id: this.utterance };
    const said = { agent_response: "Claro, dígame qué día le viene bien.", event_id: this.utterance };
    this.agent?.send(JSON.stringify({ type: "user_transcript", user_transcription_event: heard }));
    this.agent?.send(JSON.stringify({ type: "agent_response", agent_response_event: said }));
  }

  private agentSpeaks(): void {
    if (this.isAgentSilent) return;
    const audio = `"audio_base_64":"${this.fromAgent.next()}","event_id":${this.utterance},"alignment":${ALIGNMENT}`;
    this.agent?.send(`{"type":"audio","audio_event":{${audio}}}`);
  }

  private agentHears(message: AgentBound): void {
    if (message.user_audio_chunk !== undefined) return this.fromCaller.arrived(message.user_audio_chunk);
    if (message.type === "pong") this.pingsUnanswered -= 1;
    if (message.type === "conversation_initiation_client_data") this.greet();
  }

  private greet(): void {
    const formats = { agent_output_audio_format: "ulaw_8000", user_input_audio_format: "ulaw_8000" };
    this.agent?.send(
      JSON.stringify({
        type: "conversation_initiation_metadata",
        conversation_initiation_metadata_event: { conversation_id: `conv_${this.callId}`, ...formats },
      }),
    );
    this.agentSpeaks();
  }

  private twilioHears(message: TwilioBound): void {
    const nowMs = performance.now();
    if (message.media) {
      if (!this.isAgentSilent) this.fromAgent.arrived(message.media.payload);
      this.playedAtMs = Math.max(nowMs, this.playedAtMs) + CHUNK_MS;
      this.becameLive();
    } else if (message.mark) {
      this.marks.push({ name: message.mark.name, dueAtMs: Math.max(nowMs, this.playedAtMs) });
    }
  }
}
