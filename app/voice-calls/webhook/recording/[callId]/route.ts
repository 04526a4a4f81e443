import { callParams } from "@/lib/calls/schema";
import { recordingStatus } from "@/lib/http/twilio-doors";
import { atPath } from "@/lib/http/twilio-route";

export const POST = atPath(recordingStatus, callParams);
