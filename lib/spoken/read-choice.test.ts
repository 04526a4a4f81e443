import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "@/lib/vocabulary";
import { readYesNo } from "./read-choice";

const CASES: Record<Language, Record<"yes" | "no" | "neither", string>> = {
  es: {
    yes: "sí | si | sí, sí | sí, claro | claro | claro que sí | por supuesto | vale | vale, perfecto | de acuerdo | dale | listo | sale | órale | ándale | ok | okey | perfecto | correcto | exacto | así es | eso es | efectivamente | cómo no | ¿por qué no? | no hay problema | sin problema | no hay inconveniente | me viene bien | me va bien | me queda bien | me sirve | me parece bien | está bien | confirmo | sí, confirmada | bueno | bueno, sí | muy bien | genial | bárbaro | de una | hágale | con gusto | ajá | eso | conforme | adelante | creo que sí | venga, sí | sí, por favor | pues sí | sí señora | desde luego | afirmativo | ya | buenísimo",
    no: "no | no, no | no, gracias | nop | claro que no | por supuesto que no | creo que no | mejor no | para nada | de ninguna manera | ni hablar | qué va | tampoco | no me viene bien | no me va bien | no me sirve | no está bien | no puedo | no quiero | ahora no | todavía no | no es correcto | negativo | nunca | incorrecto | ninguna | pues no | no, no puedo | en absoluto | no confirmo",
    neither:
      "no sé | no lo sé | depende | quizá | tal vez | a lo mejor | sí, pero no | sí y no | no le oigo | no entiendo | espere un momento | hola | ¿a qué hora? | el jueves | puede ser | déjeme ver | no estoy seguro | | no me acuerdo | a ver",
  },
  en: {
    yes: "yes | yeah | yep | yes please | sure | of course | absolutely | correct | that's right | ok | okay, fine | sounds good | that works | works for me | go ahead | perfect | no problem | why not | certainly | I do | I'm fine with yes | yes, that's right | brilliant | lovely | definitely",
    no: "no | nope | nah | no thanks | no, thank you | not really | I don't think so | that's wrong | not at all | that doesn't work | I'd rather not | I can't | of course not | absolutely not | not now | never | no way",
    neither:
      "maybe | I don't know | not sure | it depends | yes and no | hello | what time | on Thursday | let me check | hold on | | pardon",
  },
};

describe.each(LANGUAGES)("an answer in %s", (language) => {
  const listed = (kind: "yes" | "no" | "neither") =>
    CASES[language][kind].split("|").map((text) => text.trim());

  it.each(listed("yes"))("that agrees: %s", (said) => {
    expect(readYesNo(said, language)).toBe("yes");
  });

  it.each(listed("no"))("that refuses: %s", (said) => {
    expect(readYesNo(said, language)).toBe("no");
  });

  it.each(listed("neither"))("that does neither: %s", (said) => {
    expect(readYesNo(said, language)).toBeUndefined();
  });

  it("that nobody can foresee is yes, no or neither", () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        expect(["yes", "no", undefined]).toContain(readYesNo(said, language));
      }),
    );
  });
});
