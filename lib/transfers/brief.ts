import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findContactById } from "@/db/queries/contacts";
import { getTenant } from "@/db/queries/team";
import type { TransferWithAttempts } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { prepareSentence } from "@/lib/sentences/speak-sentence";
import type { SpokenSentence } from "@/lib/sentences/sentence-address";
import type { SentenceKey } from "@/lib/vocabulary";

/** A sentence of the house in this call: in its agent's voice and language, with what is known of transfer and caller. */
export async function sentenceOfCall(
  scope: Scope,
  call: Pick<Call, "agentId" | "contactId" | "contactName">,
  key: SentenceKey,
  transfer?: Pick<TransferWithAttempts, "reason" | "brief" | "attempts">,
): Promise<SpokenSentence> {
  const [agent, tenant, contact] = await Promise.all([
    call.agentId ? findAgent(scope, call.agentId) : undefined,
    getTenant(scope),
    call.contactId ? findContactById(scope, call.contactId) : undefined,
  ]);
  const advisor = transfer?.attempts.at(-1)?.advisor?.name;
  const name = contact?.name ?? call.contactName;
  return {
    tenantId: scope.tenantId,
    key,
    language: agent?.language ?? tenant.language,
    voiceId: agent?.voiceId ?? null,
    voiceSettings: agent?.voiceSettings,
    values: {
      business: tenant.name,
      ...(name === null || name === undefined ? {} : { contact: name }),
      ...(advisor === undefined ? {} : { advisor }),
      ...(transfer ? { reason: transfer.reason, brief: transfer.brief } : {}),
    },
  };
}

/** While the telephone rings: what the caller hears at once, what the advisor hears, and what the caller hears should nobody come. */
export async function prepareSentences(
  scope: Scope,
  call: Call,
  transfer: TransferWithAttempts,
): Promise<void> {
  const prepare = async (key: SentenceKey) =>
    prepareSentence(scope, await sentenceOfCall(scope, call, key, transfer));
  await Promise.all([prepare("connecting"), prepare("advisor_brief")]);
  await prepare("no_answer");
}
