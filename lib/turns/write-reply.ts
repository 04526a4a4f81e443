import type { Scope } from "@/db/client";
import { listServices } from "@/db/queries/agenda";
import { findCall, listTurns } from "@/db/queries/calls";
import { listToolUses } from "@/db/queries/tool-uses";
import { findLastTransfer } from "@/db/queries/transfers";
import { env } from "@/env";
import { getOpenAiCredentials } from "@/lib/accounts/credentials";
import { conversationFacts } from "@/lib/calls/initiation";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError, ProviderError } from "@/lib/errors";
import { askForPieces } from "@/lib/line/note-service";
import { log } from "@/lib/log";
import { recordModelUse } from "@/lib/model-uses/record-model-use";
import { type ReplyItem, streamReply } from "@/lib/providers/openai/stream-reply";
import { readAnswer } from "@/lib/tools/answer";
import { describeFunctions, runTool } from "@/lib/tools/run-tool";
import { briefingOf } from "@/lib/transfers/resumption";
import type { ReplyEnd } from "@/lib/vocabulary";
import { allowedPrices, type GuardRules, judgeSentence } from "./guard";
import { historyFor } from "./history";
import { isCurrent } from "./is-current";
import { instructionsFor } from "./instructions";
import { SentenceSplitter } from "./sentence-splitter";

/** Of the first piece, and of one answer of the model (elevenlabs.md §11.4): Twilio waits 15 s, callers do not. */
const FIRST_PIECE_MS = 5000;
const ANSWER_MS = 12_000;
/** Each uses one tool; whoever needs more is in a circle. */
const MOST_ROUNDS = 6;
/** After these, done, somebody else has the caller. */
const LEAVES: ReadonlySet<string> = new Set(["transfer_to_advisor", "record_message"]);

interface Writing {
  callId: string;
  position: number;
  signal: AbortSignal;
}

/**
 * What the agent says next, sentence by sentence, each checked; the tools it wants are used on the way. Returns what follows. Throws ProviderError
 * or AppError when the model cannot be asked, or breaks off.
 */
export async function* writeReply(scope: Scope, writing: Writing): AsyncGenerator<string, ReplyEnd> {
  const { apiKey, isHouse, model, instructions, items, rules } = await prepare(scope, writing);
  const tools = describeFunctions();
  let isEnding = false;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const splitter = new SentenceSplitter({ isEager: round === 0 });
    const said: string[] = [];
    const wanted: Extract<ReplyItem, { type: "call" }>[] = [];
    const pieces = askForPieces(scope, "model", () =>
      streamReply({
        apiKey,
        model,
        instructions,
        items,
        tools,
        firstPieceTimeoutMs: FIRST_PIECE_MS,
        timeoutMs: ANSWER_MS,
        signal: writing.signal,
        onUsage: (usage) => void keepUse(scope, { callId: writing.callId, usage, isHouseKey: isHouse }),
      }),
    );
    for await (const piece of pieces) {
      if (piece.type === "call") wanted.push({ ...piece, output: "" });
      else for (const sentence of splitter.push(piece.text)) yield* speak(sentence);
    }
    for (const sentence of splitter.end()) yield* speak(sentence);
    if (said.length > 0) items.push({ type: "said", role: "assistant", text: said.join(" ") });
    const [call] = wanted;
    if (writing.signal.aborted) return "listen";
    if (!call) return isEnding ? "hang_up" : "listen";
    // Nothing is done for somebody who has hung up, or said something else meanwhile.
    if (!(await isCurrent(scope, writing))) return "listen";
    const result = await runWanted(scope, writing, call);
    items.push({ ...call, output: result.result });
    isEnding ||= result.endCall === true;
    // Nobody hangs up without a word: the model is asked for one.
    if (isEnding && hasSpoken(items)) return "hang_up";
    if (LEAVES.has(call.name) && readAnswer(result.result)?.status === "done") return "wait";

    async function* speak(sentence: string): AsyncGenerator<string, void> {
      const checked = await check(scope, writing, sentence, { rules, before: said.at(-1) ?? "" });
      said.push(checked);
      yield checked;
    }
  }
  throw new ProviderError("openai", "the model used one tool after the other", { permanent: false });
}

async function prepare(scope: Scope, { callId }: Writing) {
  const call = await findCall(scope, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  const [facts, { apiKey, isHouse }, turns, uses, services, transfer] = await Promise.all([
    conversationFacts(scope, call),
    getOpenAiCredentials(scope),
    listTurns(scope, callId),
    listToolUses(scope, callId),
    listServices(scope),
    findLastTransfer(scope, callId),
  ]);
  const { agent, tenant } = facts;
  const { language } = agent;
  const rules: GuardRules = {
    language,
    country: tenant.country,
    forbidden: tenant.forbiddenPhrases,
    prices: allowedPrices(services, call.prompt ?? agent.prompt, tenant.country),
  };
  const { items, earlier } = historyFor(turns, uses);
  const briefing = transfer && transfer.endedAt !== null ? briefingOf(transfer, language) : undefined;
  return {
    apiKey,
    isHouse,
    model: (isHouse ? null : agent.model) ?? env.OPENAI_MODEL,
    instructions: instructionsFor(facts, { rules, earlier, briefing, now: new Date() }),
    items,
    rules,
  };
}

/** Since the caller spoke last. */
function hasSpoken(items: readonly ReplyItem[]): boolean {
  const lastHeard = items.findLastIndex((item) => item.type === "said" && item.role === "user");
  return items.slice(lastHeard + 1).some((item) => item.type === "said");
}

async function runWanted(
  scope: Scope,
  { callId, position }: Writing,
  call: Extract<ReplyItem, { type: "call" }>,
) {
  return runTool(
    scope,
    // Named by its reply: ids of a model may repeat themselves.
    { callId, toolCallId: `${position}:${call.callId}`.slice(0, 64), source: "openai" },
    { name: call.name, parameters: argumentsOf(call.arguments) },
  );
}

/** A model may break off in the middle of its JSON: the tool then says which argument is missing. */
function argumentsOf(json: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(json);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

async function check(
  scope: Scope,
  { callId, position }: Writing,
  sentence: string,
  { rules, before }: { rules: GuardRules; before: string },
): Promise<string> {
  // What a clause began is judged together with it: "Cuesta," "treinta euros".
  const whole = /[.!?…]["”»)]*$/u.test(before) ? sentence : `${before} ${sentence}`;
  const replaced = judgeSentence(sentence, rules) ?? judgeSentence(whole, rules);
  if (!replaced) return sentence;
  const at = new Date();
  await recordCallEvents(scope, callId, [
    {
      source: "system",
      externalKey: `replaced:${position}:${at.getTime()}`,
      type: "sentence_replaced",
      occurredAt: at,
      payload: { reason: replaced.reason, said: sentence, instead: replaced.text },
    },
  ]);
  return replaced.text;
}

/** Nobody waits for it: not the sentence that comes next, and not whoever hung up. */
async function keepUse(
  scope: Scope,
  use: Omit<Parameters<typeof recordModelUse>[1], "purpose">,
): Promise<void> {
  await recordModelUse(scope, { ...use, purpose: "reply" }).catch((error: unknown) =>
    log.warn({ err: error, callId: use.callId }, "use of a model not on record"),
  );
}
