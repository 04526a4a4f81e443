import { z } from "zod";
import { RECORDING_SOURCES } from "@/lib/vocabulary";

export const recordingParams = z.object({ recordingId: z.uuid() });

export const recordingView = z.object({
  id: z.uuid(),
  source: z.enum(RECORDING_SOURCES),
  contentType: z.string(),
  sizeBytes: z.number().int(),
  /** 2: the person on the first, whoever spoke with them on the second. */
  channels: z.number().int(),
  /** When its first second was spoken; null where nobody told. */
  startedAt: z.coerce.date().nullable(),
  createdAt: z.coerce.date(),
});
export type RecordingView = z.output<typeof recordingView>;
