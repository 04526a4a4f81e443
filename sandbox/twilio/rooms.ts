/** The rooms that are open now, by account and name: twilio.md §4.4, §6.1. */
import { type JoinOptions, Room } from "./conference";
import type { RoomCallback } from "./room-news";
import type { Platform } from "./platform";
import { isTrimmed, recordingCallbackOf } from "./recordings";
import { type Context, methodOf, numberOf, resolveUrl } from "./run-call";
import type { Account } from "./store";
import { VoiceError } from "./twiml";
import { voiceAt } from "./voice";
import type { Element } from "./xml";

export class Rooms {
  readonly #platform: Platform;
  readonly #rooms = new Map<string, Room>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** By SID or name; only while it is open. */
  find(accountSid: string, sidOrName: string): Room | undefined {
    const byName = this.#rooms.get(`${accountSid}/${sidOrName}`);
    if (byName) return byName;
    return [...this.#rooms.values()].find(
      (room) => room.record.sid === sidOrName && room.account.accountSid === accountSid,
    );
  }

  open(account: Account, friendlyName: string): Room {
    const key = `${account.accountSid}/${friendlyName}`;
    const known = this.#rooms.get(key);
    if (known) return known;
    const room = new Room(this.#platform, account, friendlyName, () => this.#rooms.delete(key));
    this.#rooms.set(key, room);
    return room;
  }

  /** `refused`: the call goes on as if there had been no room, because the label is in use or the room is full. */
  async joinFromTwiml(context: Context, element: Element): Promise<"joined" | "wait_failed" | "refused"> {
    const { leg, platform } = context;
    platform.answer(leg);
    // Trial accounts have one room, named after the account (§3.7).
    const name = leg.account.type === "Trial" ? leg.account.accountSid : element.text.trim();
    const options = joinOptionsOf(context, element);
    try {
      const reason = await this.open(leg.account, name).join(context, options);
      return reason === "wait_failed" ? "wait_failed" : "joined";
    } catch (error) {
      if (!(error instanceof VoiceError)) throw error;
      leg.alert(error.code, error.message);
      return "refused";
    }
  }
}

export function beepsOf(value: string | undefined): JoinOptions["beeps"] {
  if (value === "false") return new Set();
  if (value === "onEnter") return new Set(["enter"]);
  if (value === "onExit") return new Set(["exit"]);
  return new Set(["enter", "exit"]);
}

function joinOptionsOf(context: Context, element: Element): JoinOptions {
  const flag = (name: string, standard: boolean) =>
    (element.attributes.get(name) ?? String(standard)) === "true";
  return {
    label: element.attributes.get("participantLabel"),
    isMuted: flag("muted", false),
    startsConference: flag("startConferenceOnEnter", true),
    endsConference: flag("endConferenceOnExit", false),
    beeps: beepsOf(element.attributes.get("beep")),
    wait: waitOf(context, element),
    callback: roomCallbackOf(context, element),
    maxParticipants: numberOf(element, "maxParticipants", 250),
    isRecorded:
      element.attributes.get("record") === "record-from-start" && context.leg.account.type !== "Trial",
    recordingCallback: recordingCallbackOf(element, (url) => resolveUrl(context, url)),
    isRecordingTrimmed: isTrimmed(element.attributes.get("trim"), "trim-silence"),
  };
}

function waitOf(context: Context, element: Element): JoinOptions["wait"] {
  const url = element.attributes.get("waitUrl");
  if (url === undefined) return "music";
  if (url === "") return "silence";
  return voiceAt(resolveUrl(context, url), methodOf(element, "waitMethod"));
}

function roomCallbackOf(context: Context, element: Element): RoomCallback | undefined {
  const url = element.attributes.get("statusCallback");
  const events = element.attributes.get("statusCallbackEvent");
  if (url === undefined || url === "" || events === undefined) return undefined;
  return {
    url: resolveUrl(context, url),
    method: methodOf(element, "statusCallbackMethod"),
    events: new Set(events.split(/\s+/)),
  };
}
