import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Language, SentenceKey } from "@/lib/vocabulary";
import { soundOf } from "./telephone-wav";

/** µ-law 8 kHz mono of the recording that comes with the house. */
export async function recordedSentence(key: SentenceKey, language: Language): Promise<Buffer> {
  return soundOf(await readFile(path.join(process.cwd(), "lib/sentences/audio", language, `${key}.wav`)));
}
