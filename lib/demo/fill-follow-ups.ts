import type { Scope } from "@/db/client";
import { listAppointments } from "@/db/queries/appointments";
import { type CallWithAgent, listCalls } from "@/db/queries/calls";
import { listMembers } from "@/db/queries/team";
import { DAY_MS } from "@/lib/agenda/rules";
import { setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { changeMessage } from "@/lib/messages/change-message";
import { listMessages } from "@/lib/messages/list-messages";
import { takeMessage } from "@/lib/messages/take-message";
import { MESSAGE_STATUSES } from "@/lib/vocabulary";

/** What the last calls led to: visits that were confirmed in them, and callers who wait for a call. */
export async function fillFollowUps(scope: Scope, now: Date): Promise<void> {
  const recent = await listCalls(scope, { startedFrom: new Date(+now - 6 * DAY_MS) }, { limit: 100 });
  await confirmVisits({ ...scope, actor: "bridge" }, recent, now);
  const reception = await atReception(scope);
  const wanting = recent.filter(({ outcome }) => outcome === "callback");
  // One of each, so that no page of the inbox is empty.
  for (const [index, status] of MESSAGE_STATUSES.entries()) {
    const call = wanting[index];
    if (!call) break;
    const { id: callId, summary, endedAt } = call;
    const takenAt = endedAt ?? undefined;
    const { id } = await takeMessage(scope, { callId, text: summary ?? "", isUrgent: false, takenAt });
    await changeMessage(reception, id, { status });
  }
  await callBackEarlierOnes(reception, now);
}

/** Whoever calls back. */
async function atReception(scope: Scope): Promise<Scope> {
  const operator = (await listMembers(scope)).find(({ role }) => role === "operator");
  return operator ? { ...scope, actor: `user:${operator.userId}` } : scope;
}

/** Whoever was missed on another day has been called back since. */
async function callBackEarlierOnes(scope: Scope, now: Date): Promise<void> {
  const { data } = await listMessages(scope, { state: "open", kind: "missed_call" }, { limit: 100 });
  for (const { id, takenAt } of data)
    if (+takenAt < +now - DAY_MS) await changeMessage(scope, id, { status: "done" });
}

async function confirmVisits(scope: Scope, recent: CallWithAgent[], now: Date): Promise<void> {
  const coming = await listAppointments(scope, { from: now, to: new Date(+now + 10 * DAY_MS) });
  for (const { id, contactId, outcome } of recent) {
    if (outcome !== "confirmed" || contactId === null) continue;
    const visit = coming.find((one) => one.contactId === contactId && one.status === "scheduled");
    if (visit) await setAppointmentStatus(scope, visit.id, { status: "confirmed" }, id);
  }
}
