import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import type { Scope } from "@/db/client";
import { getTenant, writeAudit } from "@/db/queries/team";
import type { Call } from "@/db/schema/calls";
import type { Recording } from "@/db/schema/messages";
import { getCall } from "@/lib/calls/get-call";
import { outsideNumber } from "@/lib/calls/outside-number";
import { AppError } from "@/lib/errors";
import { storage } from "@/lib/providers/storage/open-storage";
import { type Role, roleAllows } from "@/lib/vocabulary";
import { getRecording } from "./list-recordings";

/**
 * A recording as a file to be kept outside the house; who took it is on record. Throws `not_found` for a recording of another tenant and for
 * one whose sound is gone, `forbidden` for a role that the business does not trust with it.
 */
export async function downloadRecording(scope: Scope, recordingId: string, role: Role): Promise<Response> {
  const recording = await getRecording(scope, recordingId);
  const [tenant, call] = await Promise.all([getTenant(scope), getCall(scope, recording.callId)]);
  if (!roleAllows(role, tenant.recordingsDownloadedBy))
    throw new AppError("forbidden", `needs ${tenant.recordingsDownloadedBy}`);
  const stored = await storage().get(recording.storageKey);
  if (!stored) throw new AppError("not_found", `sound of recording ${recordingId}`);
  await writeAudit(scope, {
    action: "recording.download",
    subject: recordingId,
    details: { callId: recording.callId, source: recording.source },
  });
  return new Response(stored.body, {
    headers: {
      "Content-Type": recording.contentType,
      "Content-Disposition": `attachment; filename="${fileNameOf(recording, call, tenant.timeZone)}"`,
      "Cache-Control": "private, no-store",
    },
  });
}

/** `2026-11-20 18-05 +34600111222.wav`: when the call began where the business is, and with whom. */
function fileNameOf(
  { storageKey }: Pick<Recording, "storageKey">,
  call: Pick<Call, "id" | "startedAt" | "direction" | "fromNumber" | "toNumber">,
  timeZone: string,
): string {
  const when = format(new TZDate(call.startedAt, timeZone), "yyyy-MM-dd HH-mm");
  const who = outsideNumber(call)?.replaceAll(/[^+\d]/g, "") ?? call.id;
  return `${when} ${who}.${storageKey.split(".").at(-1) ?? "wav"}`;
}
