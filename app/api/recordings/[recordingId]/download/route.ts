import { route } from "@/lib/http/route";
import { downloadRecording } from "@/lib/recordings/download-recording";
import { recordingParams } from "@/lib/recordings/schema";

export const GET = route({
  summary: "A recording as a file, for the roles the business allows",
  role: "viewer",
  params: recordingParams,
  file: "audio/wav",
  handler: ({ scope, params, access }) => downloadRecording(scope, params.recordingId, access.role),
});
