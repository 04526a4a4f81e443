import { advisorAnswered } from "@/lib/http/transfer-doors";

export const POST = advisorAnswered;
