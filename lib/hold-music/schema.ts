import { z } from "zod";
import { line } from "@/lib/text";

export const trackParams = z.object({ trackId: z.uuid() });

/** Beside the file itself. */
export const trackUploadQuery = z.object({
  /** What the file is called; its ending is not shown. */
  name: line(120),
  /** `true`: whoever uploads it says that the business may play it to callers. */
  isLicensed: z.string().refine((value) => value === "true", "licence_needed"),
});

export const trackView = z.object({
  /** What a choice names: a track of the house by its name, or the id of an uploaded one. */
  track: z.string(),
  /** Null: the house's, which the reader's language names. */
  name: z.string().nullable(),
  isOwn: z.boolean(),
  isChosen: z.boolean(),
  /** Null: not known before it is played. */
  durationMs: z.number().int().nullable(),
  /** Where its sound is to be had, on this host. */
  audioPath: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.coerce.date().nullable(),
});
export type TrackView = z.output<typeof trackView>;

export const trackChoice = z.object({ track: z.string().min(1).max(40) });
