import type { Scope } from "@/db/client";
import type { Call } from "@/db/schema/calls";
import type { Twiml } from "@/lib/providers/twilio/twiml";
import type { Mode } from "@/lib/vocabulary";
import { bridgeMode } from "./bridge";
import { nativeMode } from "./native";
import { turnsMode } from "./turns";

/** TwiML; or how to get it once the transaction is over, where a vendor has to be asked first. */
export type Answer = Twiml | (() => Promise<Twiml>);

/** What the vendor said of a call it agreed to place; either id may come later (elevenlabs.md §2.1). */
export interface Dialled {
  twilioCallSid: string | null;
  conversationId: string | null;
}

/** A way to carry a call (DESIGN §5). The rest of the code never asks which one it is. */
export interface CallMode {
  /** What Twilio is told when the person is to meet the agent; again after an interruption, and when a transfer brought them back. */
  answer(scope: Scope, call: Call): Promise<Answer>;
  /** Whether the person can wait for an advisor where they are, with the agent; else they wait in the conference (DESIGN §7). */
  holds(call: Pick<Call, "streamSid" | "endedStreamSid">): boolean;
  /**
   * Has the call of this row placed, and tries once only. Throws ProviderError; `mayHaveHappened` on it says that a telephone may be
   * ringing all the same.
   */
  dial(scope: Scope, call: Call): Promise<Dialled>;
}

const MODES: Record<Mode, CallMode> = { bridge: bridgeMode, native: nativeMode, turns: turnsMode };

export function modeOf(call: Pick<Call, "mode">): CallMode {
  return MODES[call.mode];
}
