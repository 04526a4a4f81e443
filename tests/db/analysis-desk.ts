import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { z } from "zod";
import type { Scope } from "@/db/client";
import { findCall } from "@/db/queries/calls";
import type { Call } from "@/db/schema/calls";
import { type NewCallEvent, recordCallEvents } from "@/lib/calls/record-event";
import type { CallOutcome } from "@/lib/vocabulary";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { stubSettings } from "@/tests/support/settings";
import { addCall, addTurns, createBusiness } from "./business";

const asked = z.looseObject({
  model: z.string(),
  instructions: z.string(),
  input: z.string(),
  store: z.literal(false),
  text: z.looseObject({ format: z.looseObject({ schema: z.looseObject({}) }) }),
});
export type Asked = z.output<typeof asked>;

/** A finding that nobody can object to. */
export const FOUND = {
  title: "Quiere información",
  summary: "Preguntó por el precio de una limpieza. Llamará otro día.",
  outcome: "callback",
  intent: "information",
  qualification_score: 70,
  score_reasons: ["Tiene prisa"],
  sentiment: "positive",
  follow_up: null,
  confidence: 0.876,
};

/** OpenAI on a day of a test's choosing. */
export class ModelDesk {
  /** What it says next, the last one for ever: the text of the answer (`refusal`: it refuses), or the vendor's error. */
  answers: (string | { status: number; code: string })[] = [];
  asked: Asked[] = [];
  /** Happens before the next answer; once. */
  meanwhile: (() => Promise<unknown>) | undefined;
  /** The connection is closed instead of an answer. */
  breaks = false;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      if (this.breaks) return void request.socket.destroy();
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        this.asked.push(asked.parse(JSON.parse(Buffer.concat(parts).toString("utf8"))));
        const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
        const deed = this.meanwhile;
        this.meanwhile = undefined;
        void Promise.resolve(deed?.()).then(() => {
          const isError = typeof answer === "object";
          response.writeHead(isError ? answer.status : 200, { "content-type": "application/json" });
          response.end(
            JSON.stringify(
              isError
                ? { error: { message: "No more money.", type: "requests", param: null, code: answer.code } }
                : responseOf(answer ?? JSON.stringify(FOUND)),
            ),
          );
        });
      });
    });
  }

  async open(): Promise<string> {
    // On a busy machine a connection is closed in the very moment in which it is used again.
    this.#server.keepAliveTimeout = 600_000;
    await once(this.#server.listen(0, "127.0.0.1"), "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  says(...findings: object[]): void {
    this.answers = findings.map((each) => JSON.stringify({ ...FOUND, ...each }));
  }
}

const responseOf = (text: string) => ({
  id: "resp_1",
  object: "response",
  status: "completed",
  model: "gpt-6-luna-2026-09-30",
  incomplete_details: null,
  output: [
    {
      id: "msg_1",
      type: "message",
      status: "completed",
      role: "assistant",
      content: [
        text === "refusal"
          ? { type: "refusal", refusal: "I cannot help with that." }
          : { type: "output_text", annotations: [], logprobs: [], text },
      ],
    },
  ],
  usage: {
    input_tokens: 1000,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 200,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 1200,
  },
});

// What the hooks below make, for the tests that import it: a binding of a module is always read as it stands.
export let database: TestDatabase;
export let scope: Scope;
export let analyseCalls: typeof import("@/lib/analysis/work-on-analyses").analyseCalls;
export let getAnalysis: typeof import("@/lib/analysis/get-analysis").getAnalysis;
export let runAnalysis: typeof import("@/lib/analysis/run-analysis").runAnalysis;
export let correctAnalysis: typeof import("@/lib/analysis/correct-analysis").correctAnalysis;
export let getCallCosts: typeof import("@/lib/model-uses/get-call-costs").getCallCosts;
export const openAi = new ModelDesk();

/** A business for each test, the house's key of OpenAI, and a model that says what the test wants. */
export function openAnalyses(): void {
  stubSettings({ LOG_LEVEL: "silent", OPENAI_API_KEY: "sk-test" });
  beforeAll(async () => {
    vi.stubEnv("OPENAI_API_URL", await openAi.open());
    database = await openTestDatabase();
    ({ analyseCalls } = await import("@/lib/analysis/work-on-analyses"));
    ({ getAnalysis } = await import("@/lib/analysis/get-analysis"));
    ({ runAnalysis } = await import("@/lib/analysis/run-analysis"));
    ({ correctAnalysis } = await import("@/lib/analysis/correct-analysis"));
    ({ getCallCosts } = await import("@/lib/model-uses/get-call-costs"));
  });
  afterAll(async () => {
    openAi.close();
    await database.drop();
  });

  beforeEach(async () => {
    openAi.answers = [];
    openAi.asked = [];
    openAi.breaks = false;
    // What earlier tests left undone is not this one's.
    await database.owner`update call_analyses set next_attempt_at = null`;
    ({ scope } = await createBusiness());
  });
}

export const ANSWERED_AT = new Date("2026-11-20T10:00:00Z");
export const ENDED_AT = new Date("2026-11-20T10:02:00Z");

export const ended: NewCallEvent = {
  source: "twilio",
  externalKey: "status:completed",
  type: "status_reported",
  occurredAt: ENDED_AT,
  payload: { status: "completed" },
  fact: { type: "ended", status: "completed", at: ENDED_AT, durationSeconds: 120 },
};

export const settled = (outcome: CallOutcome, at = new Date("2026-11-20T10:01:00Z")): NewCallEvent => ({
  source: "bridge",
  externalKey: `tool:${outcome}:result`,
  type: "result_reported",
  occurredAt: at,
  payload: { outcome, byTool: true },
  fact: { type: "result_reported", at, outcome, notes: null },
});

/** ElevenLabs tells of the conversation. */
export const reported = (payload: Record<string, unknown> = {}): NewCallEvent => {
  const at = new Date("2026-11-20T10:02:30Z");
  const { title = null, summary = null } = payload as { title?: string; summary?: string };
  return {
    source: "elevenlabs",
    externalKey: "post_call_transcription:conv_1",
    type: "conversation_reported",
    occurredAt: at,
    payload: { conversationId: "conv_1", title, summary, dataCollection: {}, ...payload },
    fact: {
      type: "conversation_reported",
      at,
      conversationId: "conv_1",
      title,
      summary,
      successful: true,
      costElevenLabsUsd: "0.08",
    },
  };
};

export const SAID = ["Clínica Sol, dígame.", "Quería saber cuánto cuesta una limpieza."];

/** A call that somebody answered and that has just ended. */
export async function endedCall(values: Partial<Call> = {}, said: string[] = SAID): Promise<Call> {
  const call = await addCall(scope, { mode: "bridge", answeredAt: ANSWERED_AT, ...values });
  await addTurns(scope, call.id, "es", said);
  return recordCallEvents(scope, call.id, [ended]);
}

/** The worker comes by once more, however long it would have waited. Well in the past: the column rounds to milliseconds, also up. */
export async function work(): Promise<void> {
  await database.owner`
    update call_analyses set next_attempt_at = now() - interval '1 second' where next_attempt_at is not null`;
  while (await analyseCalls());
}

export const rowOf = async (call: Call) => {
  const row = await findCall(scope, call.id);
  if (!row) throw new Error("the call is gone");
  return row;
};
export const deliveries = () => database.owner<{ event: string; data: Record<string, unknown> }[]>`
  select event, data from webhook_deliveries where tenant_id = ${scope.tenantId} order by created_at, id`;
export const tasks = () => database.owner<{ kind: string; text: string; due_at: Date }[]>`
  select kind, text, due_at from messages where tenant_id = ${scope.tenantId}`;
