import type { Language } from "@/lib/vocabulary";
import { Cursor, phrases, type Phrases, wordsOf } from "./words";

type Vote = "yes" | "no" | "unsure";

/** Longer phrases win: "claro que no" is no "claro". */
const VOTES: Record<Language, [Vote, Phrases][]> = {
  es: [
    [
      "unsure",
      phrases(
        [
          "no se | no lo se | no estoy seguro | no estoy segura | no se decirle | quiza | quizas | tal vez | depende | puede ser",
          "a lo mejor | dejeme ver | dejeme pensar | deje que mire | no le oigo | no te oigo | no entiendo | no le entiendo",
          "no he entendido | no entendi | no escuche | no le escucho | espere | un momento | me lo pienso | capaz | lo pienso",
          "no recuerdo | no me acuerdo | ni idea | mas o menos | no creo que sepa | que tal vez | a ver",
        ].join("|"),
      ),
    ],
    [
      "yes",
      phrases(
        [
          "si | sip | claro | claro que si | como no | por que no | desde luego | por supuesto | por supuesto que si | vale | venga",
          "de acuerdo | ok | okey | okay | dale | listo | sale | orale | andale | perfecto | correcto | exacto | exactamente",
          "efectivamente | asi es | eso es | eso mismo | afirmativo | confirmo | confirmado | confirmada | lo confirmo | la confirmo",
          "me parece bien | me viene bien | me va bien | me queda bien | me sirve | me conviene | esta bien | esta perfecto | va bien",
          "bueno | muy bien | genial | estupendo | barbaro | buenisimo | fenomenal | excelente | de una | hagale | con gusto | obvio",
          "aja | sin problema | sin problemas | no hay problema | no hay inconveniente | ningun problema | no tengo problema",
          "ya | eso | conforme | encantado | encantada | adelante | seguro | cierto | es correcto | creo que si | pues si | va",
          "no me importa | yo creo que si | hecho | simon | que si | sipi | okis | de diez | joya | bien",
        ].join("|"),
      ),
    ],
    [
      "no",
      phrases(
        [
          "no | nop | nunca | para nada | de ninguna manera | de ningun modo | ni hablar | mejor no | que va | tampoco | negativo",
          "claro que no | por supuesto que no | desde luego que no | creo que no | me parece que no | pues no | ninguna | ninguno",
          "no esta bien | no me parece bien | no me viene bien | no me va bien | no me queda bien | no me sirve | no me conviene",
          "no es correcto | no es asi | no es cierto | no confirmo | no la confirmo | no lo confirmo | no quiero | no puedo",
          "no gracias | ahora no | todavia no | aun no | no por ahora | incorrecto | que no | jamas | no deseo | no hay manera",
          "no esta bien asi | no no | yo creo que no | en absoluto | no estoy de acuerdo | nel | nanai | no sirve | no va bien | no seguro",
        ].join("|"),
      ),
    ],
  ],
  en: [
    [
      "unsure",
      phrases(
        [
          "i dont know | not sure | im not sure | i am not sure | maybe | perhaps | it depends | let me check | let me see",
          "let me think | i didnt hear | i dont understand | say again | pardon | hold on | one moment | possibly | i dont remember",
        ].join("|"),
      ),
    ],
    [
      "yes",
      phrases(
        [
          "yes | yeah | yep | yup | yes please | sure | sure thing | of course | absolutely | definitely | certainly | correct | right",
          "thats right | that is right | thats correct | ok | okay | fine | thats fine | perfect | great | lovely | sounds good",
          "that works | works for me | please do | go ahead | indeed | exactly | brilliant | no problem | not a problem | why not",
          "i do | i am | i can | i will | confirmed | i confirm | that suits me | suits me | all right | alright | good | i think so",
          "by all means | affirmative | aye | please | uh huh | mhm | i dont mind | no worries",
        ].join("|"),
      ),
    ],
    [
      "no",
      phrases(
        [
          "no | nope | nah | no thanks | no thank you | not really | not at all | never | i dont think so | thats not right",
          "that is not right | not correct | thats wrong | wrong | incorrect | that doesnt work | doesnt work | doesnt suit me",
          "not now | not yet | id rather not | i would rather not | i cant | i cannot | i dont | i wont | negative | of course not",
          "absolutely not | certainly not | definitely not | dont | neither | none | not good | not great | not fine | not ok | no good",
          "i am not | im not | no way",
        ].join("|"),
      ),
    ],
  ],
};

/** Whether somebody agreed: `sí, dale`, `claro que no`, `no hay problema`; undefined when they said neither, or both. */
export function readYesNo(text: string, language: Language): "yes" | "no" | undefined {
  const cursor = new Cursor(wordsOf(text));
  const votes = new Set<Vote>();
  while (!cursor.isAtEnd) {
    const vote = nextVote(cursor, VOTES[language]);
    if (vote) votes.add(vote);
    else cursor.skip();
  }
  const [only] = votes;
  return votes.size === 1 && only !== "unsure" ? only : undefined;
}

/** Takes the longest phrase that stands here. */
function nextVote(cursor: Cursor, lists: [Vote, Phrases][]): Vote | undefined {
  const fitting = lists
    .map(([vote, list]) => ({ vote, list, length: cursor.lengthOf((rest) => rest.take(list)) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length);
  const [longest] = fitting;
  if (longest) cursor.take(longest.list);
  return longest?.vote;
}
