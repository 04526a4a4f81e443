import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Scope } from "@/db/client";
import { log } from "@/lib/log";
import type { SpokenSentence } from "./sentence-address";
import { SENTENCES } from "./sentences";
import { speakWords } from "./speak-words";

/** Twilio waits 15 s, the caller does not. */
const SPEECH_TIMEOUT_MS = 3000;

/** WAV, µ-law 8 kHz: the agent's voice from the cache or made now; the bundled recording when the voice cannot be had. */
export async function speakSentence(scope: Scope, sentence: SpokenSentence): Promise<Buffer> {
  const { key, language, voiceId } = sentence;
  if (voiceId === null) return bundled(sentence);
  const text = SENTENCES[key][language];
  try {
    return wav(await speakWords(scope, { text, language, voiceId, timeoutMs: SPEECH_TIMEOUT_MS }));
  } catch (error) {
    log.warn(
      { err: error, tenantId: scope.tenantId, sentence: key },
      "sentence spoken by the bundled recording",
    );
    return bundled(sentence);
  }
}

function bundled({ key, language }: SpokenSentence): Promise<Buffer> {
  return readFile(path.join(process.cwd(), "lib/sentences/audio", language, `${key}.wav`));
}

/** RIFF header of format 7 (µ-law), mono, 8,000 bytes a second. */
function wav(mulaw: Buffer): Buffer {
  const header = Buffer.alloc(46);
  header.write("RIFF", 0);
  header.writeUInt32LE(38 + mulaw.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.writeUInt16LE(0, 36);
  header.write("data", 38);
  header.writeUInt32LE(mulaw.length, 42);
  return Buffer.concat([header, mulaw]);
}
