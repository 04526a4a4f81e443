/** What the scripted receptionist understands and says, in the two languages it has. */
export type BrainLanguage = "es" | "en";

export const INTENTS = [
  "opt_out",
  "wrong_number",
  "robot",
  "cancel",
  "reschedule",
  "person",
  "hours",
  "address",
  "prices",
  "goodbye",
  "confirm",
  "yes",
  "no",
  "thanks",
  "greeting",
] as const;
export type Intent = (typeof INTENTS)[number];

/** Tried in the order above, on lower-case text without accents. */
export const PATTERNS: Record<BrainLanguage, Record<Intent, RegExp>> = {
  es: {
    opt_out: /no (me )?(vuelva[ns]? a llamar|llame[ns]? mas)|deje[ns]? de llamar/,
    wrong_number: /numero equivocado|se (ha )?equivoca|aqui no vive|no soy yo/,
    robot: /robot|maquina|inteligencia artificial|grabacion/,
    cancel: /cancel|anul|no (voy a|podre|puedo) ir\b|no ire\b|no asistire/,
    reschedule: /cambi|reprogram|aplaz|mover (la|mi)|otr[oa] (dia|hora|fecha)|me viene mal/,
    person:
      /(hablar|pase|paseme|comunique|ponga).*(persona|alguien|doctor|doctora|encargad|recepcion|asesor)|una persona/,
    hours: /horario|a que hora (abr|cierr)|cuando (abr|cierr)|estan abiertos/,
    address: /direccion|donde (esta|queda|es)|como (llego|llegar)|ubicacion/,
    prices: /precio|tarifa|cuanto (cuesta|vale|es|sale)|coste/,
    goodbye: /\badios|hasta (luego|pronto|manana)|nada mas|eso es todo|\bchao\b|que tenga (un )?buen/,
    confirm: /confirm|alli estare|ahi estare|si,? (ire|voy|asistire|puedo)|cuente conmigo/,
    yes: /^(si\b|vale|claro|de acuerdo|correcto|exacto|perfecto|por supuesto|desde luego|ok\b)/,
    no: /^(no\b|ninguna|tampoco)/,
    thanks: /gracias/,
    greeting: /^(hola|buenos dias|buenas|diga|digame|alo|bueno\b)/,
  },
  en: {
    opt_out: /(do not|don't|dont|stop) (call|calling)( me)?/,
    wrong_number: /wrong (number|person)|not me\b/,
    robot: /robot|machine|artificial|recording|\bbot\b/,
    cancel: /cancel|call it off|(can't|cannot|can not|won't) (come|make it|attend)/,
    reschedule: /reschedul|change|move (it|my|the)|another (day|time|date)|different (day|time)|postpone/,
    person:
      /(speak|talk|put me through|transfer).*(person|someone|somebody|human|doctor|reception|manager)|a human\b/,
    hours:
      /opening hours|what time do you (open|close)|when (do|are) you (open|close)|are you open|your hours/,
    address: /address|where (are you|is it|is the)|how do i get|location|directions/,
    prices: /price|how much|cost|fee\b|fees\b/,
    goodbye: /\bbye|see you|that's all|that is all|nothing else|have a (good|nice)/,
    confirm: /confirm|i('ll| will) be there|i('m| am) coming|count on me/,
    yes: /^(yes|yeah|yep|sure|of course|right|correct|ok\b|okay|perfect|fine)/,
    no: /^(no\b|nope|not really|none)/,
    thanks: /thank/,
    greeting: /^(hello|hi\b|hey|good (morning|afternoon|evening))/,
  },
};

/** Lines of the prompt that answer a question: `Horario: de lunes a viernes…`. */
export const FACT_LINES: Record<"hours" | "address" | "prices", RegExp> = {
  hours: /^[\s*-]*(?:horario|horarios|opening hours|hours)\s*:\s*(.+)$/im,
  address: /^[\s*-]*(?:direcci[oó]n|address)\s*:\s*(.+)$/im,
  prices: /^[\s*-]*(?:precios?|tarifas?|prices?|fees?)\s*:\s*(.+)$/im,
};

export interface Phrases {
  confirmed: string;
  askWhen: string;
  rescheduled: (when: string) => string;
  askCancel: string;
  cancelled: string;
  kept: string;
  optedOut: string;
  wrongNumber: string;
  robot: string;
  hours: (fact: string) => string;
  address: (fact: string) => string;
  prices: (fact: string) => string;
  unknownFact: string;
  person: string;
  transferring: string;
  offer: string;
  anythingElse: string;
  youAreWelcome: string;
  greeting: string;
  again: string;
  againWithHelp: string;
  voiceOnly: string;
  stillThere: string;
  goodbye: string;
  notReported: string;
}

export const PHRASES: Record<BrainLanguage, Phrases> = {
  es: {
    confirmed: "Perfecto, su cita queda confirmada. ¿Necesita algo más?",
    askWhen: "Claro, cambiamos la cita. ¿Qué día y a qué hora le viene bien?",
    rescheduled: (when) => `De acuerdo, anoto el cambio: ${when}. ¿Necesita algo más?`,
    askCancel: "¿Quiere que cancele su cita? Dígame sí o no, por favor.",
    cancelled: "Su cita queda cancelada. ¿Necesita algo más?",
    kept: "Muy bien, la dejamos como está. ¿Necesita algo más?",
    optedOut: "Entendido, no volveremos a llamarle. Disculpe las molestias. Adiós.",
    wrongNumber: "Disculpe, nos hemos equivocado de número. Que tenga un buen día. Adiós.",
    robot: "Soy un agente de guion del entorno de prueba. Puedo confirmar, cambiar o cancelar su cita.",
    hours: (fact) => `Nuestro horario es ${fact}. ¿Necesita algo más?`,
    address: (fact) => `Estamos en ${fact}. ¿Necesita algo más?`,
    prices: (fact) => `Los precios: ${fact}. ¿Necesita algo más?`,
    unknownFact: "Ahora no tengo ese dato, pero se lo confirmamos en la recepción. ¿Necesita algo más?",
    person: "Ahora mismo no puedo pasarle con una persona. ¿Le ayudo yo con su cita?",
    transferring: "Un momento, por favor, le paso con una persona.",
    offer: "Dígame, ¿quiere confirmar, cambiar o cancelar su cita?",
    anythingElse: "¿Necesita algo más?",
    youAreWelcome: "De nada. ¿Necesita algo más?",
    greeting: "Hola. ¿En qué puedo ayudarle?",
    again: "Perdone, no le he entendido. ¿Puede repetirlo, por favor?",
    againWithHelp: "Sigo sin entenderle. Puedo confirmar, cambiar o cancelar su cita. ¿Qué prefiere?",
    voiceOnly:
      "Le oigo, pero solo entiendo palabras escritas: soy un agente de guion. Escriba su frase en el teléfono de prueba, por favor.",
    stillThere: "¿Sigue ahí?",
    goodbye: "Gracias por su tiempo. Que tenga un buen día. Adiós.",
    notReported: "Lo anoto a mano, porque el sistema no responde. ¿Necesita algo más?",
  },
  en: {
    confirmed: "Perfect, your appointment is confirmed. Is there anything else?",
    askWhen: "Of course, let us change it. What day and time would suit you?",
    rescheduled: (when) => `All right, I have noted the change: ${when}. Is there anything else?`,
    askCancel: "Shall I cancel your appointment? Please say yes or no.",
    cancelled: "Your appointment is cancelled. Is there anything else?",
    kept: "Very well, we will leave it as it is. Is there anything else?",
    optedOut: "Understood, we will not call you again. Sorry to have bothered you. Goodbye.",
    wrongNumber: "Sorry, we have the wrong number. Have a nice day. Goodbye.",
    robot: "I am a scripted agent of the sandbox. I can confirm, change or cancel your appointment.",
    hours: (fact) => `Our opening hours are ${fact}. Is there anything else?`,
    address: (fact) => `We are at ${fact}. Is there anything else?`,
    prices: (fact) => `Our prices: ${fact}. Is there anything else?`,
    unknownFact: "I do not have that at hand, but the front desk will tell you. Is there anything else?",
    person: "I cannot put you through to a person right now. Can I help you with your appointment?",
    transferring: "One moment, please, I am putting you through to a person.",
    offer: "Tell me, would you like to confirm, change or cancel your appointment?",
    anythingElse: "Is there anything else?",
    youAreWelcome: "You are welcome. Is there anything else?",
    greeting: "Hello. How can I help you?",
    again: "Sorry, I did not understand. Could you say that again, please?",
    againWithHelp: "I still do not understand. I can confirm, change or cancel your appointment. Which one?",
    voiceOnly:
      "I can hear you, but I only understand written words: I am a scripted agent. Please type your sentence in the test phone.",
    stillThere: "Are you still there?",
    goodbye: "Thank you for your time. Have a nice day. Goodbye.",
    notReported: "I will note it by hand, because the system does not answer. Is there anything else?",
  },
};
