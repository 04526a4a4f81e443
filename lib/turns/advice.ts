import type { Language } from "@/lib/vocabulary";

/**
 * Sentences by which somebody who is not a doctor would treat, dose or judge. What a caller asks is lib/safety's; this is about what an agent
 * is about to say. Written for words without accents.
 */
const RULES: Record<Language, readonly RegExp[]> = {
  es: [
    /\b(?:tom(?:e|ese|arse|ar|ate)|aplique(?:se)?|pongase|use|inyectese|dele|ingiera)\b.{0,40}\b(?:mg|miligramos|gotas|pastillas?|comprimidos?|capsulas?|cucharadas?|pomada|crema|antibioticos?|antiinflamatorios?|analgesicos?|ibuprofeno|paracetamol|acetaminofen|aspirina|amoxicilina|metamizol|nolotil|omeprazol)\b/,
    /\b(?:puede|debe|deberia|le (?:recomiendo|aconsejo|sugiero|conviene)|lo mejor es)\b.{0,25}\b(?:tomar(?:se)?|dejar de tomar|suspender|aumentar|reducir|duplicar|mezclar|combinar|aplicarse|ponerse|inyectarse)\b.{0,40}\b(?:medic\w+|tratamiento|dosis|pastillas?|antibioticos?|antiinflamatorios?|analgesicos?|ibuprofeno|paracetamol|acetaminofen|aspirina|amoxicilina|metamizol|nolotil|omeprazol|crema|pomada|colirio|jarabe|insulina|sintrom)\b/,
    /\bcada (?:\w+|\d+) horas\b.{0,40}\b(?:durante|por) (?:\w+|\d+) dias\b/,
    /\b(?:eso|esto|lo suyo|lo que (?:tiene|describe|cuenta))\b.{0,25}\b(?:no (?:es|parece|sera) (?:nada )?(?:grave|serio|preocupante)|es (?:normal|grave|una infeccion|una alergia|un virus))\b/,
    /\bno (?:es|parece) (?:nada )?(?:grave|serio|preocupante)\b|\bno se preocupe\b.{0,20}\b(?:es normal|pasara|se cura)\b/,
    /\b(?:usted )?(?:tiene|padece|sufre) (?:usted )?(?:una?|la|el) (?:\w+ )?(?:infeccion|gingivitis|caries|alergia|gripe|otitis|sinusitis|hernia|fractura|depresion|anemia|diabetes)\b/,
    /\bsu (?:analisis|analitica|resultado|biopsia|radiografia)s?\b.{0,20}\b(?:es|son|sale|salio|salieron|indica|muestra)\b.{0,20}\b(?:normal(?:es)?|bien|mal|positiv\w+|negativ\w+|alterad\w+)\b/,
  ],
  en: [
    /\b(?:take|use|apply|inject|put)\b.{0,40}\b(?:mg|milligrams|drops|pills?|tablets?|capsules?|spoonfuls?|ointment|cream|antibiotics?|anti inflammatories|painkillers?|ibuprofen|paracetamol|acetaminophen|aspirin|amoxicillin|omeprazole)\b/,
    /\b(?:you (?:can|should|could|must|may)|i (?:recommend|suggest|advise))\b.{0,25}\b(?:take|taking|stop taking|increase|reduce|double|mix|combine|apply|applying)\b.{0,40}\b(?:medic\w+|treatment|dose|pills?|antibiotics?|painkillers?|ibuprofen|paracetamol|acetaminophen|aspirin|amoxicillin|omeprazole|cream|ointment|syrup|insulin|warfarin)\b/,
    /\bevery (?:\w+|\d+) hours\b.{0,40}\bfor (?:\w+|\d+) days\b/,
    /\b(?:it|that|this)\b.{0,20}\b(?:is not|isnt|does not sound|doesnt sound) (?:at all )?(?:serious|anything serious|dangerous)\b|\bthat is (?:perfectly )?normal\b.{0,20}\b(?:pain|bleeding|swelling|fever)\b/,
    /\byou (?:have|probably have|are suffering from) (?:an?|the) (?:\w+ )?(?:infection|gingivitis|cavity|allergy|flu|otitis|sinusitis|hernia|fracture|depression|anemia|diabetes)\b/,
    /\byour (?:results?|tests?|biopsy|x ray|blood work)\b.{0,20}\b(?:is|are|came back|shows?)\b.{0,20}\b(?:normal|fine|bad|positive|negative)\b/,
  ],
};

/** In either language: a model may change it in the middle of a call. */
export function givesAdvice(sentence: string, language: Language): boolean {
  const plain = sentence
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/['’]/gu, "")
    .replaceAll(/[^a-z0-9]+/g, " ");
  const other: Language = language === "es" ? "en" : "es";
  return [...RULES[language], ...RULES[other]].some((rule) => rule.test(plain));
}
