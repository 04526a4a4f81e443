import { readAlignment } from "./agent-messages";
import type { Speech } from "./playback";

/** The part of a text that was heard, cut between words. The whole text when nothing of its audio was cut. */
export function heardText(text: string, speeches: readonly Speech[]): string {
  if (!speeches.some((speech) => speech.isCut)) return text;
  const sentMs = sum(speeches, (speech) => speech.sentMs);
  const heardMs = sum(speeches, (speech) => speech.heardMs);
  if (sentMs === 0 || heardMs <= 0) return "";
  const spoken = spokenCharacters(speeches);
  if (spoken !== undefined) return cutAtWord(text, lengthOf(text, spoken));
  return cutAtWord(text, Math.floor((text.length * heardMs) / sentMs));
}

/** The first `length` characters without a word that was begun and not finished. */
export function cutAtWord(text: string, length: number): string {
  if (length >= text.length) return text;
  const isInsideWord = isWordCharacter(text[length]) && isWordCharacter(text[length - 1]);
  const end = isInsideWord ? lastBreak(text, length) : length;
  return text.slice(0, Math.max(0, end)).trimEnd();
}

function lastBreak(text: string, length: number): number {
  let end = length;
  while (end > 0 && isWordCharacter(text[end - 1])) end -= 1;
  return end;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character);
}

/** Undefined when a chunk that was heard does not tell the times of its characters. */
function spokenCharacters(speeches: readonly Speech[]): string | undefined {
  let spoken = "";
  for (const speech of speeches) {
    let leftMs = speech.heardMs;
    for (const { durationMs, alignmentSource } of speech.chunks) {
      if (leftMs <= 0) break;
      const characters = alignmentSource && readAlignment(alignmentSource);
      if (!characters) return undefined;
      // A chunk heard to its end counts whole: its last character may be timed a little beyond the audio.
      const isWhole = leftMs >= durationMs;
      for (const { character, endMs } of characters) {
        if (isWhole || endMs <= leftMs) spoken += character;
      }
      leftMs -= durationMs;
    }
  }
  return spoken;
}

/**
 * How much of the text the spoken characters cover. White space is not compared: chunks are spoken without
 * the line breaks of the text. A text that was spoken in other characters (numbers) is covered in proportion.
 */
function lengthOf(text: string, spoken: string): number {
  const wanted = spoken.replaceAll(/\s/gu, "");
  let matched = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (matched === wanted.length) return at;
    if (/\s/u.test(text[at] ?? "")) continue;
    if (text[at] !== wanted[matched]) return Math.min(text.length, spoken.length);
    matched += 1;
  }
  return text.length;
}

function sum(speeches: readonly Speech[], value: (speech: Speech) => number): number {
  return speeches.reduce((total, speech) => total + value(speech), 0);
}
