import { describe, expect, test } from "vitest";
import { think } from "./brain";
import { type Action, type BrainState, createBrain, type Heard } from "./brain-state";
import { isObject, type JsonObject } from "./json";
import { type ModelParameters, modelParameters } from "./tool-parameters";

const PARAMETERS: Record<string, string[]> = {
  find_free_slots: ["service", "when", "staff", "appointment_id"],
  book_appointment: ["service", "when", "slot_id", "name", "phone", "notes", "staff"],
  confirm_appointment: ["appointment_id", "name", "date_of_birth", "number_digits"],
  reschedule_appointment: ["appointment_id", "when", "slot_id", "name", "date_of_birth", "number_digits"],
  cancel_appointment: ["appointment_id", "reason", "name", "date_of_birth", "number_digits"],
  take_message: ["text", "name", "phone", "urgent"],
  do_not_call_again: ["reason"],
  report_result: ["outcome", "notes"],
};

const TOOLS: ReadonlyMap<string, ModelParameters> = new Map(
  Object.entries(PARAMETERS).map(([name, parameters]) => [name, modelParameters(toolOf(parameters))]),
);

function toolOf(parameters: string[]): JsonObject {
  const properties = parameters.map((name) => [
    name,
    { type: name === "urgent" ? "boolean" : "string", description: name },
  ]);
  return { type: "client", parameters: { type: "object", properties: Object.fromEntries(properties) } };
}

/** A server of tools that answers in turn, and keeps what it was asked. */
class Receptionist {
  readonly asked: [string, JsonObject][] = [];
  readonly #answers: (JsonObject | string | { isError: true })[];
  #state: BrainState;

  constructor(
    language: string,
    answers: (JsonObject | string)[] = [],
    given: { tools?: ReadonlyMap<string, ModelParameters>; prompt?: string } = {},
  ) {
    this.#answers = answers;
    this.#state = createBrain({ language, prompt: given.prompt ?? "", tools: given.tools ?? TOOLS });
  }

  get outcome(): string | null {
    return this.#state.outcome;
  }

  /** What is said, and `[end]` when the call is ended. */
  hear(heard: string | Heard): string {
    const said: string[] = [];
    let actions: Action[];
    [this.#state, actions] = think(
      this.#state,
      typeof heard === "string" ? { type: "text", text: heard } : heard,
    );
    for (const action of actions) {
      if (action.type === "say") said.push(action.text);
      else if (action.type === "end_call") said.push("[end]");
      else said.push(this.#use(action));
    }
    return said.filter((words) => words !== "").join(" ");
  }

  #use({ name, use, parameters }: Extract<Action, { type: "use_tool" }>): string {
    this.asked.push([name, parameters]);
    const answer = name === "report_result" ? "Noted." : (this.#answers.shift() ?? "");
    const isError = isObject(answer) && answer["isError"] === true;
    const value = typeof answer === "string" ? answer : JSON.stringify(answer);
    return this.hear({ type: "tool_result", name, use, value, isError });
  }
}

const done = (say: string, more: JsonObject = {}) => ({ status: "done", say, ...more });
const ask = (parameter: string, say: string) => ({ status: "ask", ask: parameter, say });
const options = (say: string, ...words: string[]) => ({
  status: "options",
  say,
  options: words.map((one, index) => ({ slot_id: `s${index + 1}`, say: one })),
});

describe("an appointment is booked", () => {
  test("from a bare wish to the slot, each thing asked once and all of it kept", () => {
    const call = new Receptionist("es", [
      ask("service", "¿Para qué la quiere?"),
      ask("when", "¿Qué día le viene bien?"),
      options(
        "Tengo el jueves a las diez o a las once.",
        "el jueves 26 a las diez",
        "el jueves 26 a las once",
      ),
      ask("name", "¿A nombre de quién?"),
      done("Queda reservada el jueves 26 a las once."),
    ]);
    expect(call.hear("Hola, quiero una cita")).toBe("¿Para qué la quiere?");
    expect(call.hear("Para una limpieza, por favor")).toBe("¿Qué día le viene bien?");
    expect(call.hear("El jueves que viene")).toBe("Tengo el jueves a las diez o a las once.");
    expect(call.hear("A las once")).toBe("¿A nombre de quién?");
    expect(call.hear("Me llamo Ana Pérez")).toBe(
      "Queda reservada el jueves 26 a las once. ¿Necesita algo más?",
    );
    expect(call.hear("No, gracias")).toContain("[end]");
    expect(call.asked).toEqual([
      ["book_appointment", {}],
      ["book_appointment", { service: "limpieza" }],
      ["book_appointment", { service: "limpieza", when: "El jueves que viene" }],
      ["book_appointment", { service: "limpieza", when: "El jueves que viene", slot_id: "s2" }],
      [
        "book_appointment",
        { service: "limpieza", when: "El jueves que viene", slot_id: "s2", name: "Ana Pérez" },
      ],
    ]);
    expect(call.outcome).toBe("booked");
  });

  test("in English, and a choice that does not suit is looked for again", () => {
    const call = new Receptionist("en", [
      options("I have Thursday at ten.", "Thursday 26 at ten"),
      options("I have Friday at nine.", "Friday 27 at nine"),
      done("You are booked. Anything else?"),
    ]);
    expect(call.hear("I'd like to book an appointment for a cleaning on Thursday, please")).toBe(
      "I have Thursday at ten.",
    );
    expect(call.hear("No, another day, Friday at nine")).toBe("I have Friday at nine.");
    expect(call.hear("Yes")).toBe("You are booked. Anything else?");
    expect(call.asked.map(([, parameters]) => parameters)).toEqual([
      { service: "cleaning", when: "on Thursday" },
      { service: "cleaning", when: "Friday at nine" },
      { service: "cleaning", when: "Friday at nine", slot_id: "s1" },
    ]);
  });

  test.each<[string, string, string, JsonObject]>([
    ["es", "Quiero una cita para una limpieza", "service", { service: "limpieza" }],
    [
      "es",
      "Buenas tardes, quiero reservar hora para una revisión el jueves a las diez con la doctora Ruiz",
      "all",
      { service: "revisión", when: "el jueves a las diez", staff: "doctora Ruiz" },
    ],
    [
      "es",
      "Quiero pedir cita para mañana por la tarde, soy Luis Gil",
      "when and name",
      {
        when: "mañana por la tarde",
        name: "Luis Gil",
      },
    ],
    [
      "es",
      "Quiero una cita de ortodoncia cuanto antes",
      "both",
      {
        service: "ortodoncia",
        when: "cuanto antes",
      },
    ],
    ["es", "Necesito una cita para mi hijo", "nothing of it", {}],
    [
      "en",
      "I need an appointment for a haircut tomorrow at five",
      "both",
      {
        service: "haircut",
        when: "tomorrow at five",
      },
    ],
    ["en", "Good morning, I want to book a visit with Dr Ruiz", "staff", { staff: "Dr Ruiz" }],
  ])("%s: %s names %s", (language, sentence, _what, parameters) => {
    const call = new Receptionist(language, [done("Hecho.")]);
    call.hear(sentence);
    expect(call.asked).toEqual([["book_appointment", parameters]]);
  });

  test("a free slot that was asked for is booked when it is chosen", () => {
    const call = new Receptionist("es", [
      options("Hay a las nueve y a las doce.", "el jueves a las nueve", "el jueves a las doce"),
      done("Reservada."),
    ]);
    expect(call.hear("¿Tienen hueco el jueves para una limpieza?")).toBe("Hay a las nueve y a las doce.");
    call.hear("La segunda");
    expect(call.asked).toEqual([
      ["find_free_slots", { service: "limpieza", when: "el jueves" }],
      ["book_appointment", { service: "limpieza", when: "el jueves", slot_id: "s2" }],
    ]);
  });
});

describe("one of several times is chosen", () => {
  const three = ["el jueves 26 a las diez", "el jueves 26 a las once y media", "el viernes 27 a las once"];
  test.each([
    ["es", "La primera", "s1"],
    ["es", "el primero, por favor", "s1"],
    ["es", "La segunda me va bien", "s2"],
    ["es", "A las once y media", "s2"],
    ["es", "el viernes", "s3"],
    ["es", "el viernes a las once", "s3"],
    ["es", "La última", "s3"],
    ["es", "La número dos", "s2"],
    ["es", "A las diez", "s1"],
    ["es", "Me da igual", "s1"],
    ["en", "the first one", "s1"],
    ["en", "The second", "s2"],
    ["en", "the last one", "s3"],
  ])("%s: %s", (language, words, slot) => {
    const call = new Receptionist(language, [options("¿Cuál?", ...three), done("Hecho.")]);
    call.hear(language === "es" ? "Quiero una cita" : "I need an appointment");
    call.hear(words);
    expect(call.asked[1]).toEqual(["book_appointment", { slot_id: slot }]);
  });

  test.each([
    ["Ninguna, mejor el lunes por la tarde", "el lunes por la tarde"],
    ["¿Y a las cinco?", "a las cinco"],
  ])("%s: the tool is asked for another time", (words, when) => {
    const call = new Receptionist("es", [options("¿Cuál?", ...three), options("¿Y esta?", "otra")]);
    call.hear("Quiero una cita");
    expect(call.hear(words)).toBe("¿Y esta?");
    expect(call.asked[1]).toEqual(["book_appointment", { when }]);
  });

  test.each(["Ninguna", "Otro día"])("%s: the caller is asked for another time", (words) => {
    const call = new Receptionist("es", [options("¿Cuál?", ...three), options("¿Y esta?", "otra")]);
    call.hear("Quiero una cita");
    expect(call.hear(words)).toBe("¿Qué otro día u otra hora le viene bien?");
    expect(call.hear("El lunes")).toBe("¿Y esta?");
    expect(call.asked[1]).toEqual(["book_appointment", { when: "El lunes" }]);
  });

  test.each([
    ["Quiero una cita el viernes a las once", "El viernes 27", "El viernes 27 a las once"],
    ["Quiero una cita el lunes por la mañana", "A las diez", "el lunes por la mañana a las diez"],
    ["Quiero una cita mañana a las diez", "a las once y media", "mañana a las once y media"],
    ["Quiero una cita el lunes a las diez", "El martes a las nueve", "El martes a las nueve"],
    ["Quiero una cita el lunes", "El martes", "El martes"],
    ["Quiero una cita el lunes", "A la una y media", "el lunes a la una y media"],
    ["Quiero una cita", "¿Puede ser el martes?", "el martes"],
  ])("a time told in two goes is one: %s, %s", (first, second, when) => {
    const call = new Receptionist("es", [ask("when", "¿Cuándo?"), done("Hecho.")]);
    call.hear(first);
    call.hear(second);
    expect(call.asked[1]).toEqual(["book_appointment", { when }]);
  });

  test("words that mean two of them are asked about again", () => {
    const call = new Receptionist("es", [
      options("¿El jueves a las diez o a las once?", "el jueves a las diez", "el jueves a las once"),
    ]);
    call.hear("Quiero una cita");
    expect(call.hear("El jueves")).toBe("¿El jueves a las diez o a las once?");
    expect(call.hear("No, gracias")).toContain("lo dejamos así");
    expect(call.asked).toHaveLength(1);
  });
});

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
