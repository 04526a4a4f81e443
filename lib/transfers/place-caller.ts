import type { Scope } from "@/db/client";
import { findAgent } from "@/db/queries/agents";
import { lockCall } from "@/db/queries/calls";
import { getTenant } from "@/db/queries/team";
import { findLastTransfer, type TransferWithAttempts } from "@/db/queries/transfers";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { holdMusicPath } from "@/lib/hold-music/hold-music-path";
import { attendAgain } from "@/lib/ladder/step-down";
import { type Answer, modeOf } from "@/lib/modes/mode";
import { hangUp, joinRoom, type Room, type Twiml } from "@/lib/providers/twilio/twiml";
import { recordsConference } from "@/lib/recordings/plan-recording";
import { noteArrival } from "./apply-decision";
import type { Order } from "./carry-out";
import { moveTransfer, type TransferIds } from "./move-transfer";

/** The conference in which caller and advisor meet (documented-api.md). */
export function conferenceOf(call: Pick<Call, "twilioCallSid">): string {
  return `conf_${call.twilioCallSid ?? ""}`;
}

/**
 * Twilio was told to come for the caller anew, or has come to the end of a conference. What they hear follows from where their transfer
 * stands: the conference, the agent, or the end. Inside the webhook's transaction; `orders` are carried out after it.
 */
export async function placeCaller(inner: Scope, callId: string, isAfterConference: boolean): Promise<Placed> {
  const call = await lockCall(inner, callId);
  if (!call) throw new AppError("not_found", `call ${callId}`);
  if (call.endedAt !== null || call.hangUpRequestedAt !== null) return { answer: hangUp(), orders: [] };
  const last = await findLastTransfer(inner, callId);
  if (!last) return { answer: await modeOf(call).answer(inner, call), orders: [] };
  const ids = { callId, transferId: last.id };
  const moved = await moveTransfer(inner, ids, isAfterConference ? [{ type: "room_ended" }] : []);
  const transfer = moved?.transfer ?? last;
  const answer = await answerFor(inner, call, transfer);
  // The caller is here already: nobody need be sent for them.
  const orders = (moved?.orders ?? []).filter(({ type }) => type !== "send_caller");
  return { answer, orders: [...orders, ...(await ordersOnArrival(inner, ids, transfer))], ids };
}

export interface Placed {
  answer: Answer;
  orders: Order[];
  ids?: TransferIds;
}

async function answerFor(inner: Scope, call: Call, transfer: TransferWithAttempts): Promise<Answer> {
  if (transfer.endedAt === null) return waitInRoom(inner, call, transfer);
  // Advisor and caller have spoken, and one of them hung up; or a member wanted the end.
  if (transfer.status === "completed" || transfer.status === "failed") return hangUp();
  await noteArrival(inner, call, transfer.id);
  return attendAgain(inner, { ...call, streamSid: null });
}

/** With the caller in the room, an advisor who has accepted is connected. */
async function ordersOnArrival(
  inner: Scope,
  ids: TransferIds,
  transfer: TransferWithAttempts,
): Promise<Order[]> {
  if (transfer.endedAt !== null || transfer.acceptedAt === null) return [];
  return (await moveTransfer(inner, ids, []))?.orders ?? [];
}

/** The caller is in the conference now, and hears music while they are alone there. */
export async function waitInRoom(inner: Scope, call: Call, transfer: TransferWithAttempts): Promise<Twiml> {
  await noteArrival(inner, call, transfer.id);
  const [agent, tenant] = await Promise.all([
    call.agentId ? findAgent(inner, call.agentId) : undefined,
    getTenant(inner),
  ]);
  return joinRoom({
    ...(await roomOf(inner, call)),
    label: "caller",
    action: `${env.PUBLIC_URL}/voice/incoming?call_id=${call.id}&after=conference`,
    waitUrl: holdMusicPath({
      tenantId: inner.tenantId,
      callId: call.id,
      voiceId: agent?.voiceId ?? null,
      voiceSettings: agent?.voiceSettings,
      language: agent?.language ?? tenant.language,
      advisor: transfer.attempts.at(-1)?.advisor?.name ?? null,
    }),
  });
}

/** Both are recorded alike, because Twilio goes by whoever enters first. */
export async function roomOf(
  inner: Scope,
  call: Call,
): Promise<Pick<Room, "name" | "recordingStatusCallback">> {
  return {
    name: conferenceOf(call),
    ...((await recordsConference(inner, call))
      ? {
          recordingStatusCallback: `${env.PUBLIC_URL}/webhooks/twilio/recording?call_id=${call.id}&for=conference`,
        }
      : {}),
  };
}
