import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type { Scope } from "@/db/client";
import { saveAccount } from "@/db/queries/agents";
import { findRecordingFetch } from "@/db/queries/recording-fetches";
import { updateTenant } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import { sealSecrets } from "@/lib/accounts/credentials";
import { listMessages } from "@/lib/messages/list-messages";
import type { MessageView } from "@/lib/messages/schema";
import { leaveMessage } from "@/lib/voicemail/keep-recorded-message";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, createBusiness, newSid } from "./business";

/** The three vendors on a day of a test's choosing: what they answer to a path that ends so, else 404. */
interface Answer {
  status: number;
  body: Buffer | object;
}
export const answers = new Map<string, Answer>();
/** What happens before a path that ends so is answered; once. */
export const meanwhile = new Map<string, () => Promise<unknown>>();
/** What was asked of them in this test. */
export const asked: string[] = [];
let vendor: Server;
let folder: string;
// What the hooks below make, for the files that import it: a binding of a module is always read as it stands.
export let database: TestDatabase;
export let fetchRecordings: typeof import("@/lib/recordings/fetch-recordings").fetchRecordings;
export let pausesSeconds: readonly number[];
export let words: typeof import("@/lib/messages/work-on-words");
export let scope: Scope;
export let call: Call;
export let recordingSid: string;

export const SECONDS = 6;
export const TEXT = "Soy Rosa Gil. Llámenme mañana.";
export const LONG = `${TEXT} ${"Quería hablar de la cita del martes y de lo que cuesta. ".repeat(5)}`.trim();

/** A business of its own for every test, with two accounts at vendors that answer what they are told. */
export function openMessageDesk(): void {
  stubSettings({ LOG_LEVEL: "silent", OPENAI_API_KEY: "sk-test" });
  beforeAll(async () => {
    vendor = createServer((request: IncomingMessage, response) => {
      const name = (request.url ?? "").split("?")[0]?.split("/").at(-1) ?? "";
      asked.push(name);
      request.resume().on("end", () => {
        const { status, body } = answers.get(name) ?? {
          status: 404,
          body: { code: 20_404, message: "not found" },
        };
        const isBytes = Buffer.isBuffer(body);
        const answer = () => {
          response.writeHead(status, { "content-type": isBytes ? "audio/x-wav" : "application/json" });
          response.end(isBytes ? body : JSON.stringify(body));
        };
        const deed = meanwhile.get(name);
        if (!deed) return answer();
        deed().then(
          () => meanwhile.delete(name) && answer(),
          () => response.destroy(),
        );
      });
    });
    await once(vendor.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
    for (const name of ["TWILIO_API_URL", "ELEVENLABS_API_URL", "OPENAI_API_URL"]) vi.stubEnv(name, url);
    folder = await mkdtemp(path.join(os.tmpdir(), "messages-"));
    vi.stubEnv("STORAGE_URL", `file:${folder}`);
    database = await openTestDatabase();
    const fetching = await import("@/lib/recordings/fetch-recordings");
    ({ fetchRecordings } = fetching);
    pausesSeconds = fetching.PAUSES_SECONDS;
    words = await import("@/lib/messages/work-on-words");
  });
  afterAll(async () => {
    vendor.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    answers.clear();
    meanwhile.clear();
    asked.length = 0;
    // What earlier tests left undone is not this one's.
    await database.owner`update recording_fetches set done_at = now() where done_at is null`;
    await database.owner`update messages set transcript_next_at = null`;
    ({ scope } = await createBusiness());
    await updateTenant(scope, { messagesEmail: "recados@example.com" });
    for (const [name, secrets] of [
      ["twilio", { authToken: "token" }],
      ["elevenlabs", { apiKey: "sk_test" }],
    ] as const)
      await saveAccount(scope, {
        vendor: name,
        externalId: name === "twilio" ? newSid("AC") : null,
        sealedSecrets: sealSecrets(scope.tenantId, name, secrets),
        hints: {},
        status: "active",
        facts: {},
      });
    call = await addCall(scope);
    recordingSid = newSid("RE");
  });
}

export function wav(seconds: number): Buffer {
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(16_000, 28);
  header.write("data", 36);
  header.writeUInt32LE(seconds * 16_000, 40);
  return Buffer.concat([header, randomBytes(seconds * 16_000)]);
}

export function recordAtTwilio({ status = "completed", sound = wav(SECONDS) } = {}): void {
  const body = {
    sid: recordingSid,
    status,
    duration: String(SECONDS),
    start_time: "Mon, 23 Nov 2026 09:00:00 +0000",
  };
  answers.set(`${recordingSid}.json`, { status: 200, body });
  answers.set(`${recordingSid}.wav`, { status: 200, body: sound });
}

export const hear = (text: string) =>
  answers.set("speech-to-text", {
    status: 200,
    body: { language_code: "es", language_probability: 1, text, words: [] },
  });

export const shorten = (said: object) =>
  answers.set("responses", {
    status: 200,
    body: {
      id: "resp_1",
      object: "response",
      status: "completed",
      model: "gpt-6-luna",
      usage: { input_tokens: 1000, output_tokens: 200 },
      output: [
        {
          type: "message",
          id: "msg_1",
          role: "assistant",
          status: "completed",
          content: [{ type: "output_text", text: JSON.stringify(said), annotations: [] }],
        },
      ],
    },
  });

export const leave = () => leaveMessage(scope, call.id, { recordingSid, seconds: SECONDS });
export const fetchOf = () => findRecordingFetch(scope, recordingSid);
export const list = async () => (await listMessages(scope, {}, { limit: 10 })).data;
export async function only(): Promise<MessageView> {
  const [message, ...others] = await list();
  if (!message || others.length > 0) throw new Error(`${others.length + 1} messages`);
  return message;
}
/** As if the pause after the last attempt were over. */
export const waitForPause = async () => {
  await database.owner`update recording_fetches set next_attempt_at = now() - interval '1 second' where recording_sid = ${recordingSid}`;
  await database.owner`update messages set transcript_next_at = now() - interval '1 second' where transcript_next_at is not null`;
};
export const told = async () =>
  (await database.owner`select address from notices where tenant_id = ${scope.tenantId} and reason = 'taken'`)
    .length;
export const stored = async () =>
  (await readdir(folder, { recursive: true })).filter((name) => name.includes(recordingSid));
