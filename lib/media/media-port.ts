import { closeDatabase, listen, openDatabase, pingDatabase, type Scope, withTransaction } from "@/db/client";
import { findAccount, findAgent } from "@/db/queries/agents";
import { claimStreamToken, findCall, listTurns, notifyTenant, upsertTurns } from "@/db/queries/calls";
import { findCallAnywhere } from "@/db/queries/unscoped";
import { touchBridgeCalls } from "@/db/queries/unscoped-calls";
import { openElevenLabsAccount, openTwilioAccount } from "@/lib/accounts/credentials";
import { BACK_AGAIN } from "@/lib/calls/back-again";
import type { CallFact } from "@/lib/calls/facts";
import { historyOf, maxDurationOf, openInitiation } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { isFinal } from "@/lib/calls/status";
import { AppError, ProviderError } from "@/lib/errors";
import { noteFailure, noteService, requireUp } from "@/lib/line/note-service";
import { readStreamEnd } from "@/lib/line/read-failure";
import { log } from "@/lib/log";
import { hashToken } from "@/lib/one-time-token";
import { fetchSignedUrl } from "@/lib/providers/elevenlabs/rest";
import { detectConcern } from "@/lib/safety/detect";
import { prepareEmergencySpeech } from "@/lib/safety/emergency-speech";
import { markSpokenConcerns } from "@/lib/safety/mark-attention";
import { orderWords } from "@/lib/safety/order-words";
import { storable } from "@/lib/storable";
import { runTool } from "@/lib/tools/run-tool";
import { findHold } from "@/lib/transfers/find-hold";
import { isAwaitingWord, resumptionOf } from "@/lib/transfers/resumption";
import type { Language, TenantId } from "@/lib/vocabulary";
import type { AgentSession, MediaEntry, MediaPort, SafetyOrder, StreamCall } from "./port";

const SIGNED_URL_TIMEOUT_MS = 4000;
const TENTATIVE_MAX = 500;

type MediaEvent = Extract<MediaEntry, { kind: "event" }>;

const scopeOf = (call: StreamCall): Scope => ({ tenantId: call.tenantId as TenantId, actor: "bridge" });

/** What the bridge asks of the house, over PostgreSQL and the tenant's own accounts. */
export async function createMediaPort(databaseUrl: string): Promise<MediaPort & { close(): Promise<void> }> {
  openDatabase(databaseUrl);
  await pingDatabase();
  const listeners = new Set<(callId: string) => void>();
  const unlisten = await listen(
    "centralita_hang_up",
    (callId) => listeners.forEach((listener) => listener(callId)),
    () => undefined,
  );
  const holdListeners = new Set<(callId: string) => void>();
  const unlistenHold = await listen(
    "centralita_hold",
    (callId) => holdListeners.forEach((listener) => listener(callId)),
    () => undefined,
  );
  return {
    findStream,
    claimToken(call, token, { callSid, streamSid, bridgeId }) {
      return claimStreamToken(scopeOf(call), call.callId, {
        tokenHash: hashToken(token),
        twilioCallSid: callSid,
        streamSid,
        bridgeId,
      });
    },
    openAgent,
    executeTool(call, { name, toolCallId, parameters }) {
      return runTool(
        scopeOf(call),
        { callId: call.callId, toolCallId, source: "bridge" },
        { name, parameters },
      );
    },
    hearCaller,
    write,
    heartbeat: (_bridgeId, callIds) => touchBridgeCalls(callIds),
    findHold: (call) => findHold(scopeOf(call), call.callId),
    onHold(listener) {
      holdListeners.add(listener);
      return () => holdListeners.delete(listener);
    },
    onHangUp(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await unlistenHold();
      await unlisten();
      await closeDatabase();
    },
  };
}

/** Undefined for a call that is unknown, over, or was never told to come here. */
async function findStream(callId: string): Promise<StreamCall | undefined> {
  const found = await findCallAnywhere(callId);
  if (!found?.account || !found.call.twilioCallSid || !found.call.streamTokenHash) return undefined;
  const { call, account } = found;
  if (isFinal(call.status)) return undefined;
  const { accountSid, authToken } = openTwilioAccount(account);
  const scope: Scope = { tenantId: call.tenantId, actor: "bridge" };
  const earlier = call.streamAttempts > 1 ? await listTurns(scope, call.id) : [];
  return {
    tenantId: call.tenantId,
    callId: call.id,
    twilioAccountSid: accountSid,
    twilioAuthToken: authToken,
    twilioCallSid: call.twilioCallSid ?? "",
    maxDurationSeconds: await maxDurationOf(scope, call),
    firstTurnPosition: (earlier.at(-1)?.position ?? -1) + 1,
  };
}

/** Signed URL and the first message of the agent's socket (elevenlabs.md §1.3), with only the overrides its agent accepts. */
async function openAgent(stream: StreamCall, isResumed: boolean): Promise<AgentSession> {
  const scope = scopeOf(stream);
  const call = await findCall(scope, stream.callId);
  if (!call) throw new ProviderError("elevenlabs", "the call is gone", { permanent: true });
  const isLaterStream = !isResumed && call.streamAttempts > 1;
  const [{ apiKey }, earlier] = await Promise.all([
    openAccount(scope),
    isLaterStream ? listTurns(scope, call.id) : [],
  ]);
  const afterTransfer = isLaterStream ? await resumptionOf(scope, call.id, earlier) : undefined;
  const again = isResumed || earlier.length > 0;
  const words = isResumed && (await isAwaitingWord(scope, call.id)) ? LISTENING : BACK_AGAIN;
  const interrupted = (language: Language) =>
    again
      ? {
          prompt: (prompt: string) => [prompt, ...historyOf(INTERRUPTED, earlier)].join("\n\n"),
          firstMessage: words[language],
        }
      : undefined;
  const { agent, tenant, init } = await openInitiation(scope, call, afterTransfer ?? interrupted).catch(
    (error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      throw new ProviderError("elevenlabs", "the agent is not linked to ElevenLabs", { permanent: true });
    },
  );
  const { language, voiceId, voiceSettings } = agent;
  await requireUp(scope, "agent");
  const beganAt = new Date();
  void prepareEmergencySpeech(scope, { language, voiceId, voiceSettings, country: tenant.country });
  return {
    signedUrl: await fetchSignedUrl(apiKey, agent.elevenLabsAgentId, SIGNED_URL_TIMEOUT_MS).catch(
      (error: unknown) => {
        noteRefusal(scope, error, beganAt);
        throw error;
      },
    ),
    init: { type: "conversation_initiation_client_data", ...init },
  };
}

/** What cannot pass by itself; that there was no agent in time is noted once, when the stream is over. */
function noteRefusal(scope: Scope, error: unknown, beganAt: Date): void {
  if (error instanceof ProviderError && error.permanent) noteFailure(scope, "agent", error, beganAt);
}

/** What the life of a stream says of the agents of ElevenLabs. */
function noteAgent(scope: Scope, events: readonly MediaEvent[]): void {
  for (const { type, payload } of events) {
    if (type === "agent_connected") noteService(scope, "agent");
    if (type !== "stream_ended") continue;
    const failure = readStreamEnd(payload);
    if (failure) noteService(scope, "agent", failure);
  }
}

/** Looked at here and at once; that the call is marked for a person follows from the transcript, which is written in any case. */
async function hearCaller(stream: StreamCall, text: string): Promise<SafetyOrder | undefined> {
  const concern = detectConcern(text);
  return concern && orderWords(scopeOf(stream), stream.callId, concern);
}

/** After a question of the house. */
const LISTENING: Record<Language, string> = { es: "Le escucho.", en: "I am listening." };

/** A call that changed bridges goes on where it was. */
const INTERRUPTED = "The call was interrupted and goes on. So far:";

async function openAccount(scope: Scope): Promise<{ apiKey: string }> {
  const account = await findAccount(scope, "elevenlabs");
  if (!account)
    throw new ProviderError("elevenlabs", "no ElevenLabs account is entered", { permanent: true });
  return openElevenLabsAccount(account);
}

/** One transaction; an entry that can never be written is said to be so, that the others need not wait for it. */
async function write(stream: StreamCall, entries: MediaEntry[]): Promise<void> {
  const scope = scopeOf(stream);
  try {
    await withTransaction(scope, async (inner) => {
      const events = entries.filter((entry) => entry.kind === "event");
      if (events.length > 0) {
        await recordCallEvents(
          inner,
          stream.callId,
          events.map((event) => ({
            source: "bridge" as const,
            externalKey: event.key,
            type: event.type,
            occurredAt: event.at,
            payload: event.payload,
            fact: factOf(event),
          })),
        );
      }
      const turns = entries.filter((entry) => entry.kind === "turn");
      if (turns.length > 0) {
        const call = await findCall(inner, stream.callId);
        const agent = call?.agentId ? await findAgent(inner, call.agentId) : undefined;
        // The newest state of a turn is the one that counts; one statement may touch a row only once.
        const newest = new Map(turns.map((turn) => [turn.position, turn]));
        const rows = [...newest.values()].map(({ at, ...turn }) =>
          storable({ ...turn, offsetMs: Math.round(turn.offsetMs), spokenAt: at }),
        );
        await upsertTurns(inner, stream.callId, agent?.language ?? "es", rows);
        await markSpokenConcerns(inner, stream.callId, rows);
        await notifyTenant(inner, { type: "turns", callId: stream.callId });
      }
      const tentative = entries.findLast((entry) => entry.kind === "tentative");
      if (tentative) {
        const text = storable(tentative.text.slice(0, TENTATIVE_MAX));
        await notifyTenant(inner, { type: "tentative", callId: stream.callId, text });
      }
    });
    noteAgent(
      scope,
      entries.filter((entry) => entry.kind === "event"),
    );
  } catch (error) {
    // The call was erased meanwhile: nothing will ever make these writable.
    const gone = error instanceof AppError && error.code === "not_found";
    if (gone) throw Object.assign(error, { permanent: true });
    log.debug({ err: error, callId: stream.callId }, "media entries not written");
    throw error;
  }
}

/** What a media event means for the call. */
function factOf({ type, at, payload }: Pick<MediaEvent, "type" | "at" | "payload">): CallFact | undefined {
  const text = (name: string) => (typeof payload[name] === "string" ? payload[name] : null);
  switch (type) {
    case "stream_started":
      return { type: "progressed", status: "in_progress", at };
    case "agent_connected":
      return { type: "agent_connected", at, conversationId: text("conversationId") };
    case "agent_error":
      return {
        type: "went_wrong",
        at,
        code: "agent_error",
        message: (text("detail") ?? text("message") ?? text("reason") ?? JSON.stringify(payload)).slice(
          0,
          500,
        ),
      };
    case "stream_ended":
      // A second socket with a wrong token ends itself, not the call.
      if (payload["reason"] === "token_refused" && payload["isClaimed"] !== true) return undefined;
      return { type: "stream_ended", at, reason: text("reason") ?? "unknown", streamSid: text("streamSid") };
    case "agent_reconnecting":
    case "interruption":
    case "dtmf":
    case "tool_used":
      return undefined;
  }
}
