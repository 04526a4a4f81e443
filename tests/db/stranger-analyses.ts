import * as analysisQueries from "@/db/queries/analyses";
import * as callEventQueries from "@/db/queries/call-events";
import * as modelUseQueries from "@/db/queries/model-uses";
import { type Attempt, empty, harmless, isRefused, nothing, ours, refused, stranger } from "./stranger";

/** What was found in calls, and what language models cost. */
export const ANALYSES_ATTEMPTS: Record<string, Attempt> = {
  findAnalysis: [() => analysisQueries.findAnalysis(stranger, ours.call.id), nothing],
  awaitAnalysis: [() => refused(analysisQueries.awaitAnalysis(stranger, ours.call.id, 0)), isRefused],
  wakeAnalysis: [() => analysisQueries.wakeAnalysis(stranger, ours.call.id), harmless],
  updateAnalysis: [
    () => analysisQueries.updateAnalysis(stranger, ours.call.id, { error: "changed" }),
    harmless,
  ],
  listEventsOfTypes: [
    () => callEventQueries.listEventsOfTypes(stranger, ours.call.id, ["call_received"]),
    empty,
  ],
  insertModelUse: [
    () =>
      refused(
        modelUseQueries.insertModelUse(stranger, {
          callId: ours.call.id,
          purpose: "reply",
          model: "x",
          inputTokens: 1,
          outputTokens: 1,
          costUsd: "9",
          isFailure: false,
          isEstimated: false,
          isHouseKey: false,
        }),
      ),
    isRefused,
  ],
  wakeRestingAnalyses: [
    () => analysisQueries.wakeRestingAnalyses(stranger, { days: 10_000, limit: 9 }),
    (woken) => woken === 0,
  ],
  addSpeechCost: [() => modelUseQueries.addSpeechCost(stranger, ours.call.id, "9"), harmless],
  readHouseSpending: [() => modelUseQueries.readHouseSpending(stranger), (spentUsd) => spentUsd === 0],
  listCallModels: [() => modelUseQueries.listCallModels(stranger, ours.call.id), empty],
};
