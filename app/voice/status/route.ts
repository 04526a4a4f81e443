import { callStatus } from "@/lib/http/twilio-doors";

export const POST = callStatus;
