/** Voices, models and text to speech over REST (elevenlabs.md §8). */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { speak } from "../speech";
import { encodeSpeech } from "./audio-formats";
import { check, invalid, notFound, refusal } from "./errors";
import { refuseWithoutCredit } from "./limits";
import { type Answer, pageOf, param, queryFlag, type RestContext, type Route } from "./routing";
import { findVoice, listModels, listVoices, MODELS } from "./voices";

const RAW_FORMATS = [8000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000].map((rateHz) => `pcm_${rateHz}`);
const WAV_FORMATS = RAW_FORMATS.map((format) => format.replace("pcm", "wav"));
const COMPRESSED_FORMATS = [
  ...["22050_32", "24000_48", "44100_32", "44100_64", "44100_96", "44100_128", "44100_192"].map(
    (kind) => `mp3_${kind}`,
  ),
  ...["32", "64", "96", "128", "192"].map((kind) => `opus_48000_${kind}`),
];

const speechBody = z.looseObject({
  text: z.string().min(1),
  model_id: z.string().default("eleven_multilingual_v2"),
  language_code: z.string().nullish(),
  voice_settings: z
    .looseObject({
      stability: z.number().min(0).max(1).nullish(),
      similarity_boost: z.number().min(0).max(1).nullish(),
      style: z.number().min(0).max(1).nullish(),
      use_speaker_boost: z.boolean().nullish(),
      speed: z.number().nullish(),
    })
    .nullish(),
});

/** The vendor refuses what is on neither list; what it could do and the stand-in cannot is refused as openly. */
function checkFormat(format: string, isStream: boolean): void {
  const possible = ["ulaw_8000", "alaw_8000", ...RAW_FORMATS, ...(isStream ? [] : WAV_FORMATS)];
  if (possible.includes(format)) return;
  const msg = COMPRESSED_FORMATS.includes(format)
    ? `The sandbox cannot encode ${format.split("_")[0]}. Ask for one of: ${possible.join(", ")}`
    : `Input should be one of: ${[...possible, ...COMPRESSED_FORMATS].join(", ")}`;
  throw invalid({ loc: ["query", "output_format"], msg, type: "enum" });
}

function contentTypeOf(format: string): string {
  if (format === "ulaw_8000" || format === "alaw_8000") return "audio/basic";
  return format.startsWith("wav") ? "audio/wav" : "audio/pcm";
}

const STREAM_CHUNK_BYTES = 4096;

function speechRoute(isStream: boolean): Route["handle"] {
  return (context: RestContext): Answer => {
    const voiceId = param(context, "voice_id");
    const format = context.query.get("output_format") ?? "mp3_44100_128";
    checkFormat(format, isStream);
    const { text, model_id: modelId } = check("body", speechBody, context.body);
    refuseWithoutCredit(context.workspace, true);
    if (!findVoice(voiceId)) throw notFound("voice", voiceId);
    const model = MODELS[modelId];
    if (!model) throw refusal(400, "model_not_found", `A model with model ID ${modelId} does not exist.`);
    if (text.length > model.maxCharacters) {
      const message = `The text has ${text.length} characters; ${modelId} takes at most ${model.maxCharacters}.`;
      throw refusal(400, "max_character_limit_exceeded", message);
    }
    const audio = encodeSpeech(speak(text, voiceId), format) ?? new Uint8Array(0);
    const chunks: Uint8Array[] = [];
    const chunkBytes = isStream ? STREAM_CHUNK_BYTES : Math.max(1, audio.length);
    for (let at = 0; at < audio.length; at += chunkBytes) chunks.push(audio.subarray(at, at + chunkBytes));
    return {
      chunks,
      contentType: contentTypeOf(format),
      headers: {
        "request-id": randomUUID().replaceAll("-", "").slice(0, 20),
        // In credits: the fast models cost half of one a character (§8).
        "character-cost": String(Math.ceil(text.length * model.creditsPerCharacter)),
        "current-concurrent-requests": "1",
        "maximum-concurrent-requests": "10",
      },
    };
  };
}

function filterOf(query: URLSearchParams) {
  return {
    search: query.get("search") ?? undefined,
    category: query.get("category") ?? undefined,
    gender: query.get("gender") ?? undefined,
    accent: query.get("accent") ?? undefined,
    languages: query.getAll("language"),
    ids: query.getAll("voice_ids"),
  };
}

function searchVoicesRoute({ query }: RestContext): Answer {
  const page = pageOf(listVoices(filterOf(query)), query, {
    idOf: (voice) => String(voice["voice_id"]),
    size: 10,
    cursorName: "next_page_token",
  });
  const withTotal = queryFlag(query, "include_total_count") ?? true;
  return {
    json: {
      voices: page.items,
      has_more: page.nextCursor !== null,
      total_count: withTotal ? page.total : 0,
      next_page_token: page.nextCursor,
    },
  };
}

function voiceRoute(context: RestContext): Answer {
  const id = param(context, "voice_id");
  const voice = findVoice(id);
  if (!voice) throw notFound("voice", id);
  return { json: voice };
}

export const speechRoutes: Route[] = [
  {
    method: "GET",
    path: "/v1/voices",
    handle: () => ({ json: { voices: listVoices({ languages: [], ids: [] }) } }),
  },
  { method: "GET", path: "/v1/voices/{voice_id}", handle: voiceRoute },
  { method: "GET", path: "/v2/voices", handle: searchVoicesRoute },
  { method: "GET", path: "/v1/models", handle: () => ({ json: listModels() }) },
  { method: "POST", path: "/v1/text-to-speech/{voice_id}", handle: speechRoute(false) },
  { method: "POST", path: "/v1/text-to-speech/{voice_id}/stream", handle: speechRoute(true) },
];
