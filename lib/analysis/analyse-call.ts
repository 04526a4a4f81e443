import { type Scope, withTransaction } from "@/db/client";
import { findAnalysis, updateAnalysis } from "@/db/queries/analyses";
import { listEventsOfTypes } from "@/db/queries/call-events";
import { type CallWithAgent, findCall, listTurns, lockCall, notifyTenant } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import type { CallAnalysis } from "@/db/schema/analyses";
import type { Call, CallEvent, Turn } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { findOpenAiCredentials, type OpenAiCredentials } from "@/lib/accounts/credentials";
import { ProviderError } from "@/lib/errors";
import { noted } from "@/lib/line/note-service";
import { log } from "@/lib/log";
import { recordModelUse } from "@/lib/model-uses/record-model-use";
import { askForObject, UnusableAnswerError } from "@/lib/providers/openai/ask-for-object";
import { costOf } from "@/lib/providers/openai/prices";
import { answerShape, type Wanted } from "./answer-shape";
import { collectedOf, findingsOfCollected, isComplete } from "./collected";
import { instructionsFor } from "./instructions";
import { type Found, keepFindings } from "./keep-findings";
import { readAnswer } from "./read-answer";
import { nextAnalysisAttempt } from "./schedule";
import { transcriptText } from "./transcript-text";
import { wantedOf } from "./wanted";

const TIMEOUT_MS = 20_000;
const MAX_ERROR = 500;

interface Material {
  call: CallWithAgent;
  tenant: Tenant;
  wanted: Wanted;
  turns: Turn[];
  reports: CallEvent[];
}

/**
 * Finds out what a call that is over was about: from what ElevenLabs collected where that is enough, else by asking a language model.
 * What fails is tried again twice; what cannot be done yet waits without being tried.
 */
export async function analyseCall(scope: Scope, callId: string, attempt: number): Promise<void> {
  const material = await gather(scope, callId);
  if (!material) return;
  const openAi = await findOpenAiCredentials(scope);
  if (isReportAwaited(material.call, material.reports) && !isHeardByUs(material.call, openAi))
    return rest(scope, material);
  const { reports, turns, wanted } = material;
  const collected = collectedOf(reports, wanted);
  const isHeard = turns.some(({ role, text }) => role === "caller" && text.trim() !== "");
  if (openAi && isHeard && !isComplete(collected, wanted)) return ask(scope, material, { openAi, attempt });
  if (!(await keepCollected(scope, material, null))) await rest(scope, material);
}

async function gather(scope: Scope, callId: string): Promise<Material | undefined> {
  const call = await findCall(scope, callId);
  if (!call || call.endedAt === null) return undefined;
  const tenant = await getTenant(scope);
  const [wanted, turns, reports] = await Promise.all([
    wantedOf(scope, call, tenant),
    listTurns(scope, callId),
    listEventsOfTypes(scope, callId, ["conversation_reported", "report_missing"]),
  ]);
  return { call, tenant, wanted, turns, reports };
}

/** ElevenLabs has carried it and has neither told of it nor been given up (lib/calls/fetch-reports.ts). */
export function isReportAwaited(
  { mode, elevenLabsConversationId }: Pick<CallWithAgent, "mode" | "elevenLabsConversationId">,
  reports: readonly Pick<CallEvent, "type">[],
): boolean {
  return (mode === "native" || elevenLabsConversationId !== null) && reports.length === 0;
}

/** The words of a call that ElevenLabs carries alone come with its report; the others are here when it ends. */
const isHeardByUs = ({ mode }: CallWithAgent, openAi: OpenAiCredentials | undefined) =>
  mode !== "native" && openAi !== undefined;

/** Nothing is tried until there is news of the call, or somebody asks for it. */
async function rest(scope: Scope, { call, reports }: Material): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const now = await lockCall(inner, call.id);
    const analysis = now && (await findAnalysis(inner, call.id));
    if (!analysis) return;
    const known = await listEventsOfTypes(inner, call.id, ["conversation_reported", "report_missing"]);
    // What came since it was looked at did not find it at rest, and did not wake it.
    const isNews = known.length > reports.length;
    await mark(inner, now, {
      attempts: 0,
      nextAttemptAt: isNews ? new Date() : null,
      ...(analysis.findings === null ? {} : { state: "done" }),
    });
  });
}

/** How it stands, for open screens too; in the transaction that holds the call. */
async function mark(inner: Scope, call: Call, change: Partial<CallAnalysis>): Promise<void> {
  await updateAnalysis(inner, call.id, change);
  await notifyTenant(inner, { type: "call", callId: call.id, status: call.status, ended: true });
}

async function ask(
  scope: Scope,
  material: Material,
  { openAi, attempt }: { openAi: OpenAiCredentials; attempt: number },
): Promise<void> {
  const { call, tenant, wanted, turns } = material;
  try {
    const request = () =>
      askForObject({
        ...openAi,
        instructions: instructionsFor(call, tenant, wanted),
        input: transcriptText(turns),
        name: "call_analysis",
        shape: answerShape(wanted),
        timeoutMs: TIMEOUT_MS,
      });
    const { value, usage } = await noted(scope, "model", request, { isPatient: true });
    await recordModelUse(scope, {
      callId: call.id,
      purpose: "analysis",
      usage,
      isHouseKey: openAi.isHouse,
    });
    await keepFindings(scope, call.id, {
      source: "openai",
      findings: readAnswer(value, wanted),
      model: usage.model,
      costUsd: costOf(usage),
      error: null,
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await putOff(scope, material, { error, attempt, openAi });
  }
}

async function putOff(
  scope: Scope,
  material: Material,
  { error, attempt, openAi }: { error: ProviderError; attempt: number; openAi: OpenAiCredentials },
): Promise<void> {
  const { call } = material;
  log.warn({ err: error, tenantId: scope.tenantId, callId: call.id, attempt }, "call not analysed");
  if (error instanceof UnusableAnswerError)
    await recordModelUse(scope, {
      callId: call.id,
      purpose: "analysis",
      usage: error.usage,
      isHouseKey: openAi.isHouse,
      isFailure: true,
    });
  const words = error.message.slice(0, MAX_ERROR);
  const next = isHopeless(error) ? null : nextAnalysisAttempt(attempt, new Date());
  if (next !== null) await markHeld(scope, call.id, { nextAttemptAt: next, error: words });
  else if (!(await keepCollected(scope, material, words))) await failAnalysis(scope, call.id, words);
}

/** A key that is refused is refused again, and an account without money stays so for longer than we try (elevenlabs.md §11.4). */
const isHopeless = ({ permanent, vendorCode }: ProviderError) =>
  permanent || vendorCode === "insufficient_quota";

/** False where ElevenLabs has told nothing to keep. */
async function keepCollected(
  scope: Scope,
  { call, wanted, reports }: Material,
  error: Found["error"],
): Promise<boolean> {
  const findings = findingsOfCollected(collectedOf(reports, wanted), wanted);
  if (!findings) return false;
  await keepFindings(scope, call.id, { source: "elevenlabs", findings, model: null, costUsd: null, error });
  return true;
}

/** Nothing tries again by itself. */
export async function failAnalysis(scope: Scope, callId: string, error: string | null): Promise<void> {
  await markHeld(scope, callId, { state: "failed", nextAttemptAt: null, error });
}

/** As `mark`, where nobody holds the call yet; nothing where it is gone. */
async function markHeld(scope: Scope, callId: string, change: Partial<CallAnalysis>): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (call) await mark(inner, call, change);
  });
}
