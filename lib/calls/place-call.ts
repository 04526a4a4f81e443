import { type Scope, withTransaction } from "@/db/client";
import { type AgentWithNumbers, findNumber, listNumbers, type NumberWithAgent } from "@/db/queries/agents";
import { type CallWithAgent, createCall } from "@/db/queries/calls";
import type { ContactRow } from "@/db/queries/contact-columns";
import { findContactById, findContactsByNumber } from "@/db/queries/contacts";
import { findCallByIdempotencyKey, readOutboundUse } from "@/db/queries/outbound-calls";
import { getTenant, lockTenant, writeAudit } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { canSpeak } from "@/lib/agents/rules";
import { getAgent } from "@/lib/agents/save-agent";
import { missingVariables } from "@/lib/agents/variables";
import {
  getElevenLabsCredentials,
  getOpenAiCredentials,
  getTwilioCredentials,
} from "@/lib/accounts/credentials";
import { getAppointment } from "@/lib/appointments/get-appointment";
import { refuseDoNotCall } from "@/lib/contacts/do-not-call";
import { AppError } from "@/lib/errors";
import { beginMessage } from "@/lib/messages/change-message";
import { leavesMessage } from "@/lib/machines/detection";
import { importNumber } from "@/lib/numbers/import-number";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import { hasVendorAgent } from "@/lib/vocabulary";
import { dayStartOf, refuseNumber, refuseUse } from "./dial-guard";
import { dialCall } from "./dial-call";
import { getCall } from "./get-call";
import { recordCallEvents } from "./record-event";
import type { NewCall } from "./schema";

interface Order {
  agent: AgentWithNumbers;
  number: NumberWithAgent;
  /** E.164. */
  toNumber: string;
  tenant: Tenant;
  contact: ContactRow | undefined;
}

/**
 * Calls somebody: the call is on record before a vendor hears of it, and a vendor hears of it once. The same idempotency key is the
 * same call. Throws `not_found`, `invalid` (fields), `conflict`, `limit_reached`, or ProviderError when the vendor refused; a call whose order's
 * answer was lost is returned with `dialState: "unknown"` and settled by the sweep.
 */
export async function placeCall(scope: Scope, input: NewCall): Promise<CallWithAgent> {
  const known = input.idempotencyKey && (await findCallByIdempotencyKey(scope, input.idempotencyKey));
  if (known) return getCall(scope, known.id);
  const order = await checkOrder(scope, input);
  const { call, isNew } = await reserve(scope, input, order);
  if (isNew) await dialCall(scope, call);
  return getCall(scope, call.id);
}

async function checkOrder(scope: Scope, input: NewCall): Promise<Order> {
  const tenant = await getTenant(scope);
  const phone = parsePhoneNumber(input.to, tenant.country, "to");
  const refused = refuseNumber(phone, tenant);
  if (refused) throw new AppError("invalid", refused, { to: refused });
  if (await findNumber(scope, { phoneNumber: phone.number })) {
    throw new AppError("invalid", "own number", { to: "own_number" });
  }
  const contact = await findContactFor(scope, input, phone.number);
  await requireNoObjection(scope, { toNumber: phone.number, contactId: contact?.id });
  const agent = await findAgentFor(scope, input);
  // Whoever lacks an account that the call needs learns it before anything rings.
  await Promise.all([
    getTwilioCredentials(scope),
    getElevenLabsCredentials(scope),
    ...(hasVendorAgent(agent.mode) ? [] : [getOpenAiCredentials(scope)]),
  ]);
  let number = await chooseNumber(scope, input, agent);
  if (agent.mode === "native" && !number.elevenLabsNumberId) number = await importNumber(scope, number.id);
  return { agent, number, toNumber: phone.number, tenant, contact };
}

/** Throws `conflict` naming `to`. */
async function requireNoObjection(
  scope: Scope,
  call: { toNumber: string; contactId: string | undefined },
): Promise<void> {
  if (await refuseDoNotCall(scope, call)) {
    throw new AppError("conflict", "do_not_call", { to: "do_not_call" });
  }
}

/** Who was named, or whose appointment it is about; else whoever alone is known at the number. */
async function findContactFor(
  scope: Scope,
  { contactId, appointmentId }: NewCall,
  toNumber: string,
): Promise<ContactRow | undefined> {
  const about = appointmentId === undefined ? undefined : await getAppointment(scope, appointmentId);
  if (contactId !== undefined && about && about.contactId !== contactId) {
    throw new AppError("invalid", "somebody else's appointment", { appointmentId: "of_another_contact" });
  }
  const named = contactId ?? about?.contactId;
  if (named === undefined) {
    const [only, ...others] = await findContactsByNumber(scope, toNumber);
    return others.length === 0 ? only : undefined;
  }
  const contact = await findContactById(scope, named);
  if (!contact) throw new AppError("not_found", `contact ${named}`);
  return contact;
}

async function findAgentFor(scope: Scope, input: NewCall): Promise<AgentWithNumbers> {
  const agent = await getAgent(scope, input.agentId);
  if (agent.status !== "active") throw new AppError("conflict", "agent_inactive");
  if (!canSpeak(agent)) throw new AppError("conflict", "agent_not_linked");
  const texts = [
    input.prompt ?? agent.prompt,
    input.firstMessage ?? agent.firstMessage,
    ...(leavesMessage(agent) ? [agent.machineMessage] : []),
  ];
  const missing = missingVariables(texts, { defaults: agent.variables, given: input.variables });
  if (missing.length > 0) {
    const fields = Object.fromEntries(missing.map((name) => [`variables.${name}`, "required"]));
    throw new AppError("invalid", "variables without a value", fields);
  }
  return agent;
}

/** The number that was asked for, else one of the agent's own, else any. */
async function chooseNumber(
  scope: Scope,
  { numberId }: NewCall,
  agent: AgentWithNumbers,
): Promise<NumberWithAgent> {
  const owned = (await listNumbers(scope)).filter((number) => number.owned);
  if (numberId) {
    const asked = owned.find(({ id }) => id === numberId);
    if (!asked) throw new AppError("not_found", `number ${numberId}`);
    return asked;
  }
  const chosen = owned.find(({ agentId }) => agentId === agent.id) ?? owned[0];
  if (!chosen) throw new AppError("conflict", "no_number");
  return chosen;
}

/** One order at a time per business, so that two cannot both be the last one allowed. */
function reserve(scope: Scope, input: NewCall, order: Order): Promise<{ call: Call; isNew: boolean }> {
  const { agent, number, toNumber, tenant, contact } = order;
  return withTransaction(scope, async (inner) => {
    await lockTenant(inner);
    const known = input.idempotencyKey && (await findCallByIdempotencyKey(inner, input.idempotencyKey));
    if (known) return { call: known, isNew: false };
    // Somebody may have objected while a number was being imported.
    await requireNoObjection(inner, { toNumber, contactId: contact?.id });
    const use = await readOutboundUse(inner, { dayStart: dayStartOf(tenant, new Date()), toNumber });
    const refused = refuseUse(use, tenant);
    if (refused) throw new AppError(refused === "already_calling" ? "conflict" : "limit_reached", refused);
    const { call } = await createCall(inner, {
      direction: "outbound",
      mode: agent.mode,
      status: "queued",
      agentId: agent.id,
      numberId: number.id,
      fromNumber: number.phoneNumber,
      toNumber,
      purpose: input.purpose ?? null,
      contactId: contact?.id ?? null,
      appointmentId: input.appointmentId ?? null,
      contactName: input.contactName ?? contact?.name ?? null,
      variables: input.variables,
      prompt: input.prompt ?? null,
      firstMessage: input.firstMessage ?? null,
      dialState: "pending",
      idempotencyKey: input.idempotencyKey ?? null,
      metadata: input.metadata,
    });
    await recordCallEvents(inner, call.id, [
      {
        source: "member",
        externalKey: "requested",
        type: "call_requested",
        occurredAt: call.startedAt,
        payload: { by: scope.actor, to: toNumber, from: number.phoneNumber, purpose: call.purpose },
      },
    ]);
    if (input.messageId !== undefined) await beginMessage(inner, input.messageId);
    await writeAudit(inner, {
      action: "call.place",
      subject: call.id,
      details: { from: number.phoneNumber, agentId: agent.id },
    });
    return { call, isNew: true };
  });
}
