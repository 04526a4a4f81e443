import type { SafetyRule } from "./rule";

const MEDICINE =
  "(?:ibuprofeno|paracetamol|acetaminofen|aspirinas?|amoxicilina|antibioticos?|nolotil|metamizol|dipirona|naproxeno|diclofenaco|ketorolaco|tramadol|corticoides?|cortisona|omeprazol|antiinflamatorios?|analgesicos?|calmantes?|antihistaminicos?|anticonceptiv[oa]s?|pastillas?|medicamentos?|medicacion|medicinas?|remedios?|insulina|metformina|sintrom|anticoagulantes?|losartan|enalapril|loratadina|jarabe|antidepresivos?|ansioliticos?|clonazepam|orfidal|pomadas?|colirio)";
const COMPLAINT =
  "(?:dolor\\w*|fiebre|tos|infeccion|alergia|inflamacion|hinchazon|picor|picazon|comezon|granos?|herida|quemadura|mareos?|nauseas?|diarrea|presion|tension|ansiedad|migrana|gripe|resfriado|catarro|gripa|acidez|ardor|insomnio|muelas?|cabeza|garganta|espalda|sarpullido|roncha|hongos?|ampolla|flemon|molestia\\w*|duela|pase|baje|quite|calmar\\w*|aliviar\\w*|bajar\\w*)";
const FINDING =
  "(?:resultados?|analitica|analisis|biopsia|radiografias?|placas?|resonancia|pruebas?|ecografia|eco|examen|examenes|laboratorios?|tac|citologia|mamografia|hemograma|colesterol|glucosa|azucar|leucocitos|plaquetas|estudios?)";
const PAPERWORK =
  / (?:cita|turno|hora|fecha|precio|cuesta|cuando|donde|recog\w+|retirar|presupuesto|(?:ya|si) (?:estan|esta|salieron|llegaron|tienen|hay)|listos?|enviar|mandar|correo|email|telefono|horario|factura|copia) /;

/** Spain, Mexico, Colombia, Argentina and their neighbours. */
export const ADVICE_RULES_ES: readonly SafetyRule[] = [
  {
    says: new RegExp(
      ` que (?:\\w+ ){0,2}(?:tom\\w+|doy|dar\\w*|pong\\w+|poner\\w*|ech\\w+|aplic\\w+|hago|hacer) (?:\\w+ ){0,2}(?:para|por|contra) (?:\\w+ ){0,4}${COMPLAINT} `,
    ),
    unless: PAPERWORK,
  },
  {
    says: new RegExp(
      ` (?:puedo|puede|podria|podemos|debo|debe|deberia|tengo que|tiene que|hace falta|es malo|pasa algo|conviene|es bueno|esta bien|sigo|dejo de|dejamos de|mejor) (?:\\w+ ){0,2}(?:tom\\w+|dej\\w+|mezcl\\w+|combin\\w+|suspend\\w+|sub\\w+|baj\\w+|aument\\w+|dar\\w*|pon\\w+|inyect\\w+|dobl\\w+|us\\w+|salt\\w+) (?:\\w+ ){0,4}${MEDICINE} `,
    ),
    unless: PAPERWORK,
  },
  {
    says: new RegExp(
      ` (?:dejo|sigo|suspendo|subo|bajo|doblo|mezclo|salto) (?:de |con )?(?:tomar )?(?:el |la |los |las |mi |mis )?${MEDICINE} `,
    ),
  },
  {
    says: / (?:que|cual|cuanta|cada cuanto|cada cuantas horas) (?:\w+ ){0,3}dosis | cuant[oa]s (?:\w+ )?(?:mg|miligramos|pastillas|gotas|comprimidos|capsulas|cucharadas|tabletas) | cada cuant[oa]s? (?:\w+ )?(?:horas|tiempo) (?:\w+ ){0,2}(?:tomo|tomar\w*|doy|pongo|toma) /,
    unless: PAPERWORK,
  },
  { says: new RegExp(` cuant[oa] (?:${MEDICINE}) `), unless: / (?:cuesta|vale|precio|cobran) / },
  {
    says: new RegExp(
      ` (?:que|cual|algun|alguna) ${MEDICINE} (?:\\w+ ){0,4}(?:tom\\w+|us\\w+|pon\\w+|recomiend\\w+|compr\\w+|doy|dar\\w*|ech\\w+|sirve|es buen\\w*|para|contra) `,
    ),
    unless: PAPERWORK,
  },
  {
    says: new RegExp(
      ` (?:recomiend\\w+|recomendar\\w*|(?:me|nos|le) recet(?:a|e|an|en)|recetar(?:me|le|nos)?|aconsej\\w+) (?:\\w+ ){0,3}${MEDICINE} (?!que ya |de siempre )`,
    ),
    unless: PAPERWORK,
  },
  {
    says: / (?:es|sera|seria) (?:muy |algo |tan )?(?:grave|peligros[oa]|malign[oa]|contagios[oa]|cancer) (?:esto|lo que|que (?:me|le|se|tenga)|si (?:me|le|se|tengo|no)|mi|tener|este|esta|el bulto|la mancha|el lunar) /,
  },
  {
    says: / (?:esto|lo que tengo|lo que tiene|lo mio|lo que me (?:pasa|sale|ha salido)|lo que le (?:pasa|sale)|este bulto|este grano|este lunar|esta mancha) (?:\w+ ){0,3}(?:es|sera|puede ser) (?:\w+ )?(?:grave|peligros[oa]|malign[oa]|malo|normal|cancer|contagios[oa]|una infeccion|infeccion) /,
  },
  { says: /^ (?:y )?(?:es|sera) (?:muy )?(?:grave|contagioso|contagiosa|maligno) $/ },
  {
    says: / (?:es|sera|esta) normal que (?:\w+ ){0,4}(?:duel\w+|sangr\w+|hinch\w+|pi(?:que|ca|quen)|escuez\w+|supur\w+|inflam\w+|mare\w+|fiebre|dormid\w+|adormec\w+|sienta|ard\w+|salga|salgan|pus|moret\w+|mancha\w*|arda) /,
  },
  {
    says: new RegExp(
      ` (?:decir|dig\\w+|le[ae]\\w*|explicar|explique\\w*|contar|interpretar|interprete\\w*|adelantar|dar|dime|decirme|darme|explicarme) (?:\\w+ ){0,5}${FINDING} `,
    ),
    unless: PAPERWORK,
  },
  {
    says: new RegExp(
      ` que (?:significa\\w*|quiere decir|quieren decir|indica\\w*) (?:\\w+ ){0,6}(?:${FINDING}|valores?|positivo|negativo|alt[oa]s?|baj[oa]s?|informe) `,
    ),
  },
  {
    says: new RegExp(
      ` (?:sali(?:o|eron)|estan|esta|han salido|ha salido|fue) bien (?:\\w+ ){0,3}${FINDING} | ${FINDING} (?:\\w+ ){0,3}(?:sali(?:o|eron)|estan|esta|han salido|ha salido) (?:bien|mal|alterad\\w+|normal\\w*) `,
    ),
    unless: / (?:el sistema|la pagina) /,
  },
  {
    says: / (?:que|cual) (?:puede|podria|sera|es) (?:ser )?(?:esto|este|esta|lo que|el|la) (?:\w+ ){0,3}(?:dolor|bulto|mancha|grano|lunar|roncha|sarpullido|me sale|me ha salido|me pasa|le pasa|noto) | a que se debe (?:\w+ ){0,4}(?:dolor|mareo|bulto|mancha|sangrado|hinchazon|fiebre) /,
  },
  {
    says: / (?:cree|crees|creen|piensa|sera|puede ser|es posible|parece) (?:usted )?que (?:\w+ ){0,4}(?:infeccion|infectad[oa]|cancer|diabetes|apendicitis|covid|neumonia|fractura\w*|roto|rota|grave|anemia|embarazada|tumor|hernia) | tendre (?:\w+ ){0,2}(?:infeccion|cancer|diabetes|anemia|tumor|covid) /,
  },
  {
    says: / (?:debo|deberia|tengo que|tendria que|hay que) (?:\w+ )?preocupar\w* | (?:puede|podria|pueden|podrian) (?:\w+ ){0,2}(?:diagnosticar\w*|decir que tengo|decir que enfermedad) /,
  },
  {
    says: / (?:estoy |estando )?embarazada (?:\w+ ){0,4}(?:puedo|es malo|pasa algo|es seguro|es peligroso) | (?:puedo|es seguro|es malo|es peligroso) (?:\w+ ){0,6}(?:embarazada|embarazo|lactancia|dando (?:el )?pecho) /,
  },
  { says: / (?:saber|conocer) (?:el|los|mis?|que) (?:\w+ ){0,2}resultados? /, unless: PAPERWORK },
  {
    says: new RegExp(` sali(?:o|eron) (?:\\w+ ){0,2}(?:mal[oa]?|raro|alterad[oa]) (?:\\w+ ){0,3}${FINDING} `),
  },
  {
    says: / que (?:hago|puedo hacer|debo hacer|tengo que hacer) (?:si|cuando) (?:\w+ ){0,3}(?:duel\w+|sangr\w+|fiebre|hinch\w+|infect\w+|mare\w+|vomit\w+) /,
  },
  {
    says: / (?:duel\w+|sangr\w+|ard\w+|hinch\w+|pica\w*|supur\w+|inflam\w+) (?:\w+ ){0,8}es (?:eso )?normal /,
  },
  { says: / dando (?:el )?pecho (?:\w+ ){0,3}(?:puedo|es malo|pasa algo|es seguro) / },
];
