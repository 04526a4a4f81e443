import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import { env } from "@/env";
import type { MachineDetection } from "@/lib/providers/twilio/calls";

type MachineSettings = Pick<Agent, "machineAction" | "machineMessage">;

/** Whether this agent says something to a machine. */
export function leavesMessage({ machineAction, machineMessage }: MachineSettings): boolean {
  return machineAction === "leave_message" && machineMessage.trim() !== "";
}

/** How Twilio is to find out who answers a call that we place (twilio.md §8). */
export function machineDetection(agent: MachineSettings, call: Pick<Call, "id">): MachineDetection {
  return {
    mode: leavesMessage(agent) ? "DetectMessageEnd" : "Enable",
    statusCallback: `${env.PUBLIC_URL}/voice-calls/webhook/amd/${call.id}`,
  };
}
