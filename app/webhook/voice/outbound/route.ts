import { placedCallAnswered } from "@/lib/http/twilio-doors";

export const POST = placedCallAnswered;
