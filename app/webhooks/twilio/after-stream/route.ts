import { afterStream } from "@/lib/http/twilio-doors";

export const POST = afterStream;
