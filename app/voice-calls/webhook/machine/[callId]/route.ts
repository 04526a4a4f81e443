import { machineListens } from "@/lib/http/machine-doors";

export const POST = machineListens;
