import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { findCall } from "@/db/queries/calls";
import type { ContactRow } from "@/db/queries/contact-columns";
import { findContactById, findContactsByNumber } from "@/db/queries/contacts";
import { listToolUses } from "@/db/queries/tool-uses";
import { getTenant } from "@/db/queries/team";
import type { Call, ToolUseRow } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { outsideNumber } from "@/lib/calls/outside-number";
import { AppError } from "@/lib/errors";
import type { SpokenContext } from "@/lib/spoken/understood";
import { type ToolAnswer, readAnswer } from "./answer";
import { type Words, WORDS } from "./words";

/** What an agent has before it while it speaks with somebody. */
export interface Desk {
  scope: Scope;
  call: Call;
  tenant: Tenant;
  /** Of the person outside, E.164; null when it is withheld. */
  number: string | null;
  /** Who it may be: known at the number, or named by whoever placed the call. */
  contacts: ContactRow[];
  /** What was done so far in this call. */
  earlier: { name: string; answer: ToolAnswer }[];
  spoken: SpokenContext;
  words: Words;
}

/** Throws `not_found` for a call of another tenant. */
export async function openDesk(scope: Scope, callId: string, now = new Date()): Promise<Desk> {
  const call = await findCall(scope, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  const number = outsideNumber(call);
  const [tenant, agent, contacts, uses] = await Promise.all([
    getTenant(scope),
    call.agentId ? findAgent(scope, call.agentId) : undefined,
    findContacts(scope, call, number),
    listToolUses(scope, callId),
  ]);
  const language = agent?.language ?? tenant.language;
  const { timeZone, country } = tenant;
  return {
    scope,
    call,
    tenant,
    number,
    contacts,
    earlier: uses.flatMap(asAnswered),
    spoken: { now, timeZone, language, country },
    words: WORDS[language],
  };
}

/** Whom the call was placed for comes first; others may answer at the same number. */
async function findContacts(scope: Scope, call: Call, number: string | null): Promise<ContactRow[]> {
  const [placedFor, known] = await Promise.all([
    call.contactId ? findContactById(scope, call.contactId) : undefined,
    number ? findContactsByNumber(scope, number) : [],
  ]);
  return placedFor ? [placedFor, ...known.filter(({ id }) => id !== placedFor.id)] : known;
}

function asAnswered({ name, result }: ToolUseRow): { name: string; answer: ToolAnswer }[] {
  const given = readAnswer(result);
  return given ? [{ name, answer: given }] : [];
}
