import { phrases, type Phrases } from "@/lib/spoken/words";
import type { Country, Language } from "@/lib/vocabulary";

/** What money is called, whichever country's; pesos are pesos. */
export type Money = "euro" | "peso" | "dollar" | "sol" | "pound";

export const MONEY_OF: Record<Country, Money> = {
  ES: "euro",
  MX: "peso",
  CO: "peso",
  AR: "peso",
  CL: "peso",
  PE: "sol",
  US: "dollar",
  GB: "pound",
};

const NAMES: Record<Money, string> = {
  euro: "euro | euros | euritos | eur | pavos",
  peso: "peso | pesos | pesitos | mxn | cop | ars | clp | mangos | varos",
  dollar: "dolar | dolares | usd | dls | dollar | dollars | bucks",
  sol: "sol | soles | pen",
  pound: "libra | libras | gbp | pound | pounds | quid",
};
export const MONEY: readonly [Money, Phrases][] = (Object.keys(NAMES) as Money[]).map((money) => [
  money,
  phrases(NAMES[money]),
]);

/** Numbers that a word of money multiplies: "cincuenta lucas". */
export const LUCAS = phrases("luca | lucas");
export const MILLE: Record<Language, Phrases> = { es: phrases("mil"), en: phrases("thousand") };
export const MILLION = phrases("millon de | millones de | millon | millones | million | palos");

/** What costs; the amount stands within a few words. */
export const COSTS: Record<Language, RegExp> = {
  es: /^(?:cuestan?|costaria|costarian|costara|costaran|vale[n]?|valdria|valdrian|sale[n]?|saldria|saldrian|cobramos|cobran|cobra|cobrariamos|precio|tarifa|importe|coste|costo|total)$/,
  en: /^(?:costs?|charges?|charged|price|fee|total)$/,
};
/** What may also say something else: the amount follows at once, and nothing that is counted follows it. */
export const IS: Record<Language, Phrases> = {
  es: phrases(
    "son | serian | seran | es | seria | sera | queda en | quedan en | quedaria en | quedarian en | se queda | dejo en | deja en | dejamos en | anda en | andan en | ronda | rondan | arranca en | empieza en | comienza en | paga | pagan | pagaria | pagarian | abona",
  ),
  en: phrases(
    "it is | its | that is | thats | that will be | thatll be | it will be | itll be | they are | that would be | it would be | comes to | come to | you pay | runs | starts at",
  ),
};
/** Between them and the amount. */
export const ABOUT: Record<Language, Phrases> = {
  es: phrases(
    "unos | unas | como | aproximadamente | mas o menos | alrededor de | cerca de | casi | solo | solamente | nada mas | en total | desde | entre | hasta | por | los | apenas",
  ),
  en: phrases(
    "about | around | roughly | approximately | just | only | between | from | up to | under | over",
  ),
};
/** "cuarenta la sesión", "forty a session", "más IVA": money without a word of it. */
export const EACH: Record<Language, Phrases> = {
  es: phrases(
    "la sesion | por sesion | cada sesion | la visita | por visita | la consulta | por consulta | la limpieza | por limpieza | cada una | cada uno | por persona | por pieza | por diente | por zona | mas iva | iva incluido | con iva | sin iva | al mes",
  ),
  en: phrases(
    "a session | per session | each session | a visit | per visit | per tooth | per person | each | a month | per month | plus tax | plus vat",
  ),
};
/** What may come between an amount and the end of what is said of it. */
export const AFTER: Record<Language, Phrases> = {
  es: phrases(
    "y pico | y ya | y listo | en total | todo | con todo | mas o menos | aproximadamente | nada mas | solamente",
  ),
  en: phrases("in total | altogether | all in | or so | more or less"),
};
/** Between two ends of a range. */
export const TO: Record<Language, Phrases> = {
  es: phrases("a | y | o | u | hasta"),
  en: phrases("to | and | or"),
};
/** With these in a clause, a number is where something is, what it is called, or how old somebody is. */
export const NAMED_BY_NUMBER =
  /\b(?:codigo|numero|telefono|movil|celular|direccion|calle|avenida|carrera|plaza|piso|portal|planta|puerta|referencia|expediente|folio|edad|anos|postal|extension|linea|sala|despacho|local|consultorio|interior|habitacion|turno|fecha|hora|horario|temperatura|talla|code|number|phone|address|street|avenue|floor|room|suite|unit|reference|age|years|extension|date|time)\b/;

/** With these in a clause, numbers up to this one are days or hours: "los días libres son 14, 15 y 16", "hoy es 20". */
export const DATED =
  /\b(?:dias?|libres|horas|huecos|(?:hoy|manana) es|days?|slots?|(?:today|tomorrow) its)\b/;
export const LAST_DAY = 31;

export const FREE: Record<Language, RegExp> = {
  es: /\b(?:gratis|gratuit[oa]s?|(?:sin|cero|ningun) (?:ningun )?(?:coste|costo|cargo)|(?:costo|coste) cero|de regalo|(?:se )?l[oa]s? regalamos|invita la casa|por cuenta de la casa|de cortesia|no (?:le |les |te )?(?:cuestan?|costara|costaria|vale) nada|no tienen? (?:ningun )?(?:coste|costo|cargo)|no (?:se |le |les )?cobra\w* (?:nada|por)|no (?:se )?paga nada|sin pagar nada)\b/,
  en: /\b(?:free of charge|for free|complimentary|at no (?:extra )?(?:cost|charge)|no charge|without charge|on the house|(?:wont|will not|does not|doesnt) cost (?:you )?(?:anything|a thing)|costs nothing|free (?:consultation|check ?up|cleaning|estimate|quote|assessment|session|trial|parking)|(?:consultation|check ?up|cleaning|estimate|quote|assessment|(?:first|initial) (?:visit|session|appointment)|parking|that|its) (?:is|are|will be|would be)? ?(?:completely |totally |absolutely )?free(?! (?:at|on|from|until|till|between|to|after|before|this|next|for|slots?|in|tomorrow|today)\b))\b/,
};
/** "No es gratis", "it is not free", and what nobody pays for anywhere: to change an appointment. */
export const NOT_FREE: Record<Language, RegExp> = {
  es: /\b(?:no|ni|nunca|tampoco) (?:es|son|sera|seran|seria|esta|estan|sale|salen|lo hacemos|hay nada|tenemos nada|ofrecemos) (?:nada )?(?:gratis|gratuit[oa]s?|de regalo|de cortesia)\b|\bno (?:se |le |les )?cobra\w* (?:nada )?por (?:cambiar|mover|anular|cancelar|aplazar|reprogramar)\b/g,
  en: /\b(?:not|never|isnt|arent|nothing) (?:is )?(?:for free|free of charge|complimentary|free)\b|\bno charge (?:for|to) (?:chang|mov|cancel|reschedul)(?:e|ing|ling)?\b/g,
};
/** What is asked for somebody, or not known, is not promised. "Pregunte por…" and "ask about…" are advertising. */
export const DOUBT: Record<Language, RegExp> = {
  es: /\b(?:no se|(?:decir|saber|asegurar|pregunt(?:a|o|ar|are|aba|ado)|confirm(?:a|o|ar|an|aran|are|ara)|consult(?:o|ar|are)|averigu(?:o|ar)|comprobar|compruebo)) si\b.*?(?= pero | aunque |$)|\bpregunt(?:a|o|ar|are|aba|ado) por\b.*?(?= pero | aunque |$)/g,
  en: /\b(?:not sure|know|ask|asks|asked|asking|check|confirm|see) (?:if|whether)\b.*?(?= but | although |$)|\b(?:asks|asked|asking) about\b.*?(?= but | although |$)/g,
};
/** A question that only repeats what somebody asked; "¿quiere la primera gratis?" is an offer. */
export const ASKS: Record<Language, RegExp> = {
  es: /^(?:y )?(?:es|son|sera|seria|hay|tienen?)\b/,
  en: /^(?:and )?(?:is|are|do you|does)\b/,
};
/** An answer that makes a promise of the question before it. */
export const YES =
  /^(?:si|claro|exacto|correcto|efectivamente|asi es|desde luego|por supuesto|yes|yeah|sure|correct|exactly|of course|indeed|it is|there is|we do)\b/;
export const NEGATION: Record<Language, RegExp> = {
  es: /\b(?:no|ni|sin|ningun\w*|tampoco)\b/,
  en: /\b(?:no|not|never|cannot|cant|dont)\b/,
};
export const DISCOUNT: Record<Language, RegExp> = {
  es: /\b(?:descuentos?|rebajas?|rebajamos|promocion(?:es)?|oferta especial|(?:a )?mitad de precio|(?:dos|2) (?:por|x) (?:uno|1))\b/,
  en: /\b(?:discounts?|special offer|promotion|half price|half off|(?:two|2) for (?:one|1))\b/,
};
export const PERCENT = phrases("por ciento | percent | per cent");
/** With these a percentage is taken off; "estamos al 100 %" is not. */
export const REDUCED: Record<Language, RegExp> = {
  es: /\b(?:descuentos?|dto|menos|rebaj\w+|ahorr\w+|ofertas?|promo\w*|en tod[oa]s?)\b|\b(?:hago|hacemos|hace|haria\w*|doy|damos|quito|quitamos|aplico|aplicamos|dejo|dejamos|tiene|tenemos)\b.*\bpor ciento\b(?! de )|^(?:un|el) (?:\S+ ){1,4}por ciento$/,
  en: /\b(?:off|discounts?|less|cheaper|reduction|save|saves|saving|on everything)\b|\b(?:give|offer|take)\b.*\bpercent\b(?! of )|^a (?:\S+ ){1,4}percent$/,
};

/** Before a time or a date. */
export const AT: Record<Language, Phrases> = {
  es: phrases("a las | a la | las | el dia"),
  en: phrases("at | on"),
};
/** How many there are, not what they cost together. */
export const HOW_MANY = phrases(
  "total de sesiones | total de citas | total de visitas | total de dias | total de horas | total de minutos | total de personas | total de pacientes | total number | total sessions | total visits | total appointments",
);
/** As one word before a number: where something is. */
export const WHERE =
  /^(?:calle|avenida|carrera|plaza|piso|portal|planta|puerta|sala|despacho|local|consultorio|habitacion|ventanilla|mostrador|numero|extension|floor|room|suite|desk|counter|number)$/;
/** As one word before a number. */
export const WHEN =
  /^(?:las|la|el|dia|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|at|on|the|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/;
/** What is counted beside money. */
export const COUNTED = phrases(
  "minuto | minutos | hora | horas | h | hs | hrs | segundos | dia | dias | semana | semanas | mes | meses | ano | anos | cita | citas | turnos | huecos | sesion | sesiones | persona | personas | pacientes | veces | kilos | grados | metros | minute | minutes | hour | hours | day | days | week | weeks | month | months | year | years | visit | visits | appointments | slots | session | sessions | people | patients | times",
);
