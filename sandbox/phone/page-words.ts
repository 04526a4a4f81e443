/** The page's sentences, in Spanish and English. Runs in the page. */
export const WORDS_SCRIPT = String.raw`
const WORDS = {
  es: {
    title: "Teléfonos de prueba", first: "Teléfono 1 · quien llama", second: "Teléfono 2 · asesor", ownNumber: "Número propio",
    ownHint: "Las llamadas a este número suenan aquí.", busy: "Comunica", badNumber: "Escriba el número con prefijo: +34 600 000 001",
    ringsAt: "Suena el teléfono ", takeIt: "Usarlo aquí",
    callWho: "Llamar a un número del negocio", call: "Llamar", answer: "Contestar", decline: "Rechazar", letRing: "Dejar sonar sin timbre",
    isSilent: "Suena sin timbre hasta que quien llama desista.", unlock: "Pulse en la página para oír el timbre.", hangup: "Colgar",
    sayWhat: "Diga algo", say: "Decir", mic: "Hablar por el micrófono", micOff: "Apagar el micrófono",
    micDenied: "El navegador no da acceso al micrófono.", subtitles: "Subtítulos", keypad: "Teclado",
    quiet: "Lo que se diga en la llamada se lee aquí.", texts: "SMS recibidos", read: "Leer los subtítulos con la voz del navegador",
    note: "El agente sigue un guion: no hay inteligencia artificial detrás. Nada sale de este ordenador; ninguna llamada es real ni cuesta dinero. Con el micrófono, el agente solo nota que alguien habla; las palabras escritas sí las entiende. Mientras suena la música de espera no hay subtítulos.",
    idle: "Libre", isBusy: "Comunicando", offline: "Sin conexión con el entorno de prueba", ringingOut: "Llamando a ", ringingIn: "Llamada de ",
    inCall: "En llamada con ", ended: "Terminada: ", noNumbers: "No hay números todavía",
    reasons: { completed: "llamada completa", busy: "comunica", failed: "fallida", "no-answer": "sin respuesta", canceled: "cancelada" },
    alert: "Error de Twilio", trySaying: "Pruebe a decir:",
  },
  en: {
    title: "Test phones", first: "Phone 1 · caller", second: "Phone 2 · advisor", ownNumber: "Own number",
    ownHint: "Calls to this number ring here.", busy: "Busy", badNumber: "Write the number with its prefix: +34 600 000 001",
    ringsAt: "Telephone rings: ", takeIt: "Use it here",
    callWho: "Call a number of the business", call: "Call", answer: "Answer", decline: "Decline", letRing: "Let it ring silently",
    isSilent: "Rings silently until the caller gives up.", unlock: "Press anywhere on the page to hear it ring.", hangup: "Hang up",
    sayWhat: "Say something", say: "Say", mic: "Speak by microphone", micOff: "Turn the microphone off",
    micDenied: "The browser gives no access to the microphone.", subtitles: "Subtitles", keypad: "Keypad",
    quiet: "What is said in the call can be read here.", texts: "Received SMS", read: "Read the subtitles with the browser's voice",
    note: "The agent follows a script: there is no artificial intelligence behind it. Nothing leaves this machine; no call is real or costs money. By microphone the agent only notices that somebody speaks; typed words it understands. While music on hold plays there are no subtitles.",
    idle: "Idle", isBusy: "Busy", offline: "No connection to the sandbox", ringingOut: "Calling ", ringingIn: "Call from ",
    inCall: "In a call with ", ended: "Ended: ", noNumbers: "There are no numbers yet",
    reasons: { completed: "call completed", busy: "busy", failed: "failed", "no-answer": "no answer", canceled: "canceled" },
    alert: "Twilio error", trySaying: "Try saying:",
  },
};

/** What the scripted agent understands, one sentence for each thing it can do. */
const SENTENCES = {
  es: [
    "Sí, confirmo la cita", "Quiero cambiar la cita al jueves a las once", "Quiero una cita para una limpieza",
    "¿Tienen hueco mañana por la tarde?", "Quiero cancelar la cita", "Quiero hablar con una persona", "Quiero dejar un recado",
    "Me duele mucho el pecho",
    "Gracias, nada más",
  ],
  en: [
    "Yes, I confirm the appointment", "I want to move my appointment to Thursday at eleven", "I need an appointment for a cleaning",
    "Do you have a free slot tomorrow afternoon?", "I want to cancel the appointment", "I want to speak to a person", "I want to leave a message",
    "My chest hurts a lot", "Thanks, that's all",
  ],
};

let language = localStorage.getItem("language") || (navigator.language.startsWith("es") ? "es" : "en");

export const words = () => WORDS[language];
export const languageTag = () => (language === "es" ? "es-ES" : "en-US");

/** In the language that the agent speaks, as far as it has spoken; the page's own before. */
export function sentencesFor(agentWords) {
  if (agentWords === "") return { lang: language, sentences: SENTENCES[language] };
  const lang = /[¿¡áéíóúñ]|\b(hola|buen[oa]s|usted|su|le|cita|momento|gracias|llamada)\b/i.test(agentWords) ? "es" : "en";
  return { lang, sentences: SENTENCES[lang] };
}

export function switchLanguage() {
  language = language === "es" ? "en" : "es";
  localStorage.setItem("language", language);
}

export function translate() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-i18n]")) element.textContent = words()[element.dataset.i18n];
  for (const element of document.querySelectorAll("[data-i18n-label]"))
    element.setAttribute("aria-label", words()[element.dataset.i18nLabel]);
  const button = document.querySelector("[data-language]");
  button.textContent = language === "es" ? "English" : "Español";
  button.lang = language === "es" ? "en" : "es";
}
`;
