import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import type { Twiml } from "@/lib/providers/twilio/twiml";
import type { Mode } from "@/lib/vocabulary";
import { bridgeMode } from "./bridge";

/** A way to carry a call (DESIGN §5). The rest of the code never asks which one it is. */
export interface CallMode {
  /** What Twilio is told when the caller is to meet the agent; again after an interruption. */
  answer(scope: Scope, call: Call): Promise<Twiml>;
}

const MODES: Record<Mode, CallMode> = { bridge: bridgeMode };

export function modeOf(call: Pick<Call, "mode">): CallMode {
  return MODES[call.mode];
}
