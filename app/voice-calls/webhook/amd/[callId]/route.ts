import { machineDetected } from "@/lib/http/machine-doors";

export const POST = machineDetected;
