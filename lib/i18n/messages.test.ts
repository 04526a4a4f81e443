import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { ERROR_CODES } from "@/lib/errors";
import { HEALTH_PROBLEMS } from "@/lib/health/schema";
import { NOTICE_FAULTS } from "@/lib/messages/schema";
import { SENTENCE_VARIABLES } from "@/lib/sentences/variables";
import {
  SENTIMENTS,
  MODEL_PURPOSES,
  CALL_INTENTS,
  ANALYSIS_STATES,
  ANALYSIS_SOURCES,
  ANALYSIS_FIELD_TYPES,
  ACCOUNT_STATUSES,
  AGENT_STATUSES,
  AGENT_TYPES,
  ANSWERED_BY,
  APPOINTMENT_EVENT_TYPES,
  APPOINTMENT_STATUSES,
  BUNDLED_TRACKS,
  ATTEMPT_STATUSES,
  CALL_DIRECTIONS,
  CALL_EVENT_SOURCES,
  CALL_EVENT_TYPES,
  CALL_OUTCOMES,
  CALL_PURPOSES,
  CALL_STATUSES,
  CONTACT_KINDS,
  CONSENT_SOURCES,
  CONSENT_PURPOSES,
  CONSENT_DECISIONS,
  CONSENT_CHANNELS,
  COUNTRIES,
  DIAL_STATES,
  HEALTH_CHECKS,
  HEALTH_STATUSES,
  IDENTITY_CHECKS,
  LANGUAGES,
  MACHINE_ACTIONS,
  MESSAGE_KINDS,
  MESSAGE_STATUSES,
  MODES,
  NUMBER_ROUTES,
  RECORDING_NOTICES,
  ROLES,
  SENTENCE_KEYS,
  TENANT_KINDS,
  TRANSCRIPT_STATES,
  TRANSFER_FAILURES,
  TRANSFER_REQUESTERS,
  TRANSFER_STATUSES,
  TURN_ROLES,
  NOTICE_CHANNELS,
  NOTICE_REASONS,
  DELIVERY_STATUSES,
} from "@/lib/vocabulary";
import en from "./messages/en.json";
import es from "./messages/es.json";

type Messages = { [key: string]: string | Messages };

function flatten(messages: Messages, prefix = ""): Map<string, string> {
  const entries = Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const languages = { es: flatten(es), en: flatten(en) };

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes(".test."))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
}

test("both languages have the same sentences", () => {
  expect([...languages.en.keys()].sort()).toEqual([...languages.es.keys()].sort());
});

test("a sentence takes the same values in both languages", () => {
  const values = (text: string) => [...new Set(text.match(/\{\w+(?=[,}])/g))].sort();
  for (const [key, text] of languages.es)
    expect(values(languages.en.get(key) ?? ""), key).toEqual(values(text));
});

test("no sentence is empty or shouts", () => {
  for (const messages of Object.values(languages)) {
    for (const [key, text] of messages) expect(text, key).toMatch(/^(?=.*\S)[^!¡]*$/s);
  }
});

const VOCABULARY: Record<string, readonly string[]> = {
  "calls.status": CALL_STATUSES,
  "notices.channel": NOTICE_CHANNELS,
  "notices.reason": NOTICE_REASONS,
  "notices.status": DELIVERY_STATUSES,
  "notices.fault": NOTICE_FAULTS,
  "noticeMail.title": MESSAGE_KINDS,
  "noticeMail.reason": NOTICE_REASONS,
  "transfers.status": TRANSFER_STATUSES,
  "transfers.failed": TRANSFER_FAILURES,
  "transfers.requester": TRANSFER_REQUESTERS,
  "transfers.attempt": ATTEMPT_STATUSES,
  "transfers.moved": ATTEMPT_STATUSES,
  "contacts.kind": CONTACT_KINDS,
  "contacts.kinds": CONTACT_KINDS,
  "contacts.consents.purpose": CONSENT_PURPOSES,
  "contacts.consents.channel": CONSENT_CHANNELS,
  "contacts.consents.said": CONSENT_DECISIONS,
  "contacts.consents.source": CONSENT_SOURCES,
  "calls.outcome": CALL_OUTCOMES,
  "messages.kind": MESSAGE_KINDS,
  "messages.status": MESSAGE_STATUSES,
  "messages.tabs": MESSAGE_STATUSES,
  "messages.transcript": TRANSCRIPT_STATES,
  "calls.intent": CALL_INTENTS,
  "calls.sentiment": SENTIMENTS,
  "calls.analysis.state": ANALYSIS_STATES,
  "calls.analysis.source": ANALYSIS_SOURCES,
  "calls.detail.costPurpose": MODEL_PURPOSES,
  "analysisSettings.type": ANALYSIS_FIELD_TYPES,
  "calls.direction": CALL_DIRECTIONS,
  "calls.answeredBy": ANSWERED_BY,
  "agents.machine.actions": MACHINE_ACTIONS,
  "calls.mode": MODES,
  "calls.purpose": CALL_PURPOSES,
  "calls.dialState": DIAL_STATES,
  "calls.role": TURN_ROLES,
  "calls.events": CALL_EVENT_TYPES,
  "calls.source": CALL_EVENT_SOURCES,
  "agents.type": AGENT_TYPES,
  "agents.status": AGENT_STATUSES,
  "agents.mode": MODES,
  "agents.language": LANGUAGES,
  "accounts.status": ACCOUNT_STATUSES,
  "health.check": HEALTH_CHECKS,
  "health.status": HEALTH_STATUSES,
  "numbers.route": NUMBER_ROUTES,
  "team.role": ROLES,
  "business.kind": TENANT_KINDS,
  "business.recording.notices": RECORDING_NOTICES,
  "business.recording.law": COUNTRIES,
  "business.recording.downloads": ROLES,
  "business.country": COUNTRIES,
  "agenda.status": APPOINTMENT_STATUSES,
  "agenda.event": APPOINTMENT_EVENT_TYPES,
  "agendaSettings.identity": IDENTITY_CHECKS,
  "agendaSettings.identityHelp": IDENTITY_CHECKS,
  "voiceSettings.sentences.languages": LANGUAGES,
  "voiceSettings.sentences.variables": SENTENCE_VARIABLES,
  "voiceSettings.sentences.items": SENTENCE_KEYS.flatMap((key) => [`${key}.name`, `${key}.when`]),
  "voiceSettings.music.names": BUNDLED_TRACKS,
};

describe.each(Object.entries(VOCABULARY))("%s", (namespace, words) => {
  test.each(words)("%s has a name on screen", (word) => {
    expect(languages.es.has(`${namespace}.${word}`)).toBe(true);
  });
});

test("every problem the health check can find says what it is and why it matters", () => {
  for (const [check, problems] of Object.entries(HEALTH_PROBLEMS)) {
    for (const problem of problems)
      for (const part of ["what", "why"])
        expect(languages.es.has(`health.problem.${check}.${problem}.${part}`), problem).toBe(true);
  }
});

test("every refusal the server can name has a sentence", () => {
  const code = sources("lib").join("\n");
  const fields = [...code.matchAll(/AppError\("\w+", [^{}]*\{ [\w".]+: "(\w+)" \}/g)].map(
    (match) => `fields.${match[1]}`,
  );
  const refined = [...code.matchAll(/(?:refine|regex)\([^;]*?"(\w+)"\)/gs)].map(
    (match) => `fields.${match[1]}`,
  );
  const conflicts = [...code.matchAll(/AppError\("conflict", "(\w+)"\)/g)].map(
    (match) => `conflicts.${match[1]}`,
  );
  const codes = ERROR_CODES.map((code) => `codes.${code}`);
  const named = new Set([...fields, ...refined, ...conflicts, ...codes]);
  expect(named.size).toBeGreaterThan(20);
  for (const key of named) expect(languages.es.has(`errors.${key}`), key).toBe(true);
});
