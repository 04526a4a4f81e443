import * as transferQueries from "@/db/queries/transfers";
import { ours, stranger, nothing, empty, harmless, type Attempt } from "./stranger";

/** Of transfers and the telephones that were rung for them. */
export const TRANSFERS_ATTEMPTS: Record<string, Attempt> = {
  insertTransfer: [
    () =>
      transferQueries
        .insertTransfer(stranger, {
          callId: ours.call.id,
          requestedBy: "api",
          requester: null,
          reason: "x",
          brief: "x",
          wantedSkill: null,
          wantedLanguage: null,
          wantedAdvisorId: null,
          wantedNumber: null,
        })
        .catch(() => undefined),
    nothing,
  ],
  lockTransfer: [() => transferQueries.lockTransfer(stranger, ours.transfer.transferId), nothing],
  findTransfer: [() => transferQueries.findTransfer(stranger, ours.transfer.transferId), nothing],
  findLastTransfer: [() => transferQueries.findLastTransfer(stranger, ours.call.id), nothing],
  listTransfers: [() => transferQueries.listTransfers(stranger, {}), empty],
  updateTransfer: [
    () => transferQueries.updateTransfer(stranger, ours.transfer.transferId, { note: "changed" }),
    harmless,
  ],
  insertAttempt: [
    () =>
      transferQueries
        .insertAttempt(stranger, {
          transferId: ours.transfer.transferId,
          position: 2,
          advisorId: null,
          number: "+34600000009",
        })
        .catch(() => undefined),
    nothing,
  ],
  updateAttempt: [
    () => transferQueries.updateAttempt(stranger, ours.transfer.attemptId, { status: "connected" }),
    harmless,
  ],
  claimLegCheck: [() => transferQueries.claimLegCheck(stranger, ours.transfer.attemptId, 0), nothing],
  listKnownLegSids: [() => transferQueries.listKnownLegSids(stranger, [ours.transfer.legSid]), empty],
  listLegSids: [() => transferQueries.listLegSids(stranger, ours.call.id), empty],
  notifyHold: [() => transferQueries.notifyHold(stranger, ours.call.id), harmless],
};
