import type { Scope } from "@/db/client";
import { findCall, listTurns } from "@/db/queries/calls";
import { findContactById } from "@/db/queries/contacts";
import { getTenant } from "@/db/queries/team";
import { outsideNumber } from "@/lib/calls/outside-number";
import { AppError } from "@/lib/errors";
import type { Language } from "@/lib/vocabulary";
import { MAX_BRIEF } from "./schema";

const LAST_WORDS = 180;

/** What an advisor is told when whoever asked for them said nothing: who it is, and what the caller said last. */
export async function defaultWords(
  scope: Scope,
  callId: string,
): Promise<{ reason: string; brief: string; language: Language }> {
  const call = await findCall(scope, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  const [tenant, contact, turns] = await Promise.all([
    getTenant(scope),
    call.contactId ? findContactById(scope, call.contactId) : undefined,
    listTurns(scope, callId),
  ]);
  const words = WORDS[tenant.language];
  const who = contact?.name ?? call.contactName ?? outsideNumber(call) ?? words.unknown;
  const said = turns.findLast(({ role }) => role === "caller")?.text.slice(0, LAST_WORDS);
  const brief = [words.who(who), ...(said ? [words.said(said)] : [])].join(" ").slice(0, MAX_BRIEF);
  return { reason: words.reason, brief, language: tenant.language };
}

const WORDS: Record<
  Language,
  { reason: string; unknown: string; who: (name: string) => string; said: (text: string) => string }
> = {
  es: {
    reason: "Pide hablar con una persona",
    unknown: "alguien con número oculto",
    who: (name) => `Llama ${name}.`,
    said: (text) => `Lo último que dijo: ${text}`,
  },
  en: {
    reason: "Wants to speak with a person",
    unknown: "somebody with a withheld number",
    who: (name) => `The caller is ${name}.`,
    said: (text) => `The last thing they said: ${text}`,
  },
};
