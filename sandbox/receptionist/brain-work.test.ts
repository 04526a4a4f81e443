import { describe, expect, test } from "vitest";
import { think } from "./brain";
import { createBrain } from "./brain-state";
import { type JsonObject } from "../json";
import { modelParameters } from "../elevenlabs/tool-parameters";
import { ask, done, options, Receptionist, TOOLS } from "./test-receptionist";

describe("the appointment that there is", () => {
  test("is confirmed after the caller has said who it is, in the words of the tool", () => {
    const call = new Receptionist("es", [
      ask("name", "¿Me dice su nombre completo?"),
      ask("date_of_birth", "¿Y su fecha de nacimiento?"),
      done("Confirmada para mañana a las diez.", { appointment: { appointment_id: "a1" } }),
    ]);
    expect(call.hear("Sí, confirmo")).toBe("¿Me dice su nombre completo?");
    expect(call.hear("Soy Ana Ruiz.")).toBe("¿Y su fecha de nacimiento?");
    expect(call.hear("El tres de mayo del ochenta")).toBe(
      "Confirmada para mañana a las diez. ¿Necesita algo más?",
    );
    expect(call.asked).toEqual([
      ["confirm_appointment", {}],
      ["confirm_appointment", { name: "Ana Ruiz" }],
      ["confirm_appointment", { name: "Ana Ruiz", date_of_birth: "El tres de mayo del ochenta" }],
    ]);
    expect(call.outcome).toBe("confirmed");
  });

  test.each<[string, string[], JsonObject]>([
    ["es", ["Quiero cambiar la cita al jueves a las once"], { when: "jueves a las once" }],
    [
      "es",
      ["Necesito mover mi cita de mañana para el viernes por la tarde, por favor"],
      { when: "el viernes por la tarde" },
    ],
    [
      "es",
      ["Quiero cambiar la cita del jueves", "El viernes a las cinco"],
      { when: "El viernes a las cinco" },
    ],
    ["es", ["Quiero cambiar la cita", "¿Tienen hueco el lunes?"], { when: "el lunes" }],
    ["en", ["I need to move my appointment to Friday at ten"], { when: "Friday at ten" }],
    ["en", ["Can I reschedule?", "Monday morning"], { when: "Monday morning" }],
  ])("%s %j is moved", (language, sentences, parameters) => {
    const call = new Receptionist(language, [done("Cambiada.")]);
    for (const sentence of sentences) call.hear(sentence);
    expect(call.asked).toEqual([["reschedule_appointment", parameters]]);
    expect(call.outcome).toBe("rescheduled");
  });

  test("one of several is meant by its words, and the answer to it is kept", () => {
    const which = {
      status: "options",
      ask: "appointment_id",
      say: "Tiene más de una cita. ¿De cuál me habla?",
      options: [
        { appointment_id: "a1", say: "limpieza dental el lunes a las diez" },
        { appointment_id: "a2", say: "ortodoncia el martes a las doce" },
      ],
    };
    const call = new Receptionist("es", [which, done("Confirmada.")]);
    call.hear("Sí, confirmo");
    expect(call.hear("No sé")).toBe("Tiene más de una cita. ¿De cuál me habla?");
    call.hear("La de ortodoncia");
    expect(call.asked[1]).toEqual(["confirm_appointment", { appointment_id: "a2" }]);
  });

  test("a slot that was gone meanwhile is not asked for again", () => {
    const call = new Receptionist("es", [
      options("¿Cuál?", "el jueves a las diez", "el jueves a las once"),
      ask("when", "Ya no queda hueco. ¿Qué otro día?"),
      done("Cambiada."),
    ]);
    for (const words of ["Quiero cambiar la cita al jueves", "La primera", "El viernes"]) call.hear(words);
    expect(call.asked.map(([, parameters]) => parameters)).toEqual([
      { when: "jueves" },
      { when: "jueves", slot_id: "s1" },
      { when: "El viernes" },
    ]);
  });

  test("the one just spoken of is the one that is moved or cancelled", () => {
    const booked = done("Reservada.", { appointment: { appointment_id: "a7" } });
    const call = new Receptionist("es", [booked, done("Anulada.")]);
    call.hear("Quiero reservar una limpieza para el lunes");
    call.hear("Pues mejor cancélela porque estoy de viaje");
    call.hear("Sí");
    expect(call.asked[1]).toEqual(["cancel_appointment", { appointment_id: "a7", reason: "estoy de viaje" }]);
    expect(call.outcome).toBe("cancelled");
  });

  test("is not cancelled before the caller is sure", () => {
    const call = new Receptionist("es", [done("Anulada.")]);
    expect(call.hear("Quiero cancelar")).toContain("¿Quiere que cancele su cita?");
    expect(call.asked).toEqual([]);
    call.hear("Sí, por favor");
    expect(call.asked).toEqual([["cancel_appointment", {}]]);
  });

  test("a caller who changes their mind in between is followed", () => {
    const call = new Receptionist("es", [ask("name", "¿Su nombre?"), done("Cambiada.")]);
    call.hear("Sí, confirmo");
    expect(call.hear("Espere, mejor quiero cambiarla")).toContain("¿Qué día");
    call.hear("El martes a las nueve");
    expect(call.asked[1]).toEqual(["reschedule_appointment", { when: "El martes a las nueve" }]);
  });

  test("a question in between is answered, and what was asked is asked again", () => {
    const call = new Receptionist("es", [ask("name", "¿Su nombre?"), done("Confirmada.")], {
      prompt: "Horario: de 9 a 20.",
    });
    call.hear("Sí, confirmo");
    expect(call.hear("¿Qué horario tienen?")).toBe("Nuestro horario es de 9 a 20. ¿Su nombre?");
    call.hear("Ana");
    expect(call.asked[1]).toEqual(["confirm_appointment", { name: "Ana" }]);
  });
});

describe("what the tool answers", () => {
  test("a failure is said in the tool's words, and settles nothing", () => {
    const call = new Receptionist("es", [{ status: "failed", say: "No encuentro ninguna cita suya." }]);
    expect(call.hear("Sí, confirmo")).toBe("No encuentro ninguna cita suya.");
    expect(call.outcome).toBeNull();
  });

  test.each([
    ["No encuentro ninguna cita. ¿Quiere reservar una?", "book_appointment"],
    ["Ahora no puedo. Si quiere, le tomo recado y le llama una persona.", undefined],
  ])("what is offered instead (%s) can be accepted", (words, tool) => {
    const call = new Receptionist("es", [{ status: "failed", say: words }, done("Hecho.")]);
    call.hear("Sí, confirmo");
    const accepted = call.hear("Sí");
    expect(call.asked[1]?.[0]).toBe(tool);
    if (tool === undefined) expect(accepted).toContain("¿Qué recado");
  });

  test.each([
    ["an error", { isError: true }],
    ["an error in the body", { result: "This call is not known.", is_error: true }],
  ])("%s is noted by hand", (_, answer) => {
    const call = new Receptionist("es", [answer]);
    expect(call.hear("Sí, confirmo")).toContain("a mano");
    expect(call.outcome).toBeNull();
  });

  test.each([
    ["as text", { result: JSON.stringify(done("Hecho.")), is_error: false }],
    ["as an object", { result: done("Hecho.") }],
  ])("is understood inside a server's own envelope, %s", (_, answer) => {
    expect(new Receptionist("es", [answer]).hear("Sí, confirmo")).toBe("Hecho. ¿Necesita algo más?");
  });

  test("plain words are for the agent, who says its own", () => {
    expect(new Receptionist("es", ["Noted."]).hear("Sí, confirmo")).toContain("queda confirmada");
  });

  test("a question for what the tool would not take is said, and no more", () => {
    const call = new Receptionist("es", [ask("shoe_size", "¿Qué número calza?")]);
    expect(call.hear("Sí, confirmo")).toBe("¿Qué número calza?");
    call.hear("El cuarenta");
    expect(call.asked).toHaveLength(1);
  });

  test("what comes after the caller has gone on to something else is nobody's", () => {
    let state = createBrain({ language: "es", prompt: "", tools: TOOLS });
    [state] = think(state, { type: "text", text: "Sí, confirmo" });
    [state] = think(state, { type: "text", text: "Mejor cancélela" });
    const late = {
      type: "tool_result",
      name: "confirm_appointment",
      use: 1,
      value: JSON.stringify(done("Hecho.")),
      isError: false,
    } as const;
    expect(think(state, late)[1]).toEqual([]);
  });
});

describe("only what a tool declares is sent", () => {
  test("a name that is not declared, a word that is none of the enumerated, a text for a number", () => {
    const tool = {
      type: "client",
      parameters: {
        type: "object",
        properties: {
          when: { type: "string", description: "When." },
          service: { type: "string", description: "What for.", enum: ["corte"] },
          tenant: { type: "string", dynamic_variable: "tenant_id" },
        },
      },
    };
    const tools = new Map([["book_appointment", modelParameters(tool)]]);
    const call = new Receptionist("es", [done("Hecho.")], { tools });
    call.hear("Quiero una cita para una limpieza el lunes, soy Ana Gil");
    expect(call.asked).toEqual([["book_appointment", { when: "el lunes" }]]);
  });
});

describe("messages and wishes", () => {
  test.each<[string, string[], JsonObject]>([
    [
      "es",
      ["Quiero dejar un recado", "Que me llame la doctora, es urgente"],
      {
        text: "Que me llame la doctora, es urgente",
        urgent: true,
      },
    ],
    ["es", ["Dígale a Marta que llegaré tarde"], { text: "Dígale a Marta que llegaré tarde" }],
    ["es", ["Quiero dejar un recado: que me llamen mañana"], { text: "que me llamen mañana" }],
    [
      "es",
      ["Quiero dejar un recado", "Pregunte si quieren cambiar la cita y qué pastilla tomo"],
      {
        text: "Pregunte si quieren cambiar la cita y qué pastilla tomo",
      },
    ],
    ["en", ["Can I leave a message?", "Please call me back"], { text: "Please call me back" }],
  ])("%s %j becomes a message", (language, sentences, parameters) => {
    const call = new Receptionist(language, [done("Lo paso.")]);
    for (const sentence of sentences) call.hear(sentence);
    expect(call.asked).toEqual([["take_message", parameters]]);
    expect(call.outcome).toBe("message_taken");
  });

  test("whoever wants no more calls is believed, and the call ends", () => {
    const call = new Receptionist("es", [done("No le llamaremos más.")]);
    expect(call.hear("No me llamen más")).toBe("No le llamaremos más. [end]");
    expect(call.asked).toEqual([["do_not_call_again", { reason: "No me llamen más" }]]);
    expect(call.outcome).toBe("opted_out");
  });

  test("a wish that the tool could not note is reported with the call", () => {
    const call = new Receptionist("es", [{ isError: true }]);
    expect(call.hear("No me llamen más")).toContain("no volveremos a llamarle");
    expect(call.asked[1]).toEqual(["report_result", { outcome: "opted_out", notes: "No me llamen más" }]);
  });

  test("an agent without tools says what it cannot do", () => {
    const call = new Receptionist("es", [], { tools: new Map() });
    expect(call.hear("Quiero pedir una cita")).toContain("no puedo reservar");
    expect(call.hear("Quiero dejar un recado")).toContain("no puedo tomar recados");
  });
});
