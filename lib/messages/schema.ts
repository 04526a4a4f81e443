import { z } from "zod";

export const messageParams = z.object({ messageId: z.uuid() });

export const messageView = z.object({
  id: z.uuid(),
  callId: z.uuid().nullable(),
  contact: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** As the caller gave it. */
  name: z.string().nullable(),
  /** E.164; null when nobody knows where to call back. */
  number: z.string().nullable(),
  text: z.string(),
  isUrgent: z.boolean(),
  takenAt: z.coerce.date(),
  /** By when somebody should have called back. */
  dueAt: z.coerce.date(),
  doneAt: z.coerce.date().nullable(),
  doneBy: z.string().nullable(),
});
export type MessageView = z.output<typeof messageView>;

export const messageListQuery = z.object({
  /** `open`: nobody has called back yet, the most pressing first. `done`: newest first. */
  state: z.enum(["open", "done"]).optional(),
  contactId: z.uuid().optional(),
  callId: z.uuid().optional(),
  cursor: z
    .string()
    .max(200)
    .regex(/^[\w-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

export const messagePatch = z.object({ done: z.boolean() });
