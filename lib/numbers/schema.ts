import { z } from "zod";

export const numberView = z.object({
  id: z.uuid(),
  /** E.164. */
  phoneNumber: z.string(),
  label: z.string(),
  owned: z.boolean(),
  agent: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  updatedAt: z.coerce.date(),
});
export type NumberView = z.output<typeof numberView>;

export const numberParams = z.object({ numberId: z.uuid() });
/** Null: nobody answers this number. */
export const numberAgentInput = z.object({ agentId: z.uuid().nullable() });
export const syncResult = z.object({
  added: z.number().int(),
  gone: z.number().int(),
  /** Numbers another business of this house already holds. */
  refused: z.array(z.string()),
  numbers: z.array(numberView),
});

/** Shapes of the documented `/phone-assignment/*` addresses. */
export const assignInput = z.object({ agentId: z.uuid(), phoneNumber: z.string().min(1).max(40) });
export const unassignParams = z.object({ agentId: z.uuid() });
export const assignmentView = z.object({
  agentId: z.uuid(),
  name: z.string(),
  type: z.string(),
  status: z.string(),
  elevenLabsAgentId: z.string().nullable(),
  phoneNumber: z.string().nullable(),
  phoneNumbers: z.array(z.string()),
});
