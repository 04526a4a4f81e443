import { type Scope, withTransaction } from "@/db/client";
import { findAdvisor, findAdvisorByNumber } from "@/db/queries/advisors";
import { findNumber } from "@/db/queries/agents";
import { lockCall, notifyTenant } from "@/db/queries/calls";
import { readOutboundUse } from "@/db/queries/outbound-calls";
import { getTenant, lockTenant, writeAudit } from "@/db/queries/team";
import { findLastTransfer, insertTransfer, notifyHold } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import type { Transfer } from "@/db/schema/transfers";
import type { AdvisorChoice } from "@/lib/advisors/choose";
import { findCandidates } from "@/lib/advisors/find-candidates";
import { dayStartOf, refuseNumber, refuseUse } from "@/lib/calls/dial-guard";
import { recordCallEvents } from "@/lib/calls/record-event";
import { AppError } from "@/lib/errors";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import type { TransferRequester } from "@/lib/vocabulary";
import type { Order } from "./carry-out";
import { moveTransfer } from "./move-transfer";
import type { TransferOrder } from "./schema";

export interface TransferRequest extends Omit<TransferOrder, "reason" | "brief"> {
  by: TransferRequester;
  reason: string;
  brief: string;
  /** As typed; a telephone that need be no advisor's. Nobody else is rung then. */
  number?: string | undefined;
}

/** `why`: nobody can be rung, and no transfer was made. */
export type RequestedTransfer =
  | { transfer: Transfer; isNew: boolean; advisorName: string | null; orders: Order[] }
  | { transfer: null; why: NonNullable<AdvisorChoice["why"]> };

/**
 * A person is wanted in a call that is going on. Puts it on record and has the caller hold; the first telephone rings once `orders` are
 * carried out (`carryOutOrders`). A call has one open transfer: asked again, the open one is answered. Throws `not_found` (call, advisor), `conflict` for a call that is over or that nobody has
 * answered, `invalid` for a number that may not be rung, `limit_reached` for one more than the business may call.
 */
export async function requestTransfer(
  scope: Scope,
  callId: string,
  request: TransferRequest,
): Promise<RequestedTransfer> {
  return withTransaction(scope, async (inner) => {
    const call = await lockCall(inner, callId);
    if (!call) throw new AppError("not_found", `call ${callId}`);
    requireGoing(call);
    const last = await findLastTransfer(inner, callId);
    if (last && last.endedAt === null) {
      const advisorName = last.attempts.at(-1)?.advisor?.name ?? null;
      return { transfer: last, isNew: false, advisorName, orders: [] };
    }
    const target = await findTarget(inner, request);
    const { candidates, why } = target.number === null ? await choose(inner, request, target) : ADHOC;
    if (target.number === null && candidates.length === 0)
      return { transfer: null, why: why ?? "none_on_duty" };
    const transfer = await insertTransfer(inner, {
      callId,
      requestedBy: request.by,
      requester: isOfCall(request.by) ? null : inner.actor,
      reason: oneLine(request.reason),
      brief: oneLine(request.brief),
      wantedSkill: request.skill ?? null,
      wantedLanguage: request.language ?? null,
      wantedAdvisorId: target.advisorId,
      wantedNumber: target.number,
    });
    await tell(inner, call, transfer);
    // The first telephone is chosen here: a bridge that hears of the transfer must not be quicker than whoever waits for an answer.
    const moved = await moveTransfer(inner, { callId, transferId: transfer.id }, []);
    const advisorName = moved?.transfer.attempts.at(-1)?.advisor?.name ?? null;
    return { transfer, isNew: true, advisorName, orders: moved?.orders ?? [] };
  });
}

/** Nobody outside the call wanted it. */
function isOfCall(by: TransferRequester): boolean {
  return by === "agent" || by === "caller";
}

const ADHOC: Pick<AdvisorChoice, "candidates" | "why"> = { candidates: [], why: null };

/** Spoken, and later put before a model: a line of its own could pass for an instruction. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function requireGoing(call: Call): void {
  if (call.endedAt !== null || call.hangUpRequestedAt !== null)
    throw new AppError("conflict", "call_is_over");
  if (call.answeredAt === null && call.agentConnectedAt === null)
    throw new AppError("conflict", "call_not_answered");
  if (call.twilioCallSid === null) throw new AppError("conflict", "call_not_answered");
}

interface Target {
  advisorId: string | null;
  /** E.164, of nobody we know. */
  number: string | null;
}

async function findTarget(inner: Scope, { advisorId, number }: TransferRequest): Promise<Target> {
  if (advisorId !== undefined) {
    if (!(await findAdvisor(inner, advisorId))) throw new AppError("not_found", `advisor ${advisorId}`);
    return { advisorId, number: null };
  }
  if (number === undefined) return { advisorId: null, number: null };
  const tenant = await getTenant(inner);
  const phone = parsePhoneNumber(number, tenant.country, "To");
  const known = await findAdvisorByNumber(inner, phone.number);
  if (known) return { advisorId: known.id, number: null };
  const refused = refuseNumber(phone, tenant);
  if (refused) throw new AppError("invalid", refused, { To: refused });
  // As for advisors: an agent would answer, and could transfer that call in turn.
  if (await findNumber(inner, { phoneNumber: phone.number }))
    throw new AppError("invalid", "own number", { To: "own_number" });
  await requireAllowance(inner, tenant, phone.number);
  return { advisorId: null, number: phone.number };
}

/** For toll fraud a number that somebody names here is as good as one that they have called: the same limits hold (dial-guard.ts). */
async function requireAllowance(inner: Scope, tenant: Tenant, toNumber: string): Promise<void> {
  await lockTenant(inner);
  const use = await readOutboundUse(inner, { dayStart: dayStartOf(tenant, new Date()), toNumber });
  const refused = refuseUse(use, tenant);
  if (refused) throw new AppError(refused === "already_calling" ? "conflict" : "limit_reached", refused);
}

function choose(
  inner: Scope,
  { skill, language }: TransferRequest,
  { advisorId }: Target,
): Promise<Pick<AdvisorChoice, "candidates" | "why">> {
  return findCandidates(
    inner,
    { advisorId, skill: skill ?? null, language: language ?? null },
    { excludeIds: [], now: new Date() },
  );
}

async function tell(inner: Scope, call: Call, transfer: Transfer): Promise<void> {
  await recordCallEvents(inner, call.id, [
    {
      source: isOfCall(transfer.requestedBy) ? "system" : "member",
      externalKey: `transfer:${transfer.id}:requested`,
      type: "transfer_requested",
      occurredAt: transfer.requestedAt,
      payload: {
        transferId: transfer.id,
        requestedBy: transfer.requestedBy,
        by: transfer.requester,
        reason: transfer.reason,
        status: transfer.status,
      },
    },
  ]);
  if (!isOfCall(transfer.requestedBy)) await writeAudit(inner, { action: "call.transfer", subject: call.id });
  await notifyTenant(inner, {
    type: "transfer",
    callId: call.id,
    transferId: transfer.id,
    status: transfer.status,
    memberId: null,
  });
  await notifyHold(inner, call.id);
}
