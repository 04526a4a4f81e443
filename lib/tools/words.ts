import type { Language } from "@/lib/vocabulary";

/** What agents say with the tools' answers. Every sentence can be spoken as it stands. */
export interface Words {
  askName: string;
  askFullName: string;
  askBirthDate: string;
  askDigits: string;
  askPhone: string;
  askWhen: string;
  askMessage: string;
  askService: (services: string) => string;
  unknownService: (services: string) => string;
  noService: string;
  unknownStaff: (names: string) => string;
  notThePerson: string;
  cannotProve: string;
  noVisit: string;
  whichVisit: (visits: string) => string;
  visit: (what: string, when: string) => string;
  exactIsTaken: (options: string) => string;
  options: (options: string) => string;
  later: (options: string) => string;
  nothingFree: string;
  booked: (what: string, when: string, withWhom: string) => string;
  emailNoted: (email: string) => string;
  confirmed: (what: string, when: string) => string;
  alreadyConfirmed: (what: string, when: string) => string;
  moved: (what: string, when: string) => string;
  sameTime: (when: string) => string;
  askNewTime: string;
  cancelled: (what: string, when: string) => string;
  visitOver: string;
  messageTaken: string;
  oneMoment: string;
  messageTakenFor: (number: string) => string;
  notCalledAgain: string;
  /** For the front desk. */
  wantsNoCalls: (reason: string) => string;
  failed: string;
  busy: string;
  /** One call has done as much of this as any honest one does. */
  enough: string;
  /** What an appointment without a service is. */
  appointment: string;
  or: string;
}

export const WORDS: Record<Language, Words> = {
  es: {
    askName: "¿Me dice su nombre y apellidos, por favor?",
    askFullName: "¿Me dice también sus apellidos, por favor?",
    askBirthDate: "Para comprobar que hablo con la persona correcta, ¿me dice su fecha de nacimiento?",
    askDigits:
      "Para comprobar que hablo con la persona correcta, ¿me dice las cuatro últimas cifras del teléfono que tenemos en su ficha?",
    askPhone: "¿A qué número de teléfono podemos llamarle?",
    askWhen: "¿Qué día y a qué hora le viene bien?",
    askMessage: "Dígame, ¿qué recado quiere dejar?",
    askService: (services) => `¿Para qué servicio sería la cita? Tenemos ${services}.`,
    unknownService: (services) => `No encuentro ese servicio. Tenemos ${services}. ¿Cuál prefiere?`,
    noService: "Ese servicio lo reserva una persona de la recepción. ¿Quiere que le tome recado?",
    unknownStaff: (names) => `No encuentro a esa persona en la agenda. Están ${names}. ¿Con quién prefiere?`,
    notThePerson: "Ese dato no coincide con el que tenemos. ¿Me lo puede repetir, por favor?",
    cannotProve:
      "No puedo cambiar nada sin comprobar con quién hablo. Si quiere, le tomo recado y le llama una persona.",
    noVisit: "No encuentro ninguna cita próxima a su nombre. ¿Quiere reservar una?",
    whichVisit: (visits) => `Tiene más de una cita: ${visits}. ¿De cuál me habla?`,
    visit: (what, when) => `${what}, ${when}`,
    exactIsTaken: (options) => `A esa hora no hay hueco. Puedo ofrecerle ${options}. ¿Qué le viene mejor?`,
    options: (options) => `Hay hueco ${options}. ¿Qué le viene mejor?`,
    later: (options) => `Para entonces no hay hueco. Lo más próximo es ${options}. ¿Le viene bien?`,
    nothingFree: "No encuentro ningún hueco libre en esas fechas. ¿Quiere que busque en otras?",
    booked: (what, when, withWhom) => `Su cita queda reservada: ${what}, ${when}, con ${withWhom}.`,
    emailNoted: (email) => `He anotado su correo: ${email}.`,
    confirmed: (what, when) => `Perfecto, su cita queda confirmada: ${what}, ${when}.`,
    alreadyConfirmed: (what, when) => `Su cita ya estaba confirmada: ${what}, ${when}.`,
    moved: (what, when) => `De acuerdo, su cita queda cambiada: ${what}, ${when}.`,
    sameTime: (when) => `Su cita ya es a esa hora: ${when}. ¿Qué otro día u hora prefiere?`,
    askNewTime: "Claro, cambiamos la cita. ¿Qué día y a qué hora le viene bien?",
    cancelled: (what, when) => `De acuerdo, queda anulada su cita: ${what}, ${when}.`,
    visitOver: "Esa cita ya no se puede cambiar. ¿Quiere que le tome recado?",
    oneMoment: "Un momento.",
    messageTaken: "He tomado nota y se lo paso a la recepción. Le llamarán lo antes posible.",
    messageTakenFor: (number) =>
      `He tomado nota y se lo paso a la recepción. Le llamarán al ${number} lo antes posible.`,
    notCalledAgain: "Entendido, no volveremos a llamarle. Disculpe las molestias.",
    wantsNoCalls: (reason) =>
      `No quiere que se le llame más y llamó sin mostrar su número.${reason === "" ? "" : ` Dijo: ${reason}`}`,
    failed: "Ahora mismo no puedo hacerlo desde aquí. Si quiere, le tomo recado y le llama una persona.",
    busy: "Un momento, lo estoy anotando.",
    enough: "En esta llamada ya no puedo anotar nada más. Si necesita algo más, le atiende la recepción.",
    appointment: "cita",
    or: "o",
  },
  en: {
    askName: "Could you tell me your full name, please?",
    askFullName: "Could you tell me your surname as well, please?",
    askBirthDate: "To be sure I am speaking with the right person, what is your date of birth?",
    askDigits:
      "To be sure I am speaking with the right person, what are the last four digits of the telephone number we have on file?",
    askPhone: "On which telephone number can we reach you?",
    askWhen: "What day and time would suit you?",
    askMessage: "Of course. What would you like me to pass on?",
    askService: (services) => `What would the appointment be for? We offer ${services}.`,
    unknownService: (services) =>
      `I cannot find that service. We offer ${services}. Which one would you like?`,
    noService: "That service is booked by the front desk. Shall I take a message for them?",
    unknownStaff: (names) =>
      `I cannot find that person in the diary. There are ${names}. Who would you like to see?`,
    notThePerson: "That does not match what we have. Could you say it again, please?",
    cannotProve:
      "I cannot change anything without being sure who I am speaking with. I can take a message, and somebody will call you.",
    noVisit: "I cannot find any coming appointment in your name. Would you like to book one?",
    whichVisit: (visits) => `You have more than one appointment: ${visits}. Which one is it about?`,
    visit: (what, when) => `${what}, ${when}`,
    exactIsTaken: (options) => `That time is taken. I can offer ${options}. Which would suit you best?`,
    options: (options) => `There is a free time ${options}. Which would suit you best?`,
    later: (options) => `Nothing is free then. The nearest is ${options}. Would that suit you?`,
    nothingFree: "I cannot find any free time around then. Shall I look at other dates?",
    booked: (what, when, withWhom) => `Your appointment is booked: ${what}, ${when}, with ${withWhom}.`,
    emailNoted: (email) => `I have noted your e-mail address: ${email}.`,
    confirmed: (what, when) => `Perfect, your appointment is confirmed: ${what}, ${when}.`,
    alreadyConfirmed: (what, when) => `Your appointment was already confirmed: ${what}, ${when}.`,
    moved: (what, when) => `All right, your appointment has been moved: ${what}, ${when}.`,
    sameTime: (when) =>
      `Your appointment is at that time already: ${when}. What other day or time would you like?`,
    askNewTime: "Of course, let us change it. What day and time would suit you?",
    cancelled: (what, when) => `All right, your appointment is cancelled: ${what}, ${when}.`,
    visitOver: "That appointment can no longer be changed. Shall I take a message?",
    oneMoment: "One moment.",
    messageTaken:
      "I have noted it and will pass it to the front desk. They will call you as soon as they can.",
    messageTakenFor: (number) =>
      `I have noted it and will pass it to the front desk. They will call you on ${number} as soon as they can.`,
    notCalledAgain: "Understood, we will not call you again. Sorry for the trouble.",
    wantsNoCalls: (reason) =>
      `They want no more calls, and called without showing their number.${reason === "" ? "" : ` They said: ${reason}`}`,
    failed: "I cannot do that from here right now. I can take a message, and somebody will call you.",
    busy: "One moment, I am noting it down.",
    enough: "I cannot note down anything more in this call. For anything else the front desk will help you.",
    appointment: "appointment",
    or: "or",
  },
};
