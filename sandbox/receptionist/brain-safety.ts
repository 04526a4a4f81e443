/** What no agent may handle by itself: emergencies, and questions that only a professional may answer. */
import type { BrainLanguage } from "./brain-phrases";
import { plainOf } from "./brain-words";

export const CONCERNS = ["medical_emergency", "medical_advice"] as const;
export type Concern = (typeof CONCERNS)[number];

/** On lower-case text without accents; an emergency goes before a question. */
const PATTERNS: Record<BrainLanguage, Record<Concern, RegExp[]>> = {
  es: {
    medical_emergency: [
      /duele( mucho| muchisimo| fuerte)? el pecho|(dolor|opresion|presion)( muy)?( fuerte| intens[ao])?( en el| de| del) pecho/,
      /no (puede|puedo|podemos|logra|consigo) (ni )?respirar|no respira|cuesta( mucho)? respirar|falta el aire/,
      /\bme ahogo|se ahoga|ahogando|atragant/,
      /sangr\w+ (mucho|muchisimo|sin parar)|no para de sangrar|no deja de sangrar|hemorragia/,
      /desmay|perdi(o|do) el conocimiento|inconsciente|no reacciona|no despierta/,
      /infarto|\bictus\b|derrame cerebral|ataque al corazon/,
      /convulsion/,
      /reaccion alergica|se (le|me) (esta )?hincha(ndo)? (la|toda la) (garganta|cara|lengua)/,
      /suicid|quitar(me|se) la vida|(quiero|quiere) morir|matarme/,
      /sobredosis|envenen|intoxic|se (ha tomado|trago|tomo) (todo|un bote|las pastillas)/,
      /no (siento|siente|puede mover|puedo mover) (el|la|un|una|medio|media|los|las) (brazo|pierna|cara|lado|cuerpo|piernas|brazos)/,
      /emergencia|ambulancia|urgencia medica|se esta muriendo/,
    ],
    medical_advice: [
      /\b(que|cual(es)?) (pastillas?|medicamentos?|medicinas?|medicacion|antibioticos?|remedios?|calmantes?|analgesicos?|dosis|pomada|crema)\b/,
      /(puedo|debo|deberia|tengo que|conviene) (dejar de )?(tomar(me|la|lo|las|los)?|mezclar|doblar|ponerme|aplicarme|inyectarme)\b(?! (una |la |otra )?(cita|hora|nota))/,
      /cuant[oa]s? (pastillas?|gotas|miligramos|gramos|comprimidos|ibuprofeno|paracetamol|medicamento)/,
      /(que|cada cuanto)( me)? (tomo|pongo|puedo tomar)\b/,
      /(es|sera|esto es) (muy )?(grave|peligroso|normal que)/,
      /(recet(a|ar|arme|eme)|recomiendeme|me recomienda) .*(pastilla|medic|antibiotic|algo para)|me receta\b/,
      /que (tengo|sera) si me (duele|sale|sangra)|a que se debe (el|mi|este) (dolor|sangrado)/,
    ],
  },
  en: {
    medical_emergency: [
      /chest (pain|hurts|is hurting|feels tight)|(pain|pressure|tightness) in (my|his|her|the) chest|my chest really hurts/,
      /(can't|cannot|can not|unable to|struggling to) breathe|not breathing|(trouble|difficulty) breathing|short of breath/,
      /chok(e|ing)\b/,
      /bleeding (a lot|heavily|badly|everywhere)|(won't|doesn't|will not) stop bleeding|(can't|cannot) stop the bleeding|h(a)?emorrhage/,
      /pass(ed|ing) out|faint(ed|ing)|unconscious|collapsed|unresponsive|won't wake up/,
      /heart attack|(having|had) a stroke/,
      /seizure|convulsion/,
      /allergic reaction|anaphyla|(throat|face|tongue) is swelling/,
      /suicid|kill (myself|himself|herself)|(want|wants) to die|end my life/,
      /overdose|poison(ed|ing)/,
      /(can't|cannot) (feel|move) (my|his|her) (arm|leg|face|side)|face is drooping/,
      /emergency|ambulance|is dying/,
    ],
    medical_advice: [
      /\b(what|which) (pills?|medicines?|medications?|painkillers?|antibiotics?|dos(e|age)|drugs?|cream|remedy)\b/,
      /(should|can|may|could|must) i (stop taking|take|mix|double|combine|apply|inject)\b(?! (an?|the|my) (appointment|slot|message|first|second|note))/,
      /how (many|much) (pills|drops|milligrams|tablets|ibuprofen|paracetamol|medicine|medication)/,
      /what (should|can) i (take|put on)/,
      /is (it|this|that) (serious|dangerous|normal (that|to|for))/,
      /prescribe/,
      /what does it mean (if|that|when) (my|i)|why does my \w+ hurt/,
    ],
  },
};

export function concernOf(language: BrainLanguage, text: string): Concern | undefined {
  const plain = plainOf(text);
  return CONCERNS.find((concern) => PATTERNS[language][concern].some((pattern) => pattern.test(plain)));
}

/** The fixed words that the prompt has for it; undefined when it has none. */
export function promptWordsFor(concern: Concern, prompt: string): string | undefined {
  const words = LINES[concern].exec(prompt)?.[1]?.trim();
  return words?.replace(/^["«“](.*)["»”]$/, "$1");
}

const LINES: Record<Concern, RegExp> = {
  medical_emergency: /^EMERGENCY WORDS:[ \t]*(\S.*)$/m,
  medical_advice: /^ADVICE WORDS:[ \t]*(\S.*)$/m,
};
