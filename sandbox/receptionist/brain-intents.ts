/** What a caller may want, by the words that say so. */
import type { BrainLanguage } from "./brain-phrases";
import { plainOf } from "./brain-words";

const INTENTS = [
  "opt_out",
  "wrong_number",
  "recorded_message",
  "robot",
  "message",
  "cancel",
  "reschedule",
  "find_slots",
  "person",
  "hours",
  "address",
  "prices",
  "goodbye",
  "confirm",
  "book",
  "yes",
  "no",
  "thanks",
  "greeting",
] as const;
export type Intent = (typeof INTENTS)[number];

/** Tried in the order above, on lower-case text without accents. */
const PATTERNS: Record<BrainLanguage, Record<Intent, RegExp>> = {
  es: {
    opt_out: /no (me )?(vuelva[ns]? a llamar|llame[ns]? mas)|no quiero que me llamen|deje[ns]? de llamar/,
    wrong_number: /numero equivocado|se (ha )?equivoca|aqui no vive|no soy yo/,
    recorded_message:
      /\b(despues del?|tras (el|la)|cuando suene (el|la)) (tono|pitido|senal)\b|\b(recado|mensaje|dejarlo|lo dejo) grabado\b|\b(grabarlo|grabar(le|les)? (un|el|mi) (recado|mensaje)|grab[oe] (un|el|mi) (recado|mensaje))\b/,
    robot: /robot|maquina|inteligencia artificial|grabacion/,
    message:
      /\b(dejar\w*|dejo|deje|tom(ar|e)|pas(ar|arle|e)|dar(le)?|apunt(ar|e))\b.*\b(recado|mensaje)\b|\bdig(a|an)(le|les)\b|(puede|podria|podrian) decirles?\b/,
    cancel: /cancel|anul|no (voy a|podre|puedo) ir\b|no ire\b|no asistire/,
    find_slots:
      /\bhuecos?\b|disponib|\bque (dias|horas) (tienen?|hay|les? quedan?)|\b(tienen?|hay|les? queda) (alg[ou]n?a?|cita|hora|sitio)\b/,
    reschedule: /cambi|reprogram|aplaz|mover (la|mi)|otr[oa] (dia|hora|fecha)|me viene mal/,
    person:
      /(hablar|pasar?\b|pase|pasarme|comuni(que|car)|ponga|poner|me pone).*(persona|alguien|doctor|encargad|recepcion|asesor|humano)|una persona|\buna? (asesora?|humano)\b|\b(hablar|pas(e|ar)me|comuni(queme|carme)|pon(ga|er)me|me (pasa|pone)) con\b/,
    hours: /horario|a que hora (abr|cierr)|cuando (abr|cierr)|estan abiertos/,
    address: /direccion|donde (esta|queda|es)|como (llego|llegar)|ubicacion/,
    prices: /precio|tarifa|cuanto (cuesta|vale|es|sale)|coste/,
    goodbye: /\badios|hasta (luego|pronto|manana)|nada mas|eso es todo|\bchao\b|que tenga (un )?buen/,
    confirm: /confirm|alli estare|ahi estare|si,? (ire|voy|asistire|puedo)|cuente conmigo/,
    book: /reserv|agendar|\b(pedir|coger|sacar|tomar|solicitar|concertar)\b.*\b(cita|hora|turno)|\b(quiero|querria|quisiera|necesito|deme|da|dar(me)?) ((una|otra|alguna|mi primera|la primera) )?(nueva )?(cita|hora|turno|consulta)\b/,
    yes: /^(si\b|vale|claro|de acuerdo|correcto|exacto|perfecto|por supuesto|desde luego|ok\b)/,
    no: /^(no\b|ninguna|tampoco)/,
    thanks: /gracias/,
    greeting: /^(hola|buenos dias|buenas|diga|digame|alo|bueno\b)/,
  },
  en: {
    opt_out: /(do not|don't|dont|stop) (call|calling|ring|ringing)\b/,
    wrong_number: /wrong (number|person)|not me\b/,
    recorded_message:
      /\b(after|at|hear) the (tone|beep)\b|\brecord(ed)? (it|a|my|the)? ?(voice )?message\b|\brecord it\b/,
    robot: /robot|machine|artificial|recording|\bbot\b/,
    message: /\b(leave|take|pass on)\b.*\bmessage\b|\btell (the|my|him|her|them|dr|doctor)\b/,
    cancel: /cancel|call it off|(can't|cannot|can not|won't) (come|make it|attend)/,
    find_slots:
      /\bavailab|\b(free|open) (slot|time|appointment)s?|\bslots?\b|what (days|times) (do you|are|have)|(do you have|is there|have you got) (any|some|a free)/,
    reschedule:
      /reschedul|change|move (it|my|the)|another (day|time|date)|(a )?different (day|time)|postpone/,
    person:
      /(speak|talk|put me through|transfer).*(person|someone|somebody|human|doctor|reception|manager|advisor)|a (human|real person)\b|\b(speak|talk) (to|with)\b|put me through\b/,
    hours:
      /opening hours|what time do you (open|close)|when (do|are) you (open|close)|are you open|your hours/,
    address: /address|where (are you|is it|is the)|how do i get|location|directions/,
    prices: /price|how much|cost|fee\b|fees\b/,
    goodbye: /\bbye|see you|that's all|that is all|nothing else|have a (good|nice)/,
    confirm: /confirm|i('ll| will) be there|i('m| am) coming|count on me/,
    book: /\bbook\b|\b(make|get|have|schedule|set up|need|want|like|arrange) (an?|another|my first) (\w+ )?(appointment|visit)\b|\bschedule an?\b/,
    yes: /^(yes|yeah|yep|sure|of course|right|correct|ok\b|okay|perfect|fine)/,
    no: /^(no\b|nope|not really|none)/,
    thanks: /thank/,
    greeting: /^(hello|hi\b|hey|good (morning|afternoon|evening))/,
  },
};

export function intentOf(language: BrainLanguage, text: string): Intent | undefined {
  const plain = plainOf(text).replace(/^[^a-z0-9]+/, "");
  return INTENTS.find((intent) => PATTERNS[language][intent].test(plain));
}
