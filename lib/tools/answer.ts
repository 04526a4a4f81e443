import { z } from "zod";
import { CALL_OUTCOMES } from "@/lib/vocabulary";
import type { ToolResult } from "./tool";

/**
 * What every tool answers, as JSON text: the agent says `say`, in the caller's language, and goes by `status`.
 * `done`: it is so now. `ask`: the value of the parameter `ask` is missing. `options`: one of them is to be chosen; the same tool takes its
 * id. `failed`: it cannot be, and `say` tells why.
 */
export const toolAnswer = z.object({
  status: z.enum(["done", "ask", "options", "failed"]),
  say: z.string(),
  ask: z.string().optional(),
  options: z
    .array(
      z.object({ slot_id: z.string().optional(), appointment_id: z.string().optional(), say: z.string() }),
    )
    .optional(),
  appointment: z.object({ appointment_id: z.string(), when: z.string(), what: z.string() }).optional(),
  /** What was settled by it: the outcome of the call follows. */
  outcome: z.enum(CALL_OUTCOMES).optional(),
  /** The contact whose identity was checked, and how the check went. */
  identity: z.object({ contact_id: z.string().optional(), passed: z.boolean() }).optional(),
});
export type ToolAnswer = z.output<typeof toolAnswer>;

export function answer(said: ToolAnswer): ToolResult {
  return { result: JSON.stringify(said), isError: false };
}

/** Undefined for the words of a tool that does not answer so. */
export function readAnswer(result: string | null): ToolAnswer | undefined {
  if (!result?.startsWith("{")) return undefined;
  try {
    return toolAnswer.safeParse(JSON.parse(result)).data;
  } catch {
    return undefined;
  }
}
