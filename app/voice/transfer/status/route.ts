import { advisorStatus } from "@/lib/http/transfer-doors";

export const POST = advisorStatus;
