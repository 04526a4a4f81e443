import { type Scope, withTransaction } from "@/db/client";
import { lockCall } from "@/db/queries/calls";
import { getTenant, lockTenant } from "@/db/queries/team";
import { insertAttempt, lockTransfer, type TransferWithAttempts } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { findCandidates } from "@/lib/advisors/find-candidates";
import { applyDecision } from "./apply-decision";
import { addAttemptFact, type AttemptFact, isOver } from "./attempt";
import { carryOut, type Order } from "./carry-out";
import { decide, giveUp, type Surroundings, type TransferAction } from "./machine";
import type { TransferWish } from "./schema";
import { surroundingsOf } from "./surroundings";

export interface TransferIds {
  callId: string;
  transferId: string;
}

/** What somebody says of a transfer. */
export type TransferNews =
  | { type: "attempt"; attemptId: string; fact: AttemptFact }
  /** What a member wants. */
  | { type: "wish"; wish: TransferWish }
  /** Twilio asks what follows a conference that the caller was in. */
  | { type: "room_ended" };

export interface Moved {
  call: Call;
  transfer: TransferWithAttempts;
  /** To be carried out once the transaction is over. */
  orders: Order[];
}

/** Each round rings one advisor more or ends it; whoever needs more is in a circle. */
const MOST_ROUNDS = 30;

/**
 * Moves a transfer as far as it goes: decides in one transaction, does at the vendors what follows, takes what they answer into account.
 * May be asked by anybody at any time; without news it does what was left undone. Never throws for a vendor: what could not be done is done
 * by whoever looks next (the sweep, the bridge).
 */
export async function advanceTransfer(
  scope: Scope,
  ids: TransferIds,
  news: TransferNews[] = [],
): Promise<void> {
  const moved = await withTransaction(scope, (inner) => moveTransfer(inner, ids, news));
  if (moved) await carryOutOrders(scope, ids, moved.orders);
}

/** After the transaction of `moveTransfer`. */
export async function carryOutOrders(scope: Scope, ids: TransferIds, first: Order[]): Promise<void> {
  let orders = first;
  for (let round = 0; round < MOST_ROUNDS && orders.length > 0; round += 1) {
    // A caller is told where they go before the leg beside them is hung up: else the end of their conference asks the same again, and two
    // streams are opened for one person.
    const [letGo, others] = [orders.filter(endsLeg), orders.filter((order) => !endsLeg(order))];
    const answers = await Promise.all(others.map((order) => carryOut(scope, order)));
    const endings = await Promise.all(letGo.map((order) => carryOut(scope, order)));
    const news = [...answers, ...endings].flat();
    if (news.length === 0) return;
    const moved = await withTransaction(scope, (inner) => moveTransfer(inner, ids, news));
    orders = moved?.orders ?? [];
  }
}

function endsLeg({ type }: Order): boolean {
  return type === "hang_up_leg" || type === "check_leg";
}

/** One decision, inside a transaction; undefined for a transfer that is not of this call. */
export async function moveTransfer(
  inner: Scope,
  { callId, transferId }: TransferIds,
  news: TransferNews[],
): Promise<Moved | undefined> {
  // The call first: whoever holds a call may come for its transfer, never the other way round.
  const call = await lockCall(inner, callId);
  const transfer = call && (await lockTransfer(inner, transferId));
  if (!call || transfer?.callId !== callId) return undefined;
  const around: Surroundings = {
    ...surroundingsOf(call, await getTenant(inner), new Date()),
    roomHasEnded: news.some(({ type }) => type === "room_ended"),
    wish: news.find((item) => item.type === "wish")?.wish ?? null,
  };
  const said = withNews(transfer, news);
  const decision = decide(said, said.attempts, around);
  const kept = await applyDecision(inner, call, transfer, decision);
  const orders = ordersOf(decision.actions, call, kept);
  const isNextWanted = decision.actions.some(({ type }) => type === "pick_next");
  if (!isNextWanted) return { call, transfer: kept, orders };
  const next = await pickNext(inner, call, kept, around);
  return { call, transfer: next.transfer, orders: [...orders, ...next.orders] };
}

function withNews(transfer: TransferWithAttempts, news: TransferNews[]): TransferWithAttempts {
  return news.reduce((known, item) => {
    if (item.type !== "attempt") return known;
    const attempts = known.attempts.map((one) =>
      one.id === item.attemptId ? { ...one, ...addAttemptFact(one, item.fact) } : one,
    );
    return { ...known, attempts };
  }, transfer);
}

function ordersOf(actions: TransferAction[], call: Call, transfer: TransferWithAttempts): Order[] {
  return actions.flatMap((action): Order[] => {
    if (action.type === "send_caller" || action.type === "end_call") return [{ type: action.type, call }];
    if (action.type === "pick_next") return [];
    const attempt = transfer.attempts.find(({ id }) => id === action.attemptId);
    return attempt ? [{ type: action.type, call, attempt }] : [];
  });
}

/** The row of the attempt is there before Twilio hears of it: whoever wrote it places the call, nobody else. */
async function pickNext(
  inner: Scope,
  call: Call,
  transfer: TransferWithAttempts,
  around: Surroundings,
): Promise<Pick<Moved, "transfer" | "orders">> {
  const next = await nextTarget(inner, transfer, around.now);
  if (!next) {
    const why = transfer.attempts.length === 0 ? "nobody_on_duty" : "nobody_answered";
    const decision = giveUp(transfer, transfer.attempts, around, why);
    const kept = await applyDecision(inner, call, transfer, decision);
    return { transfer: kept, orders: ordersOf(decision.actions, call, kept) };
  }
  const made = await insertAttempt(inner, {
    transferId: transfer.id,
    position: transfer.attempts.length + 1,
    advisorId: next.advisor?.id ?? null,
    number: next.number,
  });
  const attempt = { ...made, advisor: next.advisor };
  const dialing = { transfer: { ...transfer, status: "dialing" as const }, attempts: transfer.attempts };
  const kept = await applyDecision(inner, call, transfer, dialing, [attempt]);
  return { transfer: kept, orders: [{ type: "dial", call, transfer: kept, attempt }] };
}

async function nextTarget(inner: Scope, transfer: TransferWithAttempts, now: Date) {
  if (transfer.wantedNumber !== null) return { advisor: null, number: transfer.wantedNumber };
  // One at a time: two callers who look at once would both find the same advisor free.
  await lockTenant(inner);
  const { candidates } = await findCandidates(
    inner,
    {
      advisorId: transfer.wantedAdvisorId,
      skill: transfer.wantedSkill,
      language: transfer.wantedLanguage,
    },
    {
      excludeIds: transfer.attempts.filter(isOver).flatMap(({ advisorId }) => advisorId ?? []),
      now,
    },
  );
  const [advisor] = candidates;
  return (
    advisor && {
      advisor: { id: advisor.id, name: advisor.name, userId: advisor.userId },
      number: advisor.number,
    }
  );
}
