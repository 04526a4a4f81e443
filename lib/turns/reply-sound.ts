import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall } from "@/db/queries/calls";
import { findReply, listReplySentences, noteFetch } from "@/db/queries/replies";
import type { Reply } from "@/db/schema/replies";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { sentenceAudio } from "@/lib/sentences/speak-sentence";
import { findLiveReply, type LiveReply } from "./live-reply";
import { readReplyAddress, type ReplyAddress } from "./reply-address";
import { beginReply } from "./speak-reply";

const POLL_MS = 60;
/** Whoever made it gave no sign of life for so long. */
const LOST_MS = 6000;
/** Twilio gives up after 15 s (twilio.md §2.2), and whoever waits on the telephone before that. */
const MOST_WAITED_MS = 12_000;
/** 20 ms: a sound without any would be an error (12300). */
const NOTHING = Buffer.alloc(160, 0xff);

/** µ-law as it is made. Throws `not_found` for an address we did not make, and for a call that is gone. */
export async function replyResponse(name: string, signal: AbortSignal): Promise<Response> {
  const address = readReplyAddress(name);
  if (!address) throw new AppError("not_found", "reply");
  const scope: Scope = { tenantId: address.tenantId, actor: "twilio" };
  const reply = await findReply(scope, address);
  if (!reply) throw new AppError("not_found", `reply ${address.callId}`);
  if (address.part === "first")
    await noteFetch(scope, address).catch((error: unknown) => log.debug({ err: error }, "fetch not noted"));
  const sound = soundOf(scope, address, signal);
  return new Response(asStream(sound), {
    headers: { "Content-Type": "audio/ulaw", "Cache-Control": "no-store" },
  });
}

async function* soundOf(scope: Scope, address: ReplyAddress, signal: AbortSignal): AsyncGenerator<Buffer> {
  const live = findLiveReply(address.callId, address.position) ?? (await beginHere(scope, address));
  let isEmpty = true;
  const pieces = live ? live.read(address.part, signal) : recorded(scope, address, signal);
  for await (const piece of pieces) {
    isEmpty = false;
    yield piece;
  }
  if (isEmpty) yield NOTHING;
}

/** A greeting is made when it is fetched; so is what a process that died left behind. */
async function beginHere(scope: Scope, address: ReplyAddress): Promise<LiveReply | undefined> {
  const reply = await findReply(scope, address);
  return reply?.state === "pending" ? beginReply(scope, reply) : undefined;
}

/** Made by another process, or before: sentence by sentence as they are put on record. */
async function* recorded(scope: Scope, address: ReplyAddress, signal: AbortSignal): AsyncGenerator<Buffer> {
  let index = address.part === "first" ? 0 : 1;
  for (let waitedMs = 0; !signal.aborted; waitedMs += POLL_MS) {
    const [reply, sentences] = await Promise.all([
      findReply(scope, address),
      listReplySentences(scope, address),
    ]);
    for (const { audio } of sentences.slice(index)) {
      index += 1;
      yield audio;
      if (address.part === "first") return;
    }
    if (!reply || reply.state === "done" || reply.state === "failed") return;
    if (isLost(reply) || waitedMs >= MOST_WAITED_MS) {
      // Nobody makes it any more: the caller is asked again, once.
      if (address.part === "first") yield await askAgain(scope, address);
      return;
    }
    await wait(POLL_MS);
  }
}

function isLost({ seenAt }: Reply): boolean {
  return Date.now() - seenAt.getTime() > LOST_MS;
}

async function askAgain(scope: Scope, { callId }: ReplyAddress): Promise<Buffer> {
  const call = await findCall(scope, callId);
  const agent = call?.agentId ? await findAgent(scope, call.agentId) : undefined;
  const { tenantId } = scope;
  const language = agent?.language ?? "es";
  const { voiceId = null, voiceSettings } = agent ?? {};
  const sentence = { tenantId, key: "repeat_please" as const, language, voiceId, voiceSettings };
  return (await sentenceAudio(scope, sentence)).mulaw;
}

function asStream(pieces: AsyncGenerator<Buffer>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
