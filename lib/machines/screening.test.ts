import { describe, expect, it } from "vitest";
import { isScreening } from "./screening";

describe("a telephone that asks who calls", () => {
  it.each([
    "Diga su nombre y el motivo de su llamada.",
    "Hola. Si indica su nombre y el motivo de la llamada, comprobaré si esta persona está disponible.",
    "Por favor, di tu nombre y por qué llamas.",
    "Grabe su nombre y la razón de su llamada, por favor.",
    "La persona a la que llama usa un servicio de filtrado. ¿Quién llama y por qué motivo?",
    "¿Me puede decir su nombre y para qué llama?",
    "Decime, ¿cuál es el motivo por su llamada?",
    "Hi, if you record your name and reason for calling, I'll see if this person is available.",
    "Please state your name and why you're calling.",
    "The person you're calling is using a screening service from Google.",
    "Who is calling, and what is it regarding?",
    "May I know the reason for your call?",
  ])("is known by its words: %s", (text) => {
    expect(isScreening(text)).toBe(true);
  });

  it.each([
    "",
    "Sí, dígame.",
    "Este es el buzón de voz. Deje su mensaje después de la señal.",
    "Ha llamado a Peluquería Sol. Deje su nombre y su número y le llamaremos.",
    "¿Quién es?",
    "¿Quién llama?",
    "Sí, soy yo, me llamo Carmen. ¿Por qué me llama?",
    "El motivo es que no puedo ir el jueves.",
    "Deje su nombre, su teléfono y el motivo de su llamada después de la señal.",
    "Ahora no podemos atenderle. Diga su nombre y el motivo de su llamada y le llamaremos.",
    "Diga su nombre y el motivo de su llamada al oír el tono.",
    "You have reached my voicemail. State your name and the reason for your call.",
    "I can't come to the phone. Please say your name and why you are calling, and I will call you back.",
    "Please leave your name and number after the tone.",
    "Who is calling?",
    "Yes, that's the reason I could not come.",
  ])("is not taken for a person or a mailbox: %s", (text) => {
    expect(isScreening(text)).toBe(false);
  });
});
