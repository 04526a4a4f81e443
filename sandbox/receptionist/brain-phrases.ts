/** What the scripted receptionist says by itself, in the two languages it has. */
export type BrainLanguage = "es" | "en";

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
  booked: string;
  cannotBook: string;
  askCancel: string;
  cancelled: string;
  kept: string;
  notBooked: string;
  askMessage: string;
  messageTaken: string;
  noMessages: string;
  askOtherTime: string;
  emergency: string;
  advice: string;
  optedOut: string;
  wrongNumber: string;
  robot: string;
  hours: (fact: string) => string;
  address: (fact: string) => string;
  prices: (fact: string) => string;
  unknownFact: string;
  person: string;
  transferring: string;
  stillTrying: string;
  noPerson: string;
  backAgain: string;
  offerMessage: string;
  brief: (name: string | undefined, words: string) => string;
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
    booked: "Su cita queda reservada. ¿Necesita algo más?",
    cannotBook: "Yo no puedo reservar citas nuevas, pero en la recepción se la darán. ¿Necesita algo más?",
    askCancel: "¿Quiere que cancele su cita? Dígame sí o no, por favor.",
    cancelled: "Su cita queda cancelada. ¿Necesita algo más?",
    kept: "Muy bien, la dejamos como está. ¿Necesita algo más?",
    notBooked: "De acuerdo, lo dejamos así. ¿Necesita algo más?",
    askMessage: "Claro. ¿Qué recado quiere dejar?",
    messageTaken: "Tomo nota de su recado. ¿Necesita algo más?",
    noMessages: "Ahora mismo no puedo tomar recados. ¿Le ayudo yo con su cita?",
    askOtherTime: "¿Qué otro día u otra hora le viene bien?",
    emergency: "Eso necesita ayuda médica ahora mismo. Cuelgue y llame al número de emergencias.",
    advice: "Eso tiene que valorarlo un profesional; yo no puedo aconsejarle.",
    optedOut: "Entendido, no volveremos a llamarle. Disculpe las molestias. Adiós.",
    wrongNumber: "Disculpe, nos hemos equivocado de número. Que tenga un buen día. Adiós.",
    robot: "Soy un agente de guion del entorno de prueba. Puedo confirmar, cambiar o cancelar su cita.",
    hours: (fact) => `Nuestro horario es ${fact}.`,
    address: (fact) => `Estamos en ${fact}.`,
    prices: (fact) => `Los precios: ${fact}.`,
    unknownFact: "Ahora no tengo ese dato, pero se lo confirmamos en la recepción.",
    person: "Ahora mismo no puedo pasarle con una persona. ¿Le ayudo yo con su cita?",
    transferring: "Un momento, por favor, le paso con una persona.",
    stillTrying: "Sí, sigo aquí, seguimos intentándolo.",
    noPerson: "Ahora mismo no puedo pasarle con una persona.",
    backAgain: "Ya estoy de nuevo con usted. ¿En qué más le puedo ayudar?",
    offerMessage: "¿Quiere dejar un recado?",
    brief: (name, words) => `Llama ${name ?? "una persona que no ha dicho su nombre"}. Dice: «${words}».`,
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
    booked: "Your appointment is booked. Is there anything else?",
    cannotBook: "I cannot book new appointments, but the front desk will. Is there anything else?",
    askCancel: "Shall I cancel your appointment? Please say yes or no.",
    cancelled: "Your appointment is cancelled. Is there anything else?",
    kept: "Very well, we will leave it as it is. Is there anything else?",
    notBooked: "All right, we will leave it at that. Is there anything else?",
    askMessage: "Of course. What message would you like to leave?",
    messageTaken: "I have noted your message. Is there anything else?",
    noMessages: "I cannot take messages right now. Can I help you with your appointment?",
    askOtherTime: "What other day or time would suit you?",
    emergency: "That needs medical help right now. Hang up and call the emergency number.",
    advice: "A professional has to judge that; I cannot give advice.",
    optedOut: "Understood, we will not call you again. Sorry to have bothered you. Goodbye.",
    wrongNumber: "Sorry, we have the wrong number. Have a nice day. Goodbye.",
    robot: "I am a scripted agent of the sandbox. I can confirm, change or cancel your appointment.",
    hours: (fact) => `Our opening hours are ${fact}.`,
    address: (fact) => `We are at ${fact}.`,
    prices: (fact) => `Our prices: ${fact}.`,
    unknownFact: "I do not have that at hand, but the front desk will tell you.",
    person: "I cannot put you through to a person right now. Can I help you with your appointment?",
    transferring: "One moment, please, I am putting you through to a person.",
    stillTrying: "Yes, I am still here, we keep trying.",
    noPerson: "I cannot put you through to a person right now.",
    backAgain: "I am back with you. What else can I do for you?",
    offerMessage: "Would you like to leave a message?",
    brief: (name, words) =>
      `${name ?? "Somebody who has not said their name"} is calling. They say: “${words}”.`,
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
