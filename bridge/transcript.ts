import { heardText } from "./heard-text";
import { newSpeech, type Speech } from "./playback";
import type { MediaEntry } from "@/lib/media/port";
import { storable } from "@/lib/storable";

type TurnEntry = Extract<MediaEntry, { kind: "turn" }>;

interface Turn {
  position: number;
  role: TurnEntry["role"];
  /** Event id on the agent's socket, with the socket's number: ids begin anew after a reconnect. */
  key: string | undefined;
  text: string;
  originalText: string | null;
  interrupted: boolean;
  offsetMs: number;
  speeches: Speech[];
  /** Said by the house in the agent's place: nothing that the vendor tells of the agent is meant for it. */
  isHouse: boolean;
}

/** Of how many event ids it is known which turn their audio belongs to. */
const REMEMBERED_SPEECHES = 64;
/** A text is written when it comes; when its sound follows this much later, it is written again. */
const NOTABLE_SHIFT_MS = 100;

/**
 * Puts the utterances in order and keeps of the agent's only what the caller could hear.
 *
 * Text and audio of an utterance come in separate messages, in either order, and their event ids may differ
 * (elevenlabs.md §1.5). Audio belongs to the turn of the same id, else to the turn the agent is in, else to the
 * next text that comes.
 */
export class Transcript {
  private readonly turns: Turn[] = [];
  private readonly speeches = new Map<string, { speech: Speech; turn: Turn | undefined }>();
  private currentAgentTurn: Turn | undefined;
  private tentativeAtMs: number | undefined;
  private startedAtMs: number | undefined;
  private startedAt = new Date();
  private readonly firstPosition: number;
  private readonly nowMs: () => number;
  private readonly emit: (entry: MediaEntry) => void;

  constructor(options: { firstPosition: number; nowMs: () => number; emit: (entry: MediaEntry) => void }) {
    this.firstPosition = options.firstPosition;
    this.nowMs = options.nowMs;
    this.emit = options.emit;
  }

  /** Offsets count from here; what the agent said while Twilio was connecting has offset 0. */
  streamStarted(at: Date): void {
    this.startedAtMs = this.nowMs();
    this.startedAt = at;
  }

  /** The account of the audio of one event id, to be filled by the playback. */
  speechFor(key: string, startsAtMs: number): Speech {
    const known = this.speeches.get(key);
    if (known) return known.speech;
    const speech = newSpeech(startsAtMs);
    const turn = this.findAgentTurn(key) ?? this.currentAgentTurn;
    this.speeches.set(key, { speech, turn });
    this.forgetOldSpeeches();
    if (!turn) return speech;
    turn.speeches.push(speech);
    const offsetMs = turn.offsetMs;
    this.placeAtItsSound(turn);
    if (turn.offsetMs - offsetMs > NOTABLE_SHIFT_MS) this.publish(turn);
    return speech;
  }

  agentSaid(key: string | undefined, text: string): void {
    const clean = storable(text);
    const same = key === undefined ? undefined : this.findAgentTurn(key);
    // The text of one event may come again, longer.
    if (same && !same.interrupted && clean.startsWith(same.text)) {
      same.text = clean;
      this.publish(same);
      return;
    }
    this.settleHeardTurns();
    const turn = this.add("agent", key, clean);
    this.currentAgentTurn = turn;
    for (const [speechKey, entry] of this.speeches) {
      if (entry.turn !== undefined && speechKey !== key) continue;
      if (entry.turn) entry.turn.speeches = entry.turn.speeches.filter((speech) => speech !== entry.speech);
      entry.turn = turn;
      turn.speeches.push(entry.speech);
    }
    this.placeAtItsSound(turn);
    this.cutToHeard(turn);
    this.publish(turn);
  }

  /** A sentence of the house, heard instead of the agent; returns the account of its audio. */
  houseSaid(key: string, text: string, startsAtMs: number): Speech {
    const turn = this.add("agent", key, storable(text));
    turn.isHouse = true;
    const speech = newSpeech(startsAtMs);
    turn.speeches.push(speech);
    this.placeAtItsSound(turn);
    this.publish(turn);
    return speech;
  }

  /** The text of an utterance that began after the interruption was known: nobody will hear it. */
  agentSaidTooLate(key: string, text: string): void {
    this.agentSaid(key, text);
    const turn = this.currentAgentTurn;
    this.currentAgentTurn = undefined;
    if (!turn || turn.speeches.length > 0) return;
    this.shorten(turn, "");
    this.publish(turn);
  }

  /** The vendor knows best what was spoken before the barge-in (elevenlabs.md §1.4). */
  agentCorrected(key: string | undefined, original: string, corrected: string): void {
    const turn =
      (key === undefined ? undefined : this.findAgentTurn(key)) ??
      this.turns.findLast((turn) => turn.role === "agent" && (turn.originalText ?? turn.text) === original) ??
      this.turns.findLast((turn) => turn.role === "agent" && !turn.isHouse);
    if (!turn) return;
    turn.originalText ??= storable(original);
    turn.text = storable(corrected);
    turn.interrupted = true;
    if (turn === this.currentAgentTurn) this.currentAgentTurn = undefined;
    this.publish(turn);
  }

  /** After the playback was cleared for good: cuts every turn that lost audio. Later audio belongs to later text. */
  playbackCut(): void {
    const current = this.currentAgentTurn;
    this.currentAgentTurn = undefined;
    this.cutTurns();
    // A text whose audio had not come yet: its audio will be dropped as late.
    if (current && !current.interrupted && current.speeches.length === 0) {
      this.shorten(current, "");
      this.publish(current);
    }
  }

  /** After the playback was cleared, and what the agent says next will still be heard. */
  cutTurns(): void {
    for (const turn of this.turns) {
      if (turn.role === "agent" && !turn.interrupted && this.cutToHeard(turn)) this.publish(turn);
    }
  }

  callerSaying(text: string): void {
    this.tentativeAtMs ??= this.nowMs();
    this.emit({ kind: "tentative", role: "caller", text: storable(text) });
  }

  callerSaid(key: string | undefined, text: string): void {
    const clean = storable(text);
    const known =
      key === undefined
        ? undefined
        : this.turns.findLast((turn) => turn.role === "caller" && turn.key === key);
    if (known) {
      known.text = clean;
      this.publish(known);
      return;
    }
    if (clean.trim() === "") return;
    const turn = this.add("caller", key, clean);
    if (this.tentativeAtMs !== undefined) turn.offsetMs = this.offsetOf(this.tentativeAtMs);
    this.tentativeAtMs = undefined;
    this.currentAgentTurn = undefined;
    this.publish(turn);
  }

  /** Returns what adds the tool's answer to the turn. */
  toolUsed(text: string): (answer: string) => void {
    const turn = this.add("tool", undefined, storable(text));
    this.publish(turn);
    return (answer) => {
      turn.text = storable(`${text} → ${answer}`);
      this.publish(turn);
    };
  }

  /** Everything so far, for an agent to read. */
  lines(): string[] {
    const speakers = { agent: "You", caller: "Caller", tool: "Tool" };
    return this.turns.flatMap(({ role, text }) => (text === "" ? [] : [`${speakers[role]}: ${text}`]));
  }

  get turnCount(): number {
    return this.turns.length;
  }

  private add(role: Turn["role"], key: string | undefined, text: string): Turn {
    const turn: Turn = {
      position: this.firstPosition + this.turns.length,
      role,
      key,
      text,
      originalText: null,
      interrupted: false,
      offsetMs: this.offsetOf(this.nowMs()),
      speeches: [],
      isHouse: false,
    };
    this.turns.push(turn);
    return turn;
  }

  private findAgentTurn(key: string): Turn | undefined {
    return this.turns.findLast((turn) => turn.role === "agent" && turn.key === key);
  }

  private cutToHeard(turn: Turn): boolean {
    if (!turn.speeches.some((speech) => speech.isCut)) return false;
    this.shorten(turn, heardText(turn.text, turn.speeches));
    return true;
  }

  private shorten(turn: Turn, heard: string): void {
    turn.originalText ??= turn.text;
    turn.text = heard;
    turn.interrupted = true;
  }

  private placeAtItsSound(turn: Turn): void {
    const startsAtMs = turn.speeches[0]?.startsAtMs;
    if (startsAtMs !== undefined) turn.offsetMs = this.offsetOf(startsAtMs);
  }

  private offsetOf(atMs: number): number {
    return this.startedAtMs === undefined ? 0 : Math.max(0, Math.round(atMs - this.startedAtMs));
  }

  private publish(turn: Turn): void {
    const { position, role, text, originalText, interrupted, offsetMs } = turn;
    const at = new Date(this.startedAt.getTime() + offsetMs);
    this.emit({ kind: "turn", position, role, text, originalText, interrupted, offsetMs, at });
  }

  /** The characters' times are heavy, and of use only while the utterance can still be cut. */
  private settleHeardTurns(): void {
    for (const turn of this.turns) {
      const isSettled = turn.interrupted || turn.speeches.every(({ heardMs, sentMs }) => heardMs >= sentMs);
      if (isSettled) turn.speeches = [];
    }
    for (const [key, { speech, turn }] of this.speeches) {
      if (turn && !turn.speeches.includes(speech)) this.speeches.delete(key);
    }
  }

  private forgetOldSpeeches(): void {
    for (const key of this.speeches.keys()) {
      if (this.speeches.size <= REMEMBERED_SPEECHES) return;
      this.speeches.delete(key);
    }
  }
}
