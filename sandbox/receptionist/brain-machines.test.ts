import { describe, expect, it } from "vitest";
import { Receptionist } from "./test-receptionist";

const HELLO = "Hola, Rosa. Soy la asistente de la Clínica Sol. ¿Puede hablar ahora?";
const caller = (language = "es", firstMessage = HELLO) => new Receptionist(language, [], { firstMessage });

describe("a call that a machine answers", () => {
  it("a mailbox hears nothing, and nobody asks whether it is still there", () => {
    const call = caller();
    expect(call.hear("Este es el buzón de voz. Deje su mensaje después de la señal.")).toBe("");
    expect(call.hear({ type: "silence" })).toBe("");
  });

  it("an assistant is told who calls and what for, and waited for; then the person is greeted", () => {
    const call = caller();
    expect(call.hear("Antes de pasar la llamada, diga su nombre y el motivo de su llamada.")).toBe(
      "Soy la asistente de la Clínica Sol. Llamo por una cita.",
    );
    expect(call.hear("Gracias. Un momento, por favor.")).toBe("");
    expect(call.hear({ type: "silence" })).toBe("");
    expect(call.hear("¿Diga?")).toBe(HELLO);
    expect(call.hear("Sí, confirmo la cita")).not.toBe("");
    expect(call.asked.map(([name]) => name)).toEqual(["confirm_appointment"]);
  });

  it("in English, too, and with words of its own where the greeting names nobody", () => {
    const call = caller("en", "Hello?");
    expect(call.hear("Please state your name and the reason for your call.")).toBe(
      "I am the virtual assistant of the centre. I am calling about an appointment.",
    );
    expect(call.hear("Hello, who is it?")).toBe("Hello?");
  });
});

it.each(["Quiero dejar un mensaje", "Mi nombre es Marta, ¿por qué motivo me llaman?", "Deje, ya llamo yo"])(
  "%j is said by a person",
  (words) => {
    const call = caller();
    expect(call.hear(words)).not.toBe("");
    expect(call.hear("Gracias")).not.toBe(HELLO);
  },
);
