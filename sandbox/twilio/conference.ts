/** Conference rooms: twilio.md §4.4 (joining), §6.1, §6.2 (control), §6.3 (callbacks and their reasons). */
import { type Deferred, deferred, untilAborted } from "./abort";
import { mix, tone } from "./audio";
import type { Leg } from "./leg";
import { ByteQueue, type Line } from "./line";
import type { Platform } from "./platform";
import { type LiveRecording, recordLeg, type RecordingCallback } from "./recordings";
import { type RoomCallback, RoomNews } from "./room-news";
import { type Context, runBeside, type Verbs } from "./run-call";
import type { Field } from "./signature";
import { type Account, type ConferenceRecord, createSid, nowIso } from "./store";
import { VoiceError } from "./twiml";
import { pause, playSound, redirect, say } from "./verbs-sound";
import type { Voice } from "./voice";

/** Music on hold may only be this (error 13238). */
const WAITING: Verbs = {
  table: { Say: say, Play: playSound, Pause: pause, Redirect: redirect },
  forbiddenCode: 13_238,
};
const BEEP = tone(880, 200);

export interface JoinOptions {
  label: string | undefined;
  isMuted: boolean;
  startsConference: boolean;
  endsConference: boolean;
  beeps: ReadonlySet<"enter" | "exit">;
  /** `silence`, the vendor's own `music`, or documents and sounds of the customer. */
  wait: Voice | "silence" | "music";
  callback: RoomCallback | undefined;
  maxParticipants: number;
  isRecorded: boolean;
  recordingCallback: RecordingCallback | undefined;
  isRecordingTrimmed: boolean;
}

export interface Participant extends JoinOptions {
  leg: Leg;
  hold: Voice | "silence" | undefined;
  isCoaching: boolean;
  joinedAt: string;
  left: Deferred<LeaveReason>;
  beep: ByteQueue;
  sound: AbortController;
}

export type LeaveReason =
  | "conference_ended_via_api"
  | "moderator_ended_conference"
  | "participant_updated_via_api"
  | "participant_hung_up"
  | "kicked"
  | "wait_failed";

export class Room {
  readonly record: ConferenceRecord;
  readonly account: Account;
  readonly participants = new Map<string, Participant>();
  /** Calls that ring on their way in; the room waits for them. */
  readonly expected = new Set<Leg>();
  readonly #platform: Platform;
  readonly #onEnd: () => void;
  /** Whom its events are told. */
  readonly news: RoomNews;
  #recording: LiveRecording | undefined;
  #recordedLeg: Leg | undefined;

  constructor(platform: Platform, account: Account, friendlyName: string, onEnd: () => void) {
    this.#platform = platform;
    this.#onEnd = onEnd;
    this.account = account;
    const dateCreated = nowIso();
    this.record = {
      sid: createSid("CF"),
      accountSid: account.accountSid,
      friendlyName,
      status: "init",
      region: "us1",
      reasonConferenceEnded: null,
      callSidEndingConference: null,
      dateCreated,
      dateUpdated: dateCreated,
    };
    platform.store.conferences.set(this.record.sid, this.record);
    this.news = new RoomNews(platform, this.record);
  }

  /** Resolves when the participant is out again; throws when its call ends or is sent elsewhere. */
  async join(context: Context, options: JoinOptions): Promise<LeaveReason> {
    const { leg, signal } = context;
    this.#admit(options);
    this.news.expectCallback(options.callback, leg);
    const participant: Participant = {
      ...options,
      leg,
      hold: undefined,
      isCoaching: false,
      joinedAt: nowIso(),
      left: deferred(),
      beep: new ByteQueue(),
      sound: new AbortController(),
    };
    this.expected.delete(leg);
    this.participants.set(leg.record.sid, participant);
    leg.line.isMuted = options.isMuted;
    leg.event("conference-joined", { conferenceSid: this.record.sid, label: options.label });
    this.news.tell("join", "participant-join", participant);
    if (options.beeps.has("enter")) this.#beep(participant);
    if (!this.#startIfReady()) this.attend(participant, context);
    let reason: LeaveReason = "participant_hung_up";
    try {
      reason = await untilAborted(participant.left.promise, signal);
      return reason;
    } catch (error) {
      reason = leg.isEnded ? "participant_hung_up" : "participant_updated_via_api";
      throw error;
    } finally {
      this.#leave(participant, reason);
    }
  }

  /** Puts on the line what this participant is to hear now. */
  attend(participant: Participant, context?: Context): void {
    participant.sound.abort();
    participant.sound = new AbortController();
    const { leg, sound } = participant;
    if (participant.hold !== undefined) return this.#entertain(participant, participant.hold, context);
    if (this.record.status === "init") return this.#entertain(participant, participant.wait, context);
    const stop = leg.line.playFrom({ pull: () => mix(this.#audibleTo(participant)) });
    sound.signal.addEventListener("abort", stop, { once: true });
  }

  /** Everyone hears it, then the talk goes on. */
  announce(participants: readonly Participant[], voice: Voice): void {
    for (const participant of participants) {
      participant.sound.abort();
      participant.sound = new AbortController();
      const { leg, sound } = participant;
      const signal = AbortSignal.any([sound.signal, leg.ended]);
      const context: Context = { platform: this.#platform, leg, signal, url: null, verbs: WAITING };
      void this.#guarded(leg, () => runBeside(context, voice)).then((isFine) => {
        this.news.tell("announcement", isFine ? "announcement-end" : "announcement-fail", participant);
        if (!sound.signal.aborted) this.attend(participant);
      });
    }
  }

  setMuted(participant: Participant, isMuted: boolean): void {
    participant.isMuted = isMuted;
    participant.leg.line.isMuted = isMuted;
    this.news.tell("mute", isMuted ? "participant-mute" : "participant-unmute", participant);
  }

  setHold(participant: Participant, hold: Voice | "silence" | undefined): void {
    participant.hold = hold;
    this.news.tell("hold", hold === undefined ? "participant-unhold" : "participant-hold", participant);
    this.attend(participant);
  }

  tellModified(participant: Participant): void {
    this.news.tell("modify", "participant-modify", participant);
  }

  findParticipant(callSidOrLabel: string): Participant | undefined {
    const byLabel = [...this.participants.values()].find(
      (participant) => participant.label === callSidOrLabel,
    );
    return this.participants.get(callSidOrLabel) ?? byLabel;
  }

  /** A call that was to join and did not. */
  giveUp(leg: Leg, label: string | undefined): void {
    if (!this.expected.delete(leg)) return;
    const fields: Field[] = [
      ["CallSid", leg.record.sid],
      ["ParticipantLabel", label ?? ""],
      ["ParticipantCallStatus", leg.record.status],
      ["ReasonParticipantLeft", "participant_add_failed"],
    ];
    this.news.send("leave", "participant-leave", fields);
    if (this.participants.size === 0 && this.expected.size === 0) this.end("last-participant-left", leg);
  }

  end(reason: string, by: Leg | undefined): void {
    if (this.record.status === "completed") return;
    this.record.status = "completed";
    this.record.reasonConferenceEnded = reason;
    this.record.callSidEndingConference = by?.record.sid ?? null;
    this.record.dateUpdated = nowIso();
    this.#recording?.stop();
    this.#onEnd();
    const leaving =
      reason === "conference-ended-via-api" ? "conference_ended_via_api" : "moderator_ended_conference";
    for (const participant of this.participants.values()) participant.left.resolve(leaving);
    const fields: Field[] = [["ReasonConferenceEnded", reason]];
    if (by) fields.push(["CallSidEndingConference", by.record.sid]);
    this.news.send("end", "conference-end", fields);
  }

  #admit({ label, maxParticipants }: JoinOptions): void {
    if (this.participants.size >= maxParticipants)
      throw new VoiceError(16020, "Conference: the room is full");
    const isTaken = [...this.participants.values()].some((participant) => participant.label === label);
    if (label !== undefined && isTaken)
      throw new VoiceError(16025, `Conference: participant label '${label}' is in use`);
  }

  #startIfReady(): boolean {
    const present = [...this.participants.values()];
    if (this.record.status !== "init" || present.length < 2) return false;
    if (!present.some((participant) => participant.startsConference)) return false;
    this.record.status = "in-progress";
    this.record.dateUpdated = nowIso();
    this.news.send("start", "conference-start", []);
    for (const participant of present) this.attend(participant);
    const recorded = present.find((participant) => participant.isRecorded);
    if (recorded) this.#record(recorded);
    return true;
  }

  #record({ leg, recordingCallback, isRecordingTrimmed }: Participant): void {
    this.#recordedLeg = leg;
    this.#recording = recordLeg(this.#platform, leg, {
      source: "Conference",
      channels: 1,
      track: "both",
      callback: recordingCallback,
      isTrimmed: isRecordingTrimmed,
      conferenceSid: this.record.sid,
    });
  }

  #leave(participant: Participant, reason: LeaveReason): void {
    participant.sound.abort();
    const { leg } = participant;
    leg.line.isMuted = false;
    // What the call goes on with is not the room's.
    if (leg === this.#recordedLeg) this.#recording?.stop();
    if (!this.participants.delete(leg.record.sid)) return;
    leg.event("conference-left", { conferenceSid: this.record.sid, reason });
    const fields: Field[] = [
      ["ParticipantCallStatus", leg.record.status],
      // No reason of its own is published for a participant who was thrown out (§6.3).
      ["ReasonParticipantLeft", reason === "kicked" ? "participant_updated_via_api" : reason],
    ];
    this.news.tell("leave", "participant-leave", participant, fields);
    if (participant.beeps.has("exit")) this.#beep(participant);
    const how = reason === "kicked" ? "kicked" : "left";
    if (participant.endsConference) this.end(`participant-with-end-conference-on-exit-${how}`, leg);
    else if (this.participants.size === 0 && this.expected.size === 0)
      this.end(`last-participant-${how}`, leg);
  }

  #entertain(
    participant: Participant,
    what: Voice | "silence" | "music",
    context: Context | undefined,
  ): void {
    if (typeof what === "string") {
      if (what === "music") participant.leg.event("hold-music", { by: "twilio" });
      return;
    }
    const { leg, sound } = participant;
    const signal = AbortSignal.any([sound.signal, leg.ended]);
    const beside: Context = {
      platform: this.#platform,
      leg,
      signal,
      url: context?.url ?? null,
      verbs: WAITING,
    };
    const isWaiting = participant.hold === undefined;
    void this.#guarded(leg, () => runBeside(beside, what)).then((isFine) => {
      // Without its music the conference is not established (§4.4); a failed hold is only silent.
      if (!isFine && isWaiting) participant.left.resolve("wait_failed");
    });
  }

  /** False when the documents failed; their end by an abort is no failure. */
  async #guarded(leg: Leg, run: () => Promise<void>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      if (!(error instanceof VoiceError)) return true;
      leg.alert(error.code, error.message);
      return false;
    }
  }

  #audibleTo(listener: Participant): Uint8Array[] {
    const frames: Uint8Array[] = [];
    const beep = listener.beep.take(160);
    if (beep) frames.push(beep);
    for (const participant of this.participants.values()) {
      const line: Line = participant.leg.line;
      if (participant === listener || participant.hold !== undefined || line.saying === null) continue;
      frames.push(line.saying);
    }
    return frames;
  }

  #beep(by: Participant): void {
    for (const participant of this.participants.values()) if (participant !== by) participant.beep.push(BEEP);
  }
}
