import type { WindowName } from "./time-meaning";
import { phrases, type Phrases } from "./words";

/** What parts of a day are called in Spanish; the longer names come before the shorter ones that they hold. */
export const WINDOWS_ES: [WindowName, Phrases][] = [
  [
    "first_afternoon",
    phrases(
      [
        "a primera hora de la tarde | primera hora de la tarde | al principio de la tarde | temprano en la tarde",
        "en la tarde temprano | por la tarde temprano | temprano por la tarde | la tarde temprano | a la tarde temprano",
      ].join("|"),
    ),
  ],
  [
    "last_morning",
    phrases(
      "a ultima hora de la manana | ultima hora de la manana | al final de la manana | a finales de la manana",
    ),
  ],
  [
    "last_afternoon",
    phrases(
      [
        "a ultima hora de la tarde | ultima hora de la tarde | al final de la tarde | a la tardecita | de tardecita",
        "por la tardecita | en la tardecita | la tardecita | al caer la tarde",
      ].join("|"),
    ),
  ],
  [
    "first",
    phrases(
      [
        "a primera hora de la manana | a primera hora | primera hora | a primerisima hora | tempranito | temprano",
        "bien temprano | lo mas temprano posible | lo mas temprano | a primera | por la manana temprano | de mananita",
        "en la manana temprano | temprano por la manana | temprano en la manana | a la manana temprano | al abrir",
        "en la mananita | por la mananita | muy temprano | cuando abran | a la primera hora | al principio de la manana",
        "tempranito por la manana | tempranito en la manana",
      ].join("|"),
    ),
  ],
  [
    "last",
    phrases(
      [
        "a ultima hora del dia | a ultima hora | ultima hora | lo mas tarde posible | lo mas tarde | al final del dia",
        "a ultimas horas | antes de cerrar | al cierre",
      ].join("|"),
    ),
  ],
  ["mid_morning", phrases("a media manana | media manana | a mitad de la manana | a mitad de manana")],
  ["mid_afternoon", phrases("a media tarde | media tarde | a mitad de la tarde | a mitad de tarde")],
  [
    "after_lunch",
    phrases(
      [
        "despues de comer | despues de almuerzo | despues de la comida | despues del almuerzo | despues de almorzar | despues de mediodia",
        "despues del mediodia | tras la comida | pasado el mediodia | a la hora de la siesta | la sobremesa",
      ].join("|"),
    ),
  ],
  [
    "before_lunch",
    phrases(
      "antes de comer | antes de almuerzo | antes de la comida | antes del almuerzo | antes de almorzar | antes del mediodia | antes de mediodia",
    ),
  ],
  [
    "after_work",
    phrases(
      [
        "despues del trabajo | despues de trabajar | al salir del trabajo | saliendo del trabajo | despues de la oficina",
        "cuando salga del trabajo | cuando salgo del trabajo | al salir de trabajar | despues de la jornada",
      ].join("|"),
    ),
  ],
  [
    "morning",
    phrases(
      [
        "por la manana | en la manana | a la manana | por las mananas | en las mananas | a las mananas | de la manana",
        "la manana | las mananas | de mananas | horario de manana | turno de manana | turno manana | de manana",
      ].join("|"),
    ),
  ],
  [
    "afternoon",
    phrases(
      [
        "por la tarde | en la tarde | a la tarde | por las tardes | en las tardes | a las tardes | de la tarde | la tarde",
        "las tardes | de tarde | de tardes | horario de tarde | turno de tarde | turno tarde | tarde",
      ].join("|"),
    ),
  ],
  [
    "night",
    phrases(
      [
        "noche | por la noche | en la noche | a la noche | por las noches | en las noches | de noche | la noche | de la noche",
        "a la nochecita | de nochecita | las noches",
      ].join("|"),
    ),
  ],
  [
    "noon",
    phrases(
      [
        "al mediodia | a mediodia | a medio dia | al medio dia | el mediodia | mediodia | a la hora de comer",
        "a la hora de la comida | a la hora del almuerzo | a la hora de almorzar | del mediodia | medio dia | los mediodias",
      ].join("|"),
    ),
  ],
  ["dawn", phrases("de madrugada | por la madrugada | en la madrugada | la madrugada")],
];
