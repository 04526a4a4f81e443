import { incomingCall } from "@/lib/http/twilio-doors";

export const POST = incomingCall;
