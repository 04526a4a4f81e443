/** The API's answers, key by key: twilio.md §3.1, §3.3, §6.1, §6.2, §7, §9. */
import type { Participant, Room } from "./conference";
import { kindOf } from "./countries";
import { rfc2822 } from "./fields";
import { priceOf, recordingPriceOf } from "./prices";
import type {
  Account,
  AddressRecord,
  CallRecord,
  ConferenceRecord,
  NumberRecord,
  RecordingRecord,
} from "./store";

const API = "/2010-04-01/Accounts";

export function accountJson(account: Account): unknown {
  const base = `${API}/${account.accountSid}`;
  return {
    sid: account.accountSid,
    owner_account_sid: account.ownerAccountSid ?? account.accountSid,
    friendly_name: account.friendlyName,
    auth_token: account.authToken,
    status: account.status,
    type: account.type,
    date_created: rfc2822(account.dateCreated),
    date_updated: rfc2822(account.dateCreated),
    uri: `${base}.json`,
    subresource_uris: {
      available_phone_numbers: `${base}/AvailablePhoneNumbers.json`,
      calls: `${base}/Calls.json`,
      conferences: `${base}/Conferences.json`,
      incoming_phone_numbers: `${base}/IncomingPhoneNumbers.json`,
      recordings: `${base}/Recordings.json`,
    },
  };
}

export function callJson(call: CallRecord): unknown {
  const base = `${API}/${call.accountSid}/Calls/${call.sid}`;
  const parts = ["events", "notifications", "payments", "recordings", "siprec", "streams", "transcriptions"];
  parts.push("user_defined_messages", "user_defined_message_subscriptions");
  return {
    sid: call.sid,
    account_sid: call.accountSid,
    parent_call_sid: call.parentCallSid,
    phone_number_sid: call.phoneNumberSid,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    status: call.status,
    direction: call.direction,
    answered_by: call.answeredBy,
    start_time: dateOrNull(call.startTime),
    end_time: dateOrNull(call.endTime),
    duration: call.status === "completed" ? String(call.durationSeconds ?? 0) : null,
    queue_time: String(call.queueTimeMs),
    price: priceOf(call),
    price_unit: "USD",
    caller_name: null,
    forwarded_from: null,
    group_sid: null,
    trunk_sid: null,
    date_created: rfc2822(call.dateCreated),
    date_updated: rfc2822(call.dateUpdated),
    api_version: "2010-04-01",
    uri: `${base}.json`,
    subresource_uris: Object.fromEntries(parts.map((part) => [part, `${base}/${pascal(part)}.json`])),
  };
}

export function numberJson(number: NumberRecord): unknown {
  const { settings, sid, accountSid } = number;
  const sold = kindOf(number.phoneNumber)?.kind;
  const text = (name: string, standard = "") => settings[name] ?? standard;
  const sidOrNull = (name: string) => settings[name] || null;
  return {
    sid,
    account_sid: accountSid,
    phone_number: number.phoneNumber,
    friendly_name: number.friendlyName,
    capabilities: { voice: true, sms: sold?.hasSms ?? false, mms: false, fax: false },
    voice_url: text("voice_url"),
    voice_method: text("voice_method", "POST"),
    voice_fallback_url: text("voice_fallback_url"),
    voice_fallback_method: text("voice_fallback_method", "POST"),
    voice_application_sid: sidOrNull("voice_application_sid"),
    voice_caller_id_lookup: text("voice_caller_id_lookup", "false") === "true",
    voice_receive_mode: text("voice_receive_mode", "voice"),
    trunk_sid: sidOrNull("trunk_sid"),
    status_callback: text("status_callback"),
    status_callback_method: text("status_callback_method", "POST"),
    sms_url: text("sms_url"),
    sms_method: text("sms_method", "POST"),
    sms_fallback_url: text("sms_fallback_url"),
    sms_fallback_method: text("sms_fallback_method", "POST"),
    sms_application_sid: sidOrNull("sms_application_sid"),
    address_requirements: sold?.addressRequirement ?? "none",
    address_sid: sidOrNull("address_sid"),
    bundle_sid: sidOrNull("bundle_sid"),
    identity_sid: sidOrNull("identity_sid"),
    emergency_status: "Inactive",
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    origin: "twilio",
    beta: false,
    status: "in-use",
    type: (sold?.type ?? "Local").toLowerCase(),
    api_version: "2010-04-01",
    date_created: rfc2822(number.dateCreated),
    date_updated: rfc2822(number.dateUpdated),
    uri: `${API}/${accountSid}/IncomingPhoneNumbers/${sid}.json`,
  };
}

export function addressJson(address: AddressRecord): unknown {
  return {
    sid: address.sid,
    account_sid: address.accountSid,
    customer_name: address.customerName,
    friendly_name: address.friendlyName,
    street: address.street,
    street_secondary: address.streetSecondary,
    city: address.city,
    region: address.region,
    postal_code: address.postalCode,
    iso_country: address.isoCountry,
    emergency_enabled: address.isEmergencyEnabled,
    validated: true,
    verified: true,
    date_created: rfc2822(address.dateCreated),
    date_updated: rfc2822(address.dateUpdated),
    uri: `${API}/${address.accountSid}/Addresses/${address.sid}.json`,
  };
}

export function conferenceJson(conference: ConferenceRecord): unknown {
  const base = `${API}/${conference.accountSid}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: conference.accountSid,
    friendly_name: conference.friendlyName,
    status: conference.status,
    region: conference.region,
    reason_conference_ended: conference.reasonConferenceEnded,
    call_sid_ending_conference: conference.callSidEndingConference,
    date_created: rfc2822(conference.dateCreated),
    date_updated: rfc2822(conference.dateUpdated),
    api_version: "2010-04-01",
    uri: `${base}.json`,
    subresource_uris: { participants: `${base}/Participants.json`, recordings: `${base}/Recordings.json` },
  };
}

export function participantJson(room: Room, participant: Participant): unknown {
  return {
    ...participantFacts(room, participant.leg.record, participant.label, participant.joinedAt),
    muted: participant.isMuted,
    hold: participant.hold !== undefined,
    coaching: participant.isCoaching,
    start_conference_on_enter: participant.startsConference,
    end_conference_on_exit: participant.endsConference,
    status: "connected",
    queue_time: "0",
  };
}

/** A participant whose call has only been asked for. */
export function queuedParticipantJson(
  room: Room,
  call: CallRecord,
  asked: { label: string | undefined; isMuted: boolean; startsConference: boolean; endsConference: boolean },
): unknown {
  return {
    ...participantFacts(room, call, asked.label, call.dateCreated),
    muted: asked.isMuted,
    hold: false,
    coaching: false,
    start_conference_on_enter: asked.startsConference,
    end_conference_on_exit: asked.endsConference,
    status: "queued",
    queue_time: "0",
  };
}

function participantFacts(room: Room, call: CallRecord, label: string | undefined, dateCreated: string) {
  return {
    account_sid: room.account.accountSid,
    call_sid: call.sid,
    label: label ?? null,
    call_sid_to_coach: null,
    conference_sid: room.record.sid,
    date_created: rfc2822(dateCreated),
    date_updated: rfc2822(dateCreated),
    uri: `${API}/${room.account.accountSid}/Conferences/${room.record.sid}/Participants/${call.sid}.json`,
  };
}

/** The same recording below its call: other keys, and its price a number (§7). */
export function callRecordingJson(recording: RecordingRecord): unknown {
  return {
    ...recordingFacts(recording),
    price: recordingPriceOf(recording),
    track: recording.track,
    uri: `${API}/${recording.accountSid}/Calls/${recording.callSid}/Recordings/${recording.sid}.json`,
  };
}

export function recordingJson(recording: RecordingRecord, baseUrl: string): unknown {
  const base = `${API}/${recording.accountSid}/Recordings/${recording.sid}`;
  return {
    ...recordingFacts(recording),
    media_url: `${baseUrl}${base}`,
    uri: `${base}.json`,
    subresource_uris: {
      add_on_results: `${base}/AddOnResults.json`,
      transcriptions: `${base}/Transcriptions.json`,
    },
  };
}

function recordingFacts(recording: RecordingRecord) {
  const price = recordingPriceOf(recording);
  return {
    sid: recording.sid,
    account_sid: recording.accountSid,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid,
    status: recording.status,
    channels: recording.channels,
    source: recording.source,
    start_time: rfc2822(recording.startTime),
    duration: price === null ? "-1" : String(recording.durationSeconds),
    price: price === null ? null : String(price),
    price_unit: "USD",
    error_code: recording.errorCode,
    encryption_details: null,
    date_created: rfc2822(recording.dateCreated),
    date_updated: rfc2822(recording.dateUpdated),
    api_version: "2010-04-01",
  };
}

/** The envelope of §3.3; `page_token` carries nothing that the page number does not say. */
export function pageJson<T>(
  name: string,
  items: readonly T[],
  url: URL,
  toJson: (item: T) => unknown,
): unknown {
  const pageSize = Math.min(1000, Math.max(1, Number(url.searchParams.get("PageSize") ?? 50) || 50));
  const page = Math.max(0, Number(url.searchParams.get("Page") ?? 0) || 0);
  const start = page * pageSize;
  const shown = items.slice(start, start + pageSize);
  const address = (number: number, token = "") => {
    const query = new URLSearchParams(url.searchParams);
    query.set("PageSize", String(pageSize));
    query.set("Page", String(number));
    query.delete("PageToken");
    if (token !== "") query.set("PageToken", token);
    return `${url.pathname}?${query.toString()}`;
  };
  const hasMore = start + pageSize < items.length;
  return {
    [name]: shown.map(toJson),
    page,
    page_size: pageSize,
    start,
    end: Math.max(start, start + shown.length - 1),
    uri: address(page),
    first_page_uri: address(0),
    next_page_uri: hasMore ? address(page + 1, `PA${start + pageSize}`) : null,
    previous_page_uri: page > 0 ? address(page - 1, `PB${start}`) : null,
  };
}

function dateOrNull(iso: string | null): string | null {
  return iso === null ? null : rfc2822(iso);
}

function pascal(name: string): string {
  return name
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
