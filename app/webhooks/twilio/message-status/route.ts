import { messageStatus } from "@/lib/http/twilio-doors";

export const POST = messageStatus;
