import { recordingStatus } from "@/lib/http/twilio-doors";

export const POST = recordingStatus;
