import { postCall } from "@/lib/http/post-call-door";

export const POST = postCall;
