/** What may be uploaded as music on hold. Pure and fit for the browser. */

export const MAX_TRACK_BYTES = 20 * 1024 * 1024;
export const MIN_TRACK_SECONDS = 5;
export const MAX_TRACK_SECONDS = 600;
/** More than any business tires of. */
export const MAX_TRACKS = 20;

/** Sound on a telephone line: µ-law, one byte a sample. */
export const SAMPLES_PER_SECOND = 8000;

/** Between two sentences nobody should wait much longer. */
const PART_SECONDS = 30;

/** Into how many parts of about half a minute a track of so many bytes is cut, so that a sentence comes between them. */
export function partsOf(sizeBytes: number): number {
  return Math.max(1, Math.round(sizeBytes / (PART_SECONDS * SAMPLES_PER_SECOND)));
}

/** The bytes of one of them; counting on after the last begins anew. */
export function partBounds(sizeBytes: number, part: number): { from: number; to: number } {
  const parts = partsOf(sizeBytes);
  const index = part % parts;
  return {
    from: Math.floor((sizeBytes * index) / parts),
    to: Math.floor((sizeBytes * (index + 1)) / parts),
  };
}
