import { turnsAnswered } from "@/lib/http/turn-doors";

export const POST = turnsAnswered;
