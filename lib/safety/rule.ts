/** Both are tried on one clause as `detectConcern` writes it: lower case, no accents, no marks, words between single blanks. */
export interface SafetyRule {
  says: RegExp;
  /** The same words that mean something else. */
  unless?: RegExp;
}

/** It was, or it would be: what is told of another time is no emergency now. “Desde hace…”, “hace dos días que…” still goes on. */
const ELSEWHEN: readonly RegExp[] = [
  /(?<! desde) hace (?:\w+ ){1,3}(?:dias?|semanas?|mes|meses|anos?|tiempo) (?!que )/,
  / (?:ano|mes|semana|verano|invierno|otono|primavera|lunes|martes|miercoles|jueves|viernes|sabado|domingo|vez) pasad[oa] /,
  / pasad[oa] (?:ano|mes|semana|verano|invierno) /,
  /(?<! desde) (?:ayer|anteayer|antier) /,
  / (?:en|del?|el ano) (?:el )?(?:19|20)\d\d /,
  / (?:de pequen[oa]|de nin[oa]|de joven|cuando era|en su dia|la ultima vez|antecedentes|historial|hace tiempo) /,
  // “No sé si…” and “¿qué hago si…?” are said of what is happening.
  /(?<! (?:no se|hago|hacemos|hacer)) si (?!no )(?:usted |ustedes |tu |alguien |un |una |esto |se trata de )?(?:es|son|me|te|le|les|se|esta|estas|tengo|tiene|tienes|tienen|necesita|necesitas|hay|sangra|siente|sientes|presenta|sufre) /,
  / (?:que pasa|que pasaria|que ocurre|por|y|como) si no? ?(?:me|se|le|puedo|puede|tengo|tiene|hay) /,
  / en caso de | por si acaso /,
  / last (?:year|month|week|night|summer|winter|spring|fall|autumn|time|monday|tuesday|wednesday|thursday|friday|saturday|sunday) /,
  / (?:days?|weeks?|months?|years?) (?:ago|back|before) /,
  /(?<! since) yesterday /,
  / in (?:19|20)\d\d /,
  / (?:history of|previous|previously|used to|as a (?:child|kid|teenager)|when i was|the other day|recovering from|after (?:my|his|her|the) (?:heart attack|stroke)) /,
  /(?<! (?:know|sure|tell|i do|we do|sees?)) if (?:this|that|it|its|you|youre|he|hes|she|shes|i|im|my|there|theres|someone|anyone|a|they|theyre) /,
  / (?:in case|what if|what happens if) /,
];

export function isElsewhen(clause: string): boolean {
  return ELSEWHEN.some((pattern) => pattern.test(clause));
}

/** Only small words may stand between the “no” and what it denies: “no cuelgue, se ha desmayado” denies nothing. */
const DENIAL_ES =
  / (?:no|ya no|nunca|jamas|tampoco|sin|ni|ningun|ninguna)(?: (?:creo|parece|pienso|es|sea|son|era|que|me|le|les|se|la|lo|nos|esta|estoy|este|ha|he|un|una|ningun|de|el|en|tengo|tiene|siento|siente|hay|tuvo|tenga)){0,4}$/;
const DENIAL_EN =
  / (?:no|not|never|isnt|doesnt|dont|didnt|hasnt|havent|wasnt|arent|wont|without|nobody|nothing)(?: (?:think|believe|having|have|has|a|an|any|the|it|its|is|hes|shes|im|he|she|like|that|been|feel|feeling|my|his|her|really|actually|currently)){0,4}$/;

export function isDenied(before: string): boolean {
  const start = before.trimEnd();
  // “No sé si…”, “I do not know if…” doubts, which is enough.
  if (/ (?:no se|no sabemos|dont know|not sure)(?: \w+){0,4}$/.test(start)) return false;
  return DENIAL_ES.test(start) || DENIAL_EN.test(start);
}
