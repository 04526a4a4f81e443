/** What the vendor remembers: accounts, numbers, calls, conferences, recordings. All of it can be written to a file. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type World, type WorldAccount, worldAccount } from "../world";
import { textRecord, Texts } from "./texts";

export const CALL_STATUSES = [
  "queued",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "failed",
  "no-answer",
  "canceled",
] as const;
export type CallStatus = (typeof CALL_STATUSES)[number];
export type FinalStatus = Extract<CallStatus, "completed" | "busy" | "failed" | "no-answer" | "canceled">;

const spoken = z.object({ at: z.string(), text: z.string(), isComplete: z.boolean() });
const numberRecord = z.object({
  sid: z.string(),
  accountSid: z.string(),
  phoneNumber: z.string(),
  friendlyName: z.string(),
  /** By their names in the API's answers (twilio.md §9.2). */
  settings: z.record(z.string(), z.string()),
  dateCreated: z.string(),
  dateUpdated: z.string(),
});
const callRecord = z.object({
  sid: z.string(),
  accountSid: z.string(),
  parentCallSid: z.string().nullable(),
  phoneNumberSid: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  status: z.enum(CALL_STATUSES),
  direction: z.enum(["inbound", "outbound-api", "outbound-dial"]),
  answeredBy: z.string().nullable(),
  startTime: z.string().nullable(),
  answeredAt: z.string().nullable(),
  endTime: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  /** How long the call waited for its turn to be dialled. */
  queueTimeMs: z.number().default(0),
  /** Set when somebody had the call rated; otherwise it is, some seconds after its end. */
  price: z.string().nullable().default(null),
  dateCreated: z.string(),
  dateUpdated: z.string(),
  events: z.array(z.looseObject({ at: z.string(), type: z.string() })),
  /** Errors of the voice platform, as the vendor's debugger lists them. */
  alerts: z.array(z.object({ at: z.string(), code: z.number(), message: z.string() })),
  heard: z.array(spoken),
  said: z.array(spoken),
  documents: z.array(z.object({ at: z.string(), url: z.string().nullable(), document: z.string() })),
});
const conferenceRecord = z.object({
  sid: z.string(),
  accountSid: z.string(),
  friendlyName: z.string(),
  status: z.enum(["init", "in-progress", "completed"]),
  region: z.string(),
  reasonConferenceEnded: z.string().nullable(),
  callSidEndingConference: z.string().nullable(),
  dateCreated: z.string(),
  dateUpdated: z.string(),
});
const recordingRecord = z.object({
  sid: z.string(),
  accountSid: z.string(),
  callSid: z.string(),
  conferenceSid: z.string().nullable(),
  status: z.enum(["in-progress", "paused", "completed", "absent", "deleted"]),
  channels: z.union([z.literal(1), z.literal(2)]),
  source: z.string(),
  track: z.string(),
  startTime: z.string(),
  durationSeconds: z.number(),
  /** Why it is absent. */
  errorCode: z.number().nullable().default(null),
  dateCreated: z.string(),
  dateUpdated: z.string(),
});
const addressRecord = z.object({
  sid: z.string(),
  accountSid: z.string(),
  customerName: z.string(),
  friendlyName: z.string(),
  street: z.string(),
  streetSecondary: z.string().nullable(),
  city: z.string(),
  region: z.string(),
  postalCode: z.string(),
  isoCountry: z.string(),
  isEmergencyEnabled: z.boolean(),
  dateCreated: z.string(),
  dateUpdated: z.string(),
});
const dump = z.object({
  /** What accounts became since the world was made, by their SID. */
  accounts: z.record(z.string(), worldAccount.omit({ accountSid: true, numbers: true })).default({}),
  addresses: z.array(addressRecord).default([]),
  numbers: z.array(numberRecord),
  calls: z.array(callRecord),
  conferences: z.array(conferenceRecord),
  recordings: z.array(recordingRecord),
  texts: z.array(textRecord).default([]),
});

export type NumberRecord = z.infer<typeof numberRecord>;
export type CallRecord = z.infer<typeof callRecord>;
export type ConferenceRecord = z.infer<typeof conferenceRecord>;
export type RecordingRecord = z.infer<typeof recordingRecord>;

export type AddressRecord = z.infer<typeof addressRecord>;

export interface Account extends Omit<WorldAccount, "numbers"> {
  dateCreated: string;
}
/** What time, or the owner in the vendor's console, changes about an account. */
export type AccountChange = Partial<Omit<Account, "accountSid" | "dateCreated">>;

const MAX_CALLS = 1000;
/** Their documents and words would make every save slow. */
const MAX_SAVED_CALLS = 200;

export const isFinal = (status: CallStatus): status is FinalStatus =>
  status !== "queued" && status !== "ringing" && status !== "in-progress";

export function createSid(prefix: "AD" | "CA" | "CF" | "MZ" | "PN" | "RE" | "SM"): string {
  return prefix + randomBytes(16).toString("hex");
}

export function nowIso(): string {
  return new Date().toISOString();
}

export class Store {
  readonly accounts = new Map<string, Account>();
  readonly addresses = new Map<string, AddressRecord>();
  readonly numbers = new Map<string, NumberRecord>();
  readonly calls = new Map<string, CallRecord>();
  readonly conferences = new Map<string, ConferenceRecord>();
  readonly recordings = new Map<string, RecordingRecord>();
  readonly texts = new Texts();
  /** The sound of recordings, one array a channel; it does not survive a restart. */
  readonly sounds = new Map<string, Uint8Array[]>();
  readonly #world: World;
  readonly #changedAccounts = new Set<string>();

  constructor(world: World, restored?: unknown) {
    this.#world = world;
    const dateCreated = nowIso();
    for (const { numbers, ...account } of world.twilio.accounts) {
      this.accounts.set(account.accountSid, { ...account, dateCreated });
      if (restored !== undefined) continue;
      for (const number of numbers) this.addNumber({ ...number, accountSid: account.accountSid });
    }
    if (restored === undefined) return;
    const known = dump.parse(restored);
    for (const [accountSid, change] of Object.entries(known.accounts)) this.changeAccount(accountSid, change);
    for (const address of known.addresses) this.addresses.set(address.sid, address);
    for (const number of known.numbers) this.numbers.set(number.sid, number);
    for (const call of known.calls) this.calls.set(call.sid, closed(call));
    for (const conference of known.conferences)
      this.conferences.set(conference.sid, { ...conference, status: "completed" });
    for (const recording of known.recordings) this.recordings.set(recording.sid, lost(recording));
    this.texts.restore(known.texts);
    this.#addNew(world);
  }

  dump(): unknown {
    const { addresses, numbers, calls, conferences, recordings } = this;
    return {
      accounts: Object.fromEntries([...this.#changedAccounts].map((sid) => [sid, this.#seedOf(sid)])),
      addresses: [...addresses.values()],
      numbers: [...numbers.values()],
      calls: [...calls.values()].slice(-MAX_SAVED_CALLS),
      conferences: [...conferences.values()],
      recordings: [...recordings.values()],
      texts: [...this.texts.records.values()],
    };
  }

  /** An account that comes into being while the vendor runs. */
  addAccount({ numbers, ...account }: WorldAccount): void {
    this.accounts.set(account.accountSid, { ...account, dateCreated: nowIso() });
    for (const number of numbers) this.addNumber({ ...number, accountSid: account.accountSid });
  }

  /** Undefined when there is no such account. */
  changeAccount(accountSid: string, change: AccountChange): Account | undefined {
    const account = this.accounts.get(accountSid);
    if (!account) return undefined;
    Object.assign(account, change);
    this.#changedAccounts.add(accountSid);
    // The other vendor checks credentials against the world.
    const seed = this.#world.twilio.accounts.find((one) => one.accountSid === accountSid);
    if (seed) seed.authToken = account.authToken;
    return account;
  }

  addNumber(number: {
    sid: string;
    accountSid: string;
    phoneNumber: string;
    friendlyName: string;
  }): NumberRecord {
    const dateCreated = nowIso();
    const record: NumberRecord = { ...number, settings: {}, dateCreated, dateUpdated: dateCreated };
    this.numbers.set(record.sid, record);
    return record;
  }

  addCall(
    facts: Pick<CallRecord, "accountSid" | "from" | "to" | "direction" | "parentCallSid" | "status">,
  ): CallRecord {
    const dateCreated = nowIso();
    const own = facts.direction === "inbound" ? facts.to : facts.from;
    const record: CallRecord = {
      ...facts,
      sid: createSid("CA"),
      phoneNumberSid: this.findNumber(facts.accountSid, own)?.sid ?? null,
      answeredBy: null,
      startTime: null,
      answeredAt: null,
      endTime: null,
      durationSeconds: null,
      queueTimeMs: 0,
      price: null,
      dateCreated,
      dateUpdated: dateCreated,
      events: [],
      alerts: [],
      heard: [],
      said: [],
      documents: [],
    };
    this.calls.set(record.sid, record);
    this.#forgetOldCalls();
    return record;
  }

  findNumber(accountSid: string, phoneNumber: string): NumberRecord | undefined {
    return [...this.numbers.values()].find(
      (number) => number.accountSid === accountSid && number.phoneNumber === phoneNumber,
    );
  }

  findOwner(phoneNumber: string): { number: NumberRecord; account: Account } | undefined {
    for (const number of this.numbers.values()) {
      const account = this.accounts.get(number.accountSid);
      if (number.phoneNumber === phoneNumber && account) return { number, account };
    }
    return undefined;
  }

  /** An account in the words of the world file. */
  #seedOf(accountSid: string): unknown {
    const { accountSid: _sid, dateCreated: _date, ...seed } = this.accounts.get(accountSid) ?? {};
    return seed;
  }

  /** Numbers that the world file has gained since the state was saved. */
  #addNew(world: World): void {
    const owned = new Set([...this.numbers.values()].map((number) => number.phoneNumber));
    for (const { accountSid, numbers } of world.twilio.accounts)
      for (const number of numbers)
        if (!owned.has(number.phoneNumber)) this.addNumber({ ...number, accountSid });
  }

  #forgetOldCalls(): void {
    if (this.calls.size <= MAX_CALLS) return;
    for (const call of this.calls.values()) {
      if (this.calls.size <= MAX_CALLS) return;
      if (isFinal(call.status)) this.calls.delete(call.sid);
    }
  }
}

/** Nor does a recording that was being made. */
function lost(recording: RecordingRecord): RecordingRecord {
  const isOver = recording.status !== "in-progress" && recording.status !== "paused";
  return isOver ? recording : { ...recording, status: "absent" };
}

/** A call does not outlive the process that carried it. */
function closed(call: CallRecord): CallRecord {
  if (isFinal(call.status)) return call;
  return { ...call, status: call.answeredAt === null ? "failed" : "completed", endTime: nowIso() };
}
