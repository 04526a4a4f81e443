import type { AttentionReason, Country, Language } from "@/lib/vocabulary";

/**
 * Whom to call in a medical emergency, from any telephone and free of charge.
 * ES 112: single European number, Real Decreto 903/1997 (112.es). MX 911: gob.mx/911. CO 123: Decreto 4366 de 2006.
 * AR 107 reaches the ambulances (SAME), 911 where a province has no 107 (argentina.gob.ar, “Números de emergencia”): both are said.
 * CL 131: SAMU (minsal.cl). PE 106: SAMU (gob.pe/samu). US 911: fcc.gov/911. GB 999: gov.uk and nhs.uk, “When to call 999”.
 */
export const EMERGENCY_NUMBERS: Record<Country, readonly string[]> = {
  ES: ["112"],
  MX: ["911"],
  CO: ["123"],
  AR: ["107", "911"],
  CL: ["131"],
  PE: ["106"],
  US: ["911"],
  GB: ["999"],
};

const DIGITS: Record<Language, readonly string[]> = {
  es: ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
  en: ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
};

/** Figures for who reads, digits for who listens: voices do not agree on how to read “112”. */
function spokenNumbers(language: Language, country: Country): string {
  const digits = DIGITS[language];
  return EMERGENCY_NUMBERS[country]
    .map((number) => `${number}, ${Array.from(number, (digit) => digits[Number(digit)]).join(" ")}`)
    .join(language === "es" ? ", o al " : ", or ");
}

/** What a caller is told, word for word, in every mode. */
export function fixedWords(kind: AttentionReason, language: Language, country: Country): string {
  const numbers = spokenNumbers(language, country);
  switch (kind) {
    case "medical_emergency":
      return language === "es"
        ? `Esto puede ser una urgencia médica. Cuelgue y llame ahora mismo al ${numbers}. También avisamos a nuestro equipo.`
        : `This may be a medical emergency. Hang up and call ${numbers} right now. We are also telling our team.`;
    case "medical_advice":
      return language === "es"
        ? "Por teléfono no puedo darle consejo médico. He tomado nota de su pregunta para que una persona de nuestro equipo se ponga en contacto con usted."
        : "I cannot give medical advice over the phone. I have noted your question so that somebody from our team can get back to you.";
  }
}
