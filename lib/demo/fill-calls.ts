import { tz } from "@date-fns/tz";
import { addMilliseconds, isWeekend, set, subDays, subMinutes } from "date-fns";
import type { Scope } from "@/db/client";
import { createCall, updateCall, upsertTurns } from "@/db/queries/calls";
import type { NumberWithAgent } from "@/db/queries/agents";
import type { Agent } from "@/db/schema/agents";
import type { TelephoneEnd } from "@/lib/calls/facts";
import { type NewCallEvent, recordCallEvents } from "@/lib/calls/record-event";
import { hasVendorAgent, type Language } from "@/lib/vocabulary";
import type { DemoBusiness } from "./businesses";
import type { DemoContact } from "./fill-agenda";
import { fillAnalysis } from "./fill-analysis";
import { seeded } from "./seeded";

const DAYS = 30;
const TWILIO_USD_PER_MINUTE = 0.014;
/** Of all calls, those that the business places itself. */
const PLACED_SHARE = 0.3;
/** Callers nobody knows. */
const STRANGERS = 14;
const CHARACTERS_PER_SECOND = 14;
/** Calls of the last hours, so that the today page has something to show at any time of day. */
const RECENT_MINUTES = [171, 124, 96, 58, 23];

/** A month of calls that might have been, on the days and hours the business is open. */
export async function fillCalls(
  scope: Scope,
  business: DemoBusiness,
  {
    answering,
    calling,
    number,
    contacts,
    now,
  }: {
    answering: DemoAgent;
    calling: DemoAgent;
    number: NumberWithAgent;
    contacts: DemoContact[];
    now: Date;
  },
): Promise<void> {
  const random = seeded(business.tenant.name.length * 7919);
  const zone = { in: tz(business.tenant.timeZone) };
  const strangers = Array.from({ length: STRANGERS }, () => {
    const digits = Array.from({ length: business.callerDigits }, () => Math.floor(random() * 10)).join("");
    return business.callerPrefix + digits;
  });
  const callers = [...contacts.map((contact) => contact.number), ...strangers];
  for (let back = DAYS; back >= 0; back -= 1) {
    const day = subDays(now, back, zone);
    const count = isWeekend(day, zone) ? 2 : 6 + Math.floor(random() * 7);
    const instants = Array.from({ length: count }, () =>
      set(
        day,
        {
          hours: 9 + Math.floor(random() * 10),
          minutes: Math.floor(random() * 60),
          seconds: Math.floor(random() * 60),
        },
        zone,
      ),
    );
    const past = instants.map((instant) => new Date(+instant)).filter((at) => +at < +now - 3 * 3_600_000);
    const recent = back === 0 ? RECENT_MINUTES.map((minutes) => subMinutes(now, minutes)) : [];
    for (const at of [...past, ...recent].sort((a, b) => +a - +b)) {
      const caller = callers[Math.floor(random() * callers.length)] ?? "anonymous";
      if (random() < PLACED_SHARE) {
        const contactName = contacts.find((contact) => contact.number === caller)?.name ?? null;
        await fillPlacedCall(scope, business, { agent: calling, number, at, caller, random }, contactName);
      } else await fillCall(scope, business, { agent: answering, number, at, caller, random });
    }
  }
}

type DemoAgent = Pick<Agent, "id" | "mode">;

interface DemoCall {
  agent: DemoAgent;
  number: NumberWithAgent;
  at: Date;
  caller: string;
  random: () => number;
}

async function fillCall(scope: Scope, business: DemoBusiness, demo: DemoCall): Promise<void> {
  const { agent, number, at, caller, random } = demo;
  const { call } = await createCall(scope, {
    direction: "inbound",
    mode: agent.mode,
    status: "queued",
    agentId: agent.id,
    numberId: number.id,
    fromNumber: caller,
    toNumber: number.phoneNumber,
    twilioCallSid: `CA${hex(random)}`,
    startedAt: at,
  });
  const chance = random();
  if (chance < 0.04) {
    await recordCallEvents(scope, call.id, failedEvents(at));
    return;
  }
  await fillConversation(scope, call.id, demo, {
    dialogues: business.dialogues,
    isCutShort: chance < 0.12,
    isSale: false,
    language: business.tenant.language,
    first: received(at),
  });
}

async function fillPlacedCall(
  scope: Scope,
  business: DemoBusiness,
  demo: DemoCall,
  contactName: string | null,
): Promise<void> {
  const { agent, number, at, caller, random } = demo;
  const { placed, tenant } = business;
  const { call } = await createCall(scope, {
    direction: "outbound",
    mode: agent.mode,
    status: "queued",
    agentId: agent.id,
    numberId: number.id,
    fromNumber: number.phoneNumber,
    toNumber: caller,
    twilioCallSid: `CA${hex(random)}`,
    purpose: placed.purpose,
    contactName,
    dialState: "pending",
    startedAt: at,
  });
  const chance = random();
  if (chance < 0.25) {
    const status = chance < 0.2 ? "no_answer" : "busy";
    await recordCallEvents(scope, call.id, [
      dialled(at),
      endedEvent(addMilliseconds(at, 25_000), status, null),
    ]);
    return;
  }
  await fillConversation(scope, call.id, demo, {
    dialogues: placed.dialogues,
    isCutShort: false,
    isSale: placed.purpose === "sales",
    language: tenant.language,
    first: dialled(at),
  });
}

async function fillConversation(
  scope: Scope,
  callId: string,
  { agent, at, random }: DemoCall,
  talk: {
    dialogues: DemoBusiness["dialogues"];
    isCutShort: boolean;
    isSale: boolean;
    language: Language;
    first: NewCallEvent;
  },
): Promise<void> {
  const dialogue = talk.dialogues[Math.floor(random() * talk.dialogues.length)];
  if (!dialogue) return;
  const heard = talk.isCutShort ? dialogue.lines.slice(0, 2) : dialogue.lines;
  let offsetMs = 1200;
  const turns = heard.map((text, position) => {
    const startMs = offsetMs;
    offsetMs += Math.round((text.length / CHARACTERS_PER_SECOND) * 1000) + 500 + Math.round(random() * 900);
    const role = position % 2 === 0 ? ("agent" as const) : ("caller" as const);
    return {
      position,
      role,
      text,
      originalText: null,
      interrupted: false,
      offsetMs: startMs,
      spokenAt: addMilliseconds(at, startMs),
    };
  });
  await upsertTurns(scope, callId, talk.language, turns);
  const whole = talk.isCutShort ? undefined : dialogue;
  const conversationId = `conv_${hex(random).slice(0, 24)}`;
  const events = hasVendorAgent(agent.mode)
    ? conversationEvents(at, offsetMs, conversationId, whole)
    : turnEvents(at, offsetMs, whole);
  await recordCallEvents(scope, callId, [talk.first, ...events]);
  const costTwilioUsd = (Math.ceil(offsetMs / 60_000) * TWILIO_USD_PER_MINUTE).toFixed(6);
  await updateCall(scope, callId, { costTwilioUsd, pricedAt: addMilliseconds(at, 600_000) });
  const endedAt = addMilliseconds(at, offsetMs);
  if (whole) await fillAnalysis(scope, callId, { dialogue: whole, isSale: talk.isSale, endedAt });
}

type Dialogue = DemoBusiness["dialogues"][number];

function turnEvents(at: Date, lengthMs: number, dialogue: Dialogue | undefined): NewCallEvent[] {
  const answered = addMilliseconds(at, 700);
  const ended = addMilliseconds(at, lengthMs);
  return [
    {
      source: "twilio",
      externalKey: "status:in-progress",
      type: "status_reported",
      occurredAt: answered,
      payload: { status: "in-progress" },
      fact: { type: "progressed", status: "in_progress", at: answered },
    },
    ...resultEvents("openai", ended, dialogue),
    endedEvent(ended, "completed", Math.round(lengthMs / 1000)),
  ];
}

function resultEvents(
  source: "bridge" | "openai",
  ended: Date,
  dialogue: Dialogue | undefined,
): NewCallEvent[] {
  if (!dialogue?.outcome) return [];
  const { outcome } = dialogue;
  return [
    {
      source,
      externalKey: "tool:report_result",
      type: "result_reported",
      occurredAt: addMilliseconds(ended, -2000),
      payload: { outcome },
      fact: { type: "result_reported", at: ended, outcome, notes: null },
    },
  ];
}

function conversationEvents(
  at: Date,
  lengthMs: number,
  conversationId: string,
  dialogue: Dialogue | undefined,
): NewCallEvent[] {
  const connected = addMilliseconds(at, 700);
  const ended = addMilliseconds(at, lengthMs);
  const reason = dialogue ? "agent_ended" : "caller_hung_up";
  return [
    {
      source: "bridge",
      externalKey: "stream_started",
      type: "stream_started",
      occurredAt: connected,
      payload: {},
      fact: { type: "progressed", status: "in_progress", at: connected },
    },
    {
      source: "bridge",
      externalKey: "agent_connected",
      type: "agent_connected",
      occurredAt: connected,
      payload: { conversationId },
      fact: { type: "agent_connected", at: connected, conversationId },
    },
    ...resultEvents("bridge", ended, dialogue),
    {
      source: "bridge",
      externalKey: "stream_ended",
      type: "stream_ended",
      occurredAt: ended,
      payload: { reason },
      fact: { type: "stream_ended", at: ended, reason, streamSid: null },
    },
    endedEvent(ended, "completed", Math.round(lengthMs / 1000)),
    {
      source: "elevenlabs",
      externalKey: `post_call_transcription:${conversationId}`,
      type: "conversation_reported",
      occurredAt: addMilliseconds(ended, 4000),
      payload: { conversationId },
      fact: {
        type: "conversation_reported",
        at: addMilliseconds(ended, 4000),
        conversationId,
        title: dialogue?.title ?? null,
        summary: dialogue?.summary ?? null,
        successful: dialogue ? true : null,
        costElevenLabsUsd: ((lengthMs / 60_000) * 0.08).toFixed(6),
      },
    },
  ];
}

function failedEvents(at: Date): NewCallEvent[] {
  const failed = addMilliseconds(at, 2500);
  return [
    received(at),
    {
      source: "bridge",
      externalKey: "agent_error",
      type: "agent_error",
      occurredAt: failed,
      payload: { detail: "unreachable" },
      fact: {
        type: "went_wrong",
        at: failed,
        code: "agent_error",
        message: "ElevenLabs could not be reached.",
      },
    },
    endedEvent(addMilliseconds(at, 12_000), "completed", 12),
  ];
}

function received(at: Date): NewCallEvent {
  return {
    source: "twilio",
    externalKey: "received",
    type: "call_received",
    occurredAt: at,
    payload: {},
    fact: { type: "progressed", status: "ringing", at },
  };
}

function dialled(at: Date): NewCallEvent {
  return {
    source: "system",
    externalKey: "dial:accepted",
    type: "dial_accepted",
    occurredAt: at,
    payload: {},
    fact: {
      type: "dialled",
      at,
      state: "accepted",
      twilioCallSid: null,
      conversationId: null,
      error: null,
    },
  };
}

function endedEvent(at: Date, status: TelephoneEnd, durationSeconds: number | null): NewCallEvent {
  return {
    source: "twilio",
    externalKey: "status:completed",
    type: "status_reported",
    occurredAt: at,
    payload: { status, durationSeconds },
    fact: { type: "ended", status, at, durationSeconds },
  };
}

function hex(random: () => number): string {
  return Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
}
