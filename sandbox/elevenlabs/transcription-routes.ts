/**
 * Speech to text (POST /v1/speech-to-text, published schema of August 2026): hears what the sandbox's own voices say, from µ-law or WAV at
 * 8 kHz. Known differences: files at an address, webhooks, several channels and further formats are refused as not possible here.
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Listener } from "../speech";
import { decodeAudio } from "../twilio/audio";
import { check, invalid, refusal } from "./errors";
import { refuseWithoutCredit } from "./limits";
import type { Answer, RestContext, Route } from "./routing";

const SAMPLE_RATE_HZ = 8000;
const flag = z.enum(["true", "false"]);

const transcriptionForm = z.strictObject({
  model_id: z.enum(["scribe_v1", "scribe_v2"]),
  file: z.instanceof(File),
  /** ISO 639-1 or 639-3. */
  language_code: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  tag_audio_events: flag.optional(),
  timestamps_granularity: z.enum(["none", "word", "character"]).optional(),
  diarize: flag.optional(),
  num_speakers: z.coerce.number().int().min(1).max(32).optional(),
  temperature: z.coerce.number().min(0).max(2).optional(),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
  file_format: z.enum(["pcm_s16le_16", "other"]).optional(),
  no_verbatim: flag.optional(),
});

async function transcribe({ workspace, body }: RestContext): Promise<Answer> {
  if (!(body instanceof FormData))
    throw invalid({ loc: ["body", "model_id"], msg: "Field required", type: "missing" });
  const form = check("body", transcriptionForm, Object.fromEntries(body));
  refuseWithoutCredit(workspace, true);
  const bytes = new Uint8Array(await form.file.arrayBuffer());
  const sound = decodeAudio(form.file.type, bytes);
  if (!sound)
    throw refusal(400, "invalid_audio", "File upload is corrupted. Please ensure it is playable audio.");
  const text = wordsIn(sound);
  const words = form.timestamps_granularity === "none" ? [] : spread(text, sound.length / SAMPLE_RATE_HZ);
  return {
    json: {
      language_code: form.language_code ?? "es",
      language_probability: form.language_code === undefined ? 0.98 : 1,
      text,
      words,
      transcription_id: randomUUID().replaceAll("-", "").slice(0, 20),
      audio_duration_secs: sound.length / SAMPLE_RATE_HZ,
    },
  };
}

/** Whole sentences, and of one that was cut off the words that were spoken. */
function wordsIn(sound: Uint8Array): string {
  const whole: string[] = [];
  let unfinished = "";
  const listener = new Listener({
    text: (text) => {
      whole.push(text);
      unfinished = "";
    },
    partial: (text) => (unfinished = text),
  });
  listener.push(sound);
  return [...whole, unfinished].filter((text) => text !== "").join(" ");
}

/** Evenly over the time: when each was spoken is not known. */
function spread(text: string, seconds: number) {
  const parts = text.split(/(\s+)/).filter((part) => part !== "");
  return parts.map((part, index) => ({
    text: part,
    start: (index * seconds) / parts.length,
    end: ((index + 1) * seconds) / parts.length,
    type: part.trim() === "" ? ("spacing" as const) : ("word" as const),
    speaker_id: "speaker_0",
    logprob: -0.1,
  }));
}

export const transcriptionRoutes: Route[] = [
  { method: "POST", path: "/v1/speech-to-text", handle: transcribe },
];
