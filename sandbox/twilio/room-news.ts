/** What a customer is told of a conference: twilio.md §6.3; whom, the first participant decides (§4.4). */
import { rfc2822 } from "./fields";
import type { Leg } from "./leg";
import { type Platform, sendCallback } from "./platform";
import type { Field } from "./signature";
import type { ConferenceRecord } from "./store";
import type { HttpMethod } from "./webhooks";

export interface RoomCallback {
  url: string;
  method: HttpMethod;
  events: ReadonlySet<string>;
}

/** The facts of a participant that its events carry. */
export interface ParticipantFacts {
  leg: Leg;
  label: string | undefined;
  isMuted: boolean;
  hold: unknown;
  isCoaching: boolean;
  endsConference: boolean;
  startsConference: boolean;
}

export class RoomNews {
  readonly #platform: Platform;
  readonly #record: ConferenceRecord;
  /** Undefined until the first participant has said whether anybody is to be told. */
  #callback: (RoomCallback & { leg: Leg }) | "nobody" | undefined;
  #sequence = 0;

  constructor(platform: Platform, record: ConferenceRecord) {
    this.#platform = platform;
    this.#record = record;
  }

  /** Those that come later change nothing. */
  expectCallback(callback: RoomCallback | undefined, leg: Leg): void {
    this.#callback ??= callback ? { ...callback, leg } : "nobody";
  }

  tell(
    subscription: string,
    event: string,
    participant: ParticipantFacts,
    more: readonly Field[] = [],
  ): void {
    this.send(subscription, event, [
      ["CallSid", participant.leg.record.sid],
      ["Muted", String(participant.isMuted)],
      ["Hold", String(participant.hold !== undefined)],
      ["Coaching", String(participant.isCoaching)],
      ["EndConferenceOnExit", String(participant.endsConference)],
      ["StartConferenceOnEnter", String(participant.startsConference)],
      ["ParticipantLabel", participant.label ?? ""],
      ...more,
    ]);
  }

  /** Only to who asked for events of this kind. */
  send(subscription: string, event: string, fields: readonly Field[]): void {
    const callback = this.#callback;
    if (callback === undefined || callback === "nobody" || !callback.events.has(subscription)) return;
    const common: Field[] = [
      ["ConferenceSid", this.#record.sid],
      ["FriendlyName", this.#record.friendlyName],
      ["AccountSid", this.#record.accountSid],
      ["SequenceNumber", String((this.#sequence += 1))],
      ["Timestamp", rfc2822(new Date())],
      ["StatusCallbackEvent", event],
    ];
    const { url, method, leg } = callback;
    sendCallback(this.#platform, leg, { url, method, fields: [...common, ...fields], event });
  }
}
