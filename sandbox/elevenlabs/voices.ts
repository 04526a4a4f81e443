/** The voices and models of the stand-in (elevenlabs.md §8): invented people, all of them babble. */
import type { JsonObject } from "../json";

interface Voice {
  id: string;
  name: string;
  gender: "female" | "male";
  age: "young" | "middle_aged";
  category: "premade" | "professional";
  /** Language and accent; the first is the voice's own. */
  languages: readonly (readonly [language: string, accent: string, locale: string])[];
}

const VOICES: readonly Voice[] = [
  {
    id: "cjVigY5qzO86Huf0OWal",
    name: "Eric (default)",
    gender: "male",
    age: "middle_aged",
    category: "premade",
    languages: [["en", "american", "en-US"]],
  },
  {
    id: "sbxLucia0EsEsPeninsul",
    name: "Lucía",
    gender: "female",
    age: "young",
    category: "professional",
    languages: [["es", "peninsular", "es-ES"]],
  },
  {
    id: "sbxJavier0EsEsPeninsu",
    name: "Javier",
    gender: "male",
    age: "middle_aged",
    category: "professional",
    languages: [["es", "peninsular", "es-ES"]],
  },
  {
    id: "sbxXimena0EsMxMexican",
    name: "Ximena",
    gender: "female",
    age: "young",
    category: "professional",
    languages: [
      ["es", "mexican", "es-MX"],
      ["en", "american", "en-US"],
    ],
  },
  {
    id: "sbxCamilo0EsCoColombi",
    name: "Camilo",
    gender: "male",
    age: "young",
    category: "professional",
    languages: [["es", "colombian", "es-CO"]],
  },
  {
    id: "sbxMalena0EsArArgenti",
    name: "Malena",
    gender: "female",
    age: "middle_aged",
    category: "professional",
    languages: [["es", "argentine", "es-AR"]],
  },
  {
    id: "sbxGrace00EnGbBritish",
    name: "Grace",
    gender: "female",
    age: "middle_aged",
    category: "premade",
    languages: [["en", "british", "en-GB"]],
  },
];

export const MODELS: Readonly<
  Record<
    string,
    { name: string; maxCharacters: number; isMultilingual: boolean; creditsPerCharacter: number }
  >
> = {
  eleven_flash_v2_5: {
    name: "Eleven Flash v2.5",
    maxCharacters: 40_000,
    isMultilingual: true,
    creditsPerCharacter: 0.5,
  },
  eleven_multilingual_v2: {
    name: "Eleven Multilingual v2",
    maxCharacters: 10_000,
    isMultilingual: true,
    creditsPerCharacter: 1,
  },
  eleven_v3: { name: "Eleven v3", maxCharacters: 5000, isMultilingual: true, creditsPerCharacter: 1 },
  eleven_turbo_v2_5: {
    name: "Eleven Turbo v2.5",
    maxCharacters: 40_000,
    isMultilingual: true,
    creditsPerCharacter: 0.5,
  },
  eleven_flash_v2: {
    name: "Eleven Flash v2",
    maxCharacters: 30_000,
    isMultilingual: false,
    creditsPerCharacter: 0.5,
  },
};

export function findVoice(id: string): JsonObject | undefined {
  const voice = VOICES.find((candidate) => candidate.id === id);
  return voice && voiceView(voice);
}

export interface VoiceFilter {
  search?: string | undefined;
  category?: string | undefined;
  gender?: string | undefined;
  accent?: string | undefined;
  languages: string[];
  ids: string[];
}

export function listVoices(filter: VoiceFilter): JsonObject[] {
  const search = filter.search?.toLowerCase();
  return VOICES.filter(
    (voice) =>
      (search === undefined || voice.name.toLowerCase().includes(search)) &&
      (filter.category === undefined || voice.category === filter.category) &&
      (filter.gender === undefined || voice.gender === filter.gender) &&
      (filter.accent === undefined || voice.languages.some(([, accent]) => accent === filter.accent)) &&
      (filter.languages.length === 0 ||
        voice.languages.some(([language]) => filter.languages.includes(language))) &&
      (filter.ids.length === 0 || filter.ids.includes(voice.id)),
  ).map(voiceView);
}

function voiceView({ id, name, gender, age, category, languages }: Voice): JsonObject {
  const [language = "en", accent = ""] = languages[0] ?? [];
  const models = Object.keys(MODELS).filter((model) => MODELS[model]?.isMultilingual);
  return {
    voice_id: id,
    name,
    samples: null,
    category,
    labels: { language, accent, gender, age, use_case: "conversational" },
    description: "A babbling voice of the sandbox.",
    preview_url: null,
    available_for_tiers: [],
    settings: { stability: 0.5, similarity_boost: 0.75, style: 0, use_speaker_boost: true, speed: 1 },
    high_quality_base_model_ids: models,
    verified_languages: languages.flatMap(([language, accent, locale]) =>
      models.map((model_id) => ({ language, model_id, accent, locale, preview_url: null })),
    ),
    is_owner: false,
    is_legacy: false,
    is_mixed: false,
  };
}

const LANGUAGES = [
  { language_id: "es", name: "Spanish" },
  { language_id: "en", name: "English" },
];

export function listModels(): JsonObject[] {
  return Object.entries(MODELS).map(
    ([model_id, { name, maxCharacters, isMultilingual, creditsPerCharacter }]) => ({
      model_id,
      name,
      can_be_finetuned: false,
      can_do_text_to_speech: true,
      can_do_voice_conversion: false,
      can_use_style: false,
      can_use_speaker_boost: true,
      serves_pro_voices: true,
      token_cost_factor: 1,
      description: "Babble of the sandbox.",
      requires_alpha_access: false,
      max_characters_request_free_user: maxCharacters,
      max_characters_request_subscribed_user: maxCharacters,
      maximum_text_length_per_request: maxCharacters,
      languages: isMultilingual ? LANGUAGES : LANGUAGES.slice(1),
      model_rates: { character_cost_multiplier: creditsPerCharacter, cost_discount_multiplier: 1 },
      concurrency_group: "standard",
    }),
  );
}
