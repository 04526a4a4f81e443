import { streamStatus } from "@/lib/http/twilio-doors";

export const POST = streamStatus;
