import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { callQueries } from "@/components/calls/call-queries";
import { transferQueries } from "@/components/transfers/transfer-queries";
import { getAnalysis } from "@/lib/analysis/get-analysis";
import { getCall, listCallTurns, listEventsOfCall } from "@/lib/calls/get-call";
import { callParams } from "@/lib/calls/schema";
import { getCallCosts } from "@/lib/model-uses/get-call-costs";
import { listCallRecordings } from "@/lib/recordings/list-recordings";
import { listTransfersOfCall } from "@/lib/transfers/manage-transfer";
import { answer, Prefetched } from "../../prefetch";
import { CallDetail } from "@/components/calls/call-detail";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calls.detail");
  return { title: t("title") };
}

export default async function CallPage({ params }: PageProps<"/calls/[callId]">) {
  const { callId } = await params;
  const isId = callParams.safeParse({ callId }).success;
  return (
    <Prefetched
      ask={({ tenant, scope }) =>
        isId
          ? [
              answer(callQueries.detail(tenant.id, callId), () => getCall(scope, callId)),
              answer(callQueries.turns(tenant.id, callId), () => listCallTurns(scope, callId)),
              answer(callQueries.recordings(tenant.id, callId), () => listCallRecordings(scope, callId)),
              answer(callQueries.analysis(tenant.id, callId), () => getAnalysis(scope, callId)),
              answer(callQueries.costs(tenant.id, callId), () => getCallCosts(scope, callId)),
              answer(callQueries.events(tenant.id, callId), () => listEventsOfCall(scope, callId)),
              answer(transferQueries.ofCall(tenant.id, callId), () => listTransfersOfCall(scope, callId)),
            ]
          : []
      }
    >
      <CallDetail key={callId} callId={callId} />
    </Prefetched>
  );
}
