/** What a caller's sentence names: a time, a service, a person, a message, one of several choices. */
import type { Option } from "./brain-state";
import type { BrainLanguage } from "./brain-phrases";

/** Lower case without accents; letter for letter as long as the text. */
export function plainOf(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/\p{L}/gu, (letter) => (letter.length > 1 ? letter : letter.normalize("NFD").charAt(0)))
    .replaceAll("’", "'")
    .toLowerCase();
}

export function withoutEnd(text: string): string {
  return text.trim().replace(/[\s.!,;]+$/, "");
}

/** Generous, for the answer to "when?". */
const ANY_TIME =
  /\d|lunes|martes|miercoles|jueves|viernes|sabado|domingo|\bhoy\b|manana|tarde|noche|semana|mediodia|\b(una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|today|tomorrow|noon|week|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/;

/** Strict, for a time somewhere in a sentence: "una" is an hour only after "a la". */
const TIME: Record<BrainLanguage, RegExp> = {
  es: /\b((pasado )?manana|hoy|lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|tarde|noche|mediodia|semana|quincena|(a|sobre|hacia) las? \w+|(dia|de hoy en) \w+|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|proxim[oa]|cuanto antes|lo antes posible)\b|\d/,
  en: /\b(today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|noon|week|next month|at (one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|january|february|april|june|july|august|september|october|november|december|as soon as possible|earliest)\b|\d/,
};
const BEFORE_TIME =
  /(?:\b(?:el|la|los|las|este|esta|proxim[oa]|a|por|sobre|hacia|on|at|in|the|this|next|day after) +)+$/;
const GREETING =
  /^\W*(?:(?:hola|hello|hi)\b[\s,.!]*)?(?:(?:muy )?buen[oa]s? (?:dias|tardes|noches)|good (?:morning|afternoon|evening))?[\s,.!]*/;
const AFTER_TIME =
  /[.!?;]|,? ?\b(?:por favor|gracias|si (?:puede|es posible)|soy|me llamo|para un[ao]?|please|thanks?|my name|i'm|i am|for an?)\b/;

export function hasTime(text: string): boolean {
  return ANY_TIME.test(plainOf(text));
}

/** "el jueves a las once" of "Quiero una cita para el jueves a las once, por favor". */
export function timeIn(language: BrainLanguage, text: string): string | undefined {
  const plain = plainOf(text);
  const greetingLength = GREETING.exec(plain)?.[0].length ?? 0;
  const found = TIME[language].exec(plain.slice(greetingLength));
  if (!found) return undefined;
  const at = greetingLength + found.index;
  const from = at - (BEFORE_TIME.exec(plain.slice(0, at))?.[0].length ?? 0);
  const until = AFTER_TIME.exec(plain.slice(at))?.index;
  const words = text.normalize("NFC").slice(from, until === undefined ? undefined : at + until);
  return withoutEnd(words.split(STAFF)[0] ?? words);
}

const HOUR =
  /\b(?:(?:a|sobre|hacia) las? |at )\w+(?: (?:y|menos) (?:\w+))?(?: (?:de|por|en) la \w+| in the \w+)?|\b\d{1,2}[:.]\d{2}\b/;
const DAY =
  /\b(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|(?<!(?:la|por la|de la) )manana|semana|dia \d+|\d+ de \w+|today|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|next month)\b/;

/** A time told in two goes: the hour of before with the day of now, or the other way round. */
export function joinTimes(before: unknown, now: string): string {
  if (typeof before !== "string") return now;
  const [plainBefore, plainNow] = [plainOf(before), plainOf(now)];
  const hour = HOUR.exec(plainBefore);
  if (DAY.test(plainNow) && !HOUR.test(plainNow) && hour)
    return `${now} ${before.slice(hour.index, hour.index + hour[0].length)}`;
  if (!DAY.test(plainNow) && HOUR.test(plainNow) && DAY.test(plainBefore))
    return `${(hour ? before.slice(0, hour.index) : before).trim()} ${now.charAt(0).toLowerCase()}${now.slice(1)}`;
  return now;
}

/** The new time of a request to move: not the old one, "la cita del jueves". */
export function newTimeIn(language: BrainLanguage, text: string): string | undefined {
  return timeIn(language, text.normalize("NFC").replace(OLD_TIME[language], "$1 "));
}

const OLD_TIME: Record<BrainLanguage, RegExp> = {
  es: /\b(citas?|hora|visita|la|tengo|turno) (?:(?:del|de (?:la|las|el|hoy|ma[ñn]ana)|para|el)\b).*?(?=\b(?:al|para el|para la|para|por|a la|mejor)\b|[.,;?]|$)/i,
  en: /\b(appointment|visit|it|mine|one) (?:of|from|on|at)\b.*?(?=\b(?:to|for|until)\b|[.,;?]|$)/i,
};

const STAFF = /\s*\b(?:con (?:la |el )?|with )(?=(?:[Dd]octora?|[Dd]ra?\.?)? ?\p{Lu})/u;
const NAME = String.raw`\p{Lu}[\p{L}'’-]+(?: (?:de |del |de la |la )?\p{Lu}[\p{L}'’-]+)*`;
const STAFF_NAME = new RegExp(
  String.raw`\b(?:con (?:la |el )?|with )((?:(?:[Dd]octora?|[Dd]ra?\.?) )?${NAME})`,
  "u",
);
const OWN_NAME = new RegExp(
  String.raw`\b(?:[Mm]e llamo|[Mm]i nombre es|[Ss]oy|[Aa] nombre de|[Mm]y name is|I am|I'm|[Tt]his is) (${NAME})`,
  "u",
);

export function staffIn(text: string): string | undefined {
  return STAFF_NAME.exec(text)?.[1];
}

/** A name only where it is introduced as one. */
export function nameIn(text: string): string | undefined {
  return OWN_NAME.exec(text)?.[1];
}

const SERVICE: Record<BrainLanguage, RegExp[]> = {
  es: [
    /\bpara (?:hacerme |hacer |ponerme )?(?:una?|la|el) ([\p{L} ]+)/iu,
    /\b(?:cita|hora|turno) (?:de|para) (\p{L}[\p{L} ]+)/iu,
    /\b(?:reservar|agendar|pedir) (?:una?|la|el) ([\p{L} ]+)/iu,
  ],
  en: [
    /\bfor (?:an?|my|the) ([a-z][a-z -]+)/i,
    /\b(?:book|schedule) (?:an?|my) ([a-z][a-z -]+)/i,
    /\b(?:need|want|make|get|have) an? ([a-z][a-z -]+?) appointment/i,
  ],
};
const AFTER_SERVICE =
  /\s+(?:para|el|la|los|las|al|a|con|este|esta|manana|hoy|pasado|por|lo|cuanto|on|at|for|next|this|tomorrow|today|in|with|as|please|if|appointment)\b.*$/;
const NO_SERVICE =
  /^(?:cita|hora|turno|mi|hij[oa]|marido|mujer|madre|padre|persona|amig[oa]|dia|appointment|visit|slot|son|daughter|wife|husband|mother|father|friend|person|time|new|otra)\b/;

/** "limpieza" of "Quiero una cita para una limpieza el jueves". */
export function serviceIn(language: BrainLanguage, text: string): string | undefined {
  for (const pattern of SERVICE[language]) {
    const found = pattern.exec(text.normalize("NFC"))?.[1];
    if (found === undefined) continue;
    const rest = AFTER_SERVICE.exec(plainOf(found))?.index;
    const service = withoutEnd(found.slice(0, rest));
    const plain = plainOf(service);
    if (plain.length > 2 && !NO_SERVICE.test(plain) && !TIME[language].test(plain)) return service;
  }
  return undefined;
}

const SKILLS: Record<BrainLanguage, readonly (readonly [RegExp, string])[]> = {
  es: [
    [/factura|cobro|recibo|\bpagos?\b/, "facturación"],
    [/precio|presupuesto|tarifa/, "precios"],
    [/segur[oa]s?\b|mutua|poliza/, "seguros"],
  ],
  en: [
    [/invoice|billing|payment|\bbill\b/, "billing"],
    [/price|quote|estimate/, "prices"],
    [/insurance/, "insurance"],
  ],
};
const DEPARTMENT =
  /\b(?:alguien|una persona|el departamento|la secci[oó]n|el [aá]rea|someone|somebody|a person) (?:de|del|in|from|of) (\p{Ll}[\p{L}]+)/iu;

/** What the person who is asked for has to know about: "facturación" of "por una factura". */
export function skillIn(language: BrainLanguage, text: string): string | undefined {
  const plain = plainOf(text);
  const known = SKILLS[language].find(([pattern]) => pattern.test(plain))?.[1];
  return known ?? DEPARTMENT.exec(text.normalize("NFC"))?.[1];
}

/** What is to be told; undefined of a caller who only says that there is something. */
export function messageIn(text: string): string | undefined {
  const told =
    /\b(?:recado|mensaje|message)\b[^:,]{0,40}(?::|,| (?:de que|diciendo que|that says|saying)) *(.{4,})$/iu.exec(
      text,
    )?.[1];
  if (told !== undefined) return told.trim();
  return /\bd[ií]ga(?:n)?les?\b|\bdecirles?\b|\btell (?:the|my|him|her|them|dr|doctor)\b/iu.test(text)
    ? text.trim()
    : undefined;
}

export function reasonIn(text: string): string | undefined {
  const found = /\b(?:porque|ya que|because)\b (.{3,})$/iu.exec(text)?.[1];
  return found === undefined ? undefined : withoutEnd(found);
}

/** The bare answer to a question for this parameter. */
export function answerFor(language: BrainLanguage, parameter: string, text: string): string {
  const words = withoutEnd(text);
  if (parameter === "name") {
    return words.replace(
      /^(?:s[ií]|claro|yes|sure)?[\s,]*(?:soy|me llamo|mi nombre es|a nombre de|es|my name is|i am|i'm|this is|it's|it is)\s+/iu,
      "",
    );
  }
  if (parameter !== "service") return words;
  const bare = words
    .replace(/^(?:(?:es|para|quiero|quer[ií]a|it's|for|an?|una?|la|el|the|de)\s+)+/iu, "")
    .replace(/,?\s*(?:por favor|please)$/iu, "");
  return serviceIn(language, text) ?? bare;
}

const ORDINALS = [
  /\b(primer[oa]?|first|numero uno|opcion uno|la uno|number one)\b(?! hora)/,
  /\b(segund[oa]|second|numero dos|opcion dos|la dos|number two)\b/,
  /\b(tercer[oa]?|third|numero tres|opcion tres|la tres|number three)\b/,
  /\b(cuart[oa]|fourth|numero cuatro|la cuatro|number four)\b/,
];
const LAST = /\bultim[oa]\b|\blast\b/;
const ANY_OF_THEM = /cualquiera|me da igual|la que (sea|quiera)|any of (them|those)|i don't mind|either\b/;
const NONE_OF_THEM =
  /ningun|otr[oa]s?\b|mas (tarde|temprano|adelante)|\bantes\b|no me (viene|va|sirve|encaja|cuadra)|no puedo|\bnone\b|neither|another|\bother|different|later|earlier|(doesn't|don't) (work|suit)|can't/;

/** The choice that the words mean, "several" when they fit more than one, undefined when they fit none. */
export function pickOption(options: readonly Option[], text: string): Option | "several" | undefined {
  const plain = plainOf(text);
  if (NONE_OF_THEM.test(plain)) return undefined;
  const matches = matching(options, plain);
  if (matches) return matches.length > 1 ? "several" : matches[0];
  const place = ORDINALS.findIndex((ordinal) => ordinal.test(plain));
  if (place >= 0) return options[place];
  if (LAST.test(plain)) return options.at(-1);
  if (ANY_OF_THEM.test(plain)) return options[0];
  const named = plain.split(/[^a-z]+/).filter((word) => word.length > 3);
  const fitting = options.filter(({ words }) => named.some((word) => plainOf(words).includes(word)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

export function refusesOptions(text: string): boolean {
  return NONE_OF_THEM.test(plainOf(text));
}

/** Those that have all of the words' marks of time, and of these the plainest; undefined when the words have none. */
function matching(options: readonly Option[], plain: string): Option[] | undefined {
  const wanted = timeMarks(plain);
  if (wanted.size === 0) return undefined;
  const fitting = options
    .map((option) => ({ option, marks: timeMarks(plainOf(option.words)) }))
    .filter(({ marks }) => [...wanted].every((mark) => marks.has(mark)));
  const fewest = Math.min(...fitting.map(({ marks }) => marks.size));
  return fitting.filter(({ marks }) => marks.size === fewest).map(({ option }) => option);
}

const HOURS = [
  /^(una|uno|one)$/,
  /^(dos|two)$/,
  /^(tres|three)$/,
  /^(cuatro|four)$/,
  /^(cinco|five)$/,
  /^(seis|six)$/,
  /^(siete|seven)$/,
  /^(ocho|eight)$/,
  /^(nueve|nine)$/,
  /^(diez|ten)$/,
  /^(once|eleven)$/,
  /^(doce|twelve)$/,
];
const MARK =
  /^(lunes|martes|miercoles|jueves|viernes|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday|manana|tarde|noche|morning|afternoon|evening|media|half|cuarto|quarter|menos|mediodia|noon|hoy|today|tomorrow|tonight)$/;

/** Days, hours as digits, and parts of the day. */
function timeMarks(plain: string): Set<string> {
  // "la una" is an hour, "una cita" is none; "first one" and "la dos" count the choices.
  const words = plain
    .replaceAll(/\b(?:numero|opcion|number|option) \w+|\b(?:first|second|third|fourth|last|that) one\b/g, " ")
    .replaceAll(/(?<!\ba )\bla (?=uno|dos|tres|cuatro)\w+/g, " ")
    .replaceAll(/(?<!\bla )\buna?\b/g, " ")
    .replaceAll(/\b(\d{1,2})[:.]00\b/g, "$1")
    .split(/[^a-z0-9:]+/);
  return new Set(
    words.flatMap((word) => {
      const hour = HOURS.findIndex((pattern) => pattern.test(word));
      if (hour >= 0) return String(hour + 1);
      return MARK.test(word) || /^\d/.test(word) ? word.replace(/^0/, "") : [];
    }),
  );
}
