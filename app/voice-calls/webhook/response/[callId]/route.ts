import { turnHeard } from "@/lib/http/turn-doors";

export const POST = turnHeard;
