import type { Scope } from "@/db/client";
import { notifyTenant, updateCall } from "@/db/queries/calls";
import { notifyHold, type TransferWithAttempts, updateAttempt, updateTransfer } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { type NewCallEvent, recordCallEvents } from "@/lib/calls/record-event";
import { keepHungUpOnHold } from "@/lib/messages/missed-calls";
import { emitEvent } from "@/lib/outgoing/emit-event";
import type { AttemptState } from "./attempt";
import type { Decision } from "./machine";
import { transferView } from "./schema";
import { viewOf } from "./view";

/**
 * Keeps what was decided: rows, timeline, open screens, the bridge that holds the caller, and the task of a caller who gave up. Inside the
 * transaction that holds the locks of call and transfer.
 */
export async function applyDecision(
  inner: Scope,
  call: Call,
  before: TransferWithAttempts,
  { transfer, attempts }: Pick<Decision, "transfer" | "attempts">,
  /** A telephone that is rung from now on; its row is there already. */
  added: TransferWithAttempts["attempts"] = [],
): Promise<TransferWithAttempts> {
  const rows = [...before.attempts, ...added];
  const after: TransferWithAttempts = {
    ...before,
    ...transfer,
    attempts: rows.map((row) => ({ ...row, ...attempts.find(({ id }) => id === row.id) })),
  };
  await updateTransfer(inner, before.id, changed(before, after));
  for (const row of after.attempts) {
    const was = before.attempts.find(({ id }) => id === row.id);
    if (was) await updateAttempt(inner, row.id, changed(was, row));
  }
  const news = eventsOf(before, after);
  if (news.length > 0) await recordCallEvents(inner, call.id, withOutcome(call, before, after, news));
  const hasMoved = before.status !== after.status || news.length > 0;
  if (!hasMoved) return after;
  await notifyTenant(inner, {
    type: "transfer",
    callId: call.id,
    transferId: after.id,
    status: after.status,
    memberId: after.attempts.at(-1)?.advisor?.userId ?? null,
  });
  await notifyTenant(inner, { type: "advisors" });
  await notifyHold(inner, call.id);
  if (before.endedAt === null && after.endedAt !== null) await afterEnd(inner, call, after);
  return after;
}

async function afterEnd(inner: Scope, call: Call, transfer: TransferWithAttempts): Promise<void> {
  await emitEvent(inner, "transfer.ended", transferView.parse(viewOf(transfer)));
  if (transfer.status === "abandoned") await keepHungUpOnHold(inner, call, transfer);
}

/** What became of the attempts, and of the whole; told once each. */
function eventsOf(before: TransferWithAttempts, after: TransferWithAttempts): NewCallEvent[] {
  const at = new Date();
  const moved = after.attempts.flatMap((attempt): NewCallEvent[] => {
    const was = before.attempts.find(({ id }) => id === attempt.id);
    if (was && was.status === attempt.status) return [];
    return [
      {
        source: "system",
        externalKey: `transfer:${after.id}:${attempt.position}:${attempt.status}`,
        type: "transfer_moved",
        occurredAt: at,
        payload: { transferId: after.id, status: after.status, attempt: payloadOf(attempt) },
      },
    ];
  });
  if (before.status === after.status || after.endedAt === null) return moved;
  return [
    ...moved,
    {
      source: "system",
      externalKey: `transfer:${after.id}:${after.status}`,
      type: "transfer_ended",
      occurredAt: at,
      payload: { transferId: after.id, status: after.status, failure: after.failure },
    },
  ];
}

function payloadOf(
  attempt: AttemptState & Pick<TransferWithAttempts["attempts"][number], "advisor" | "number">,
): Record<string, unknown> {
  const { position, status, number, advisor, errorCode, errorMessage } = attempt;
  return {
    position,
    status,
    number,
    advisorName: advisor?.name ?? null,
    ...(errorCode === null ? {} : { errorCode, errorMessage }),
  };
}

/** Whoever was brought to a person was transferred; unless something better was settled before. */
function withOutcome(
  call: Call,
  before: TransferWithAttempts,
  after: TransferWithAttempts,
  events: NewCallEvent[],
): NewCallEvent[] {
  const hasJoined = before.connectedAt === null && after.connectedAt !== null;
  if (!hasJoined || (call.outcome !== null && call.outcome !== "no_outcome")) return events;
  const at = after.connectedAt ?? new Date();
  return [
    ...events,
    {
      source: "system",
      externalKey: `transfer:${after.id}:result`,
      type: "result_reported",
      occurredAt: at,
      payload: { outcome: "transferred", transferId: after.id },
      fact: { type: "result_reported", at, outcome: "transferred", notes: call.notes },
    },
  ];
}

function changed<Row extends object>(before: Row, after: Row): Partial<Row> {
  const names = (Object.keys(after) as (keyof Row)[]).filter(
    (name) => !IGNORED.has(String(name)) && after[name] !== before[name],
  );
  return Object.fromEntries(names.map((name) => [name, after[name]])) as Partial<Row>;
}

/** Joined in, no columns. */
const IGNORED: ReadonlySet<string> = new Set(["attempts", "advisor"]);

/** Twilio came for the caller's TwiML: whatever stream there was is over for them. */
export async function noteArrival(inner: Scope, call: Call, transferId: string): Promise<void> {
  await updateTransfer(inner, transferId, { callerArrivedAt: new Date() });
  if (call.streamSid !== null) await updateCall(inner, call.id, { streamSid: null });
}
