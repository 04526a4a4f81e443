import type { z } from "zod";
import type { Scope } from "@/db/client";
import type { CallEventSource } from "@/lib/vocabulary";

/** One use of a tool in a call. */
export interface ToolUse {
  callId: string;
  /** Names this use: the same use told twice is one. */
  toolCallId: string;
  /** Over our own socket, or asked for by ElevenLabs. */
  source: Extract<CallEventSource, "bridge" | "elevenlabs">;
}

export interface ToolResult {
  /** What the agent reads: a sentence, or JSON as text. */
  result: string;
  isError: boolean;
  /** The conversation is to end once this has been said. */
  endCall?: boolean;
}

/** Something an agent can do. Tenant and call come from the connection, never from the model. */
export interface Tool<Parameters extends z.ZodObject> {
  name: string;
  /** For the model: when to use it. */
  description: string;
  parameters: Parameters;
  execute(scope: Scope, use: ToolUse, parameters: z.output<Parameters>): Promise<ToolResult>;
}
