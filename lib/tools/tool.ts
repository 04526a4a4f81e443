import type { z } from "zod";
import type { Scope } from "@/db/client";
import type { CallEventSource } from "@/lib/vocabulary";

/** One use of a tool in a call. */
export interface ToolUse {
  callId: string;
  /** Names this use: the same use told twice is one. */
  toolCallId: string;
  /** Over our own socket, asked for by ElevenLabs, or by the language model of a turn-based call. */
  source: Extract<CallEventSource, "bridge" | "elevenlabs" | "openai">;
}

export interface ToolResult {
  /** What the agent reads: JSON as text (lib/tools/answer.ts), or a sentence. */
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
  /** It changes nothing, so the same question is answered anew each time. */
  isReading?: true;
  execute(scope: Scope, use: ToolUse, parameters: z.output<Parameters>): Promise<ToolResult>;
}
