import { storable } from "@/lib/storable";

/** Two sentences; whoever writes more has not shortened anything. */
const MAX_SUMMARY = 400;

/** One line of plain words, shorter than what it shortens. Throws for anything else: what a model writes is not believed. */
export function readSummary(said: string, text: string): string {
  const summary = storable(said)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ")
    .trim();
  if (summary === "" || summary.length > MAX_SUMMARY || summary.length >= text.length)
    throw new Error(`a summary of ${summary.length} characters for ${text.length}`);
  return summary;
}
