import { voicemail } from "@/lib/http/twilio-doors";

export const POST = voicemail;
