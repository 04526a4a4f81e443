import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { languageOf } from "./language";
import { thinkOf } from "./mind";
import { readOrder } from "./order";

const tool = (name: string, ...parameters: string[]) => ({
  type: "function",
  name,
  strict: true,
  parameters: {
    type: "object",
    properties: Object.fromEntries(
      parameters.map((one) => [one, { anyOf: [{ type: "string" }, { type: "null" }] }]),
    ),
    required: parameters,
    additionalProperties: false,
  },
});
const TOOLS = [
  tool("book_appointment", "service", "when", "slot_id", "name"),
  tool("find_free_slots", "service", "when"),
  tool("take_message", "text", "name"),
  tool("transfer_to_advisor", "reason", "brief", "skill", "advisor"),
  tool("report_result", "outcome", "notes"),
  tool("end_call"),
];
const INSTRUCTIONS = "Idioma: español. Usted atiende el teléfono.\nHorario: de nueve a ocho.";

/** A conversation as a client keeps it: it answers every use of a function and sends everything back. */
class Conversation {
  readonly items: object[] = [];
  readonly used: [string, unknown][] = [];
  readonly #answers: object[];
  readonly #more: object;

  constructor(answers: object[] = [], more: object = {}) {
    this.#answers = answers;
    this.#more = more;
  }

  hear(words: string): string {
    this.items.push({ role: "user", content: words });
    return this.answer();
  }

  answer(): string {
    const said: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const { text, calls } = this.think();
      if (text !== "") {
        said.push(text);
        this.items.push({ role: "assistant", content: text });
      }
      for (const { name, arguments: values } of calls) this.#use(name, values);
      if (calls.length === 0) break;
    }
    return said.join(" ");
  }

  think() {
    const order = { model: "m", instructions: INSTRUCTIONS, tools: TOOLS, input: this.items, ...this.#more };
    return thinkOf(readOrder(order));
  }

  #use(name: string, values: unknown): void {
    const call_id = `call_${this.used.length}`;
    this.used.push([name, values]);
    this.items.push({ type: "function_call", call_id, name, arguments: JSON.stringify(values) });
    const isErrand = name !== "report_result" && name !== "end_call";
    const output = isErrand ? JSON.stringify(this.#answers.shift() ?? {}) : "Noted.";
    this.items.push({ type: "function_call_output", call_id, output });
  }
}

const options = {
  status: "options",
  say: "Tengo el jueves a las once o el viernes a las doce. ¿Cuál prefiere?",
  options: [
    { slot_id: "s1", say: "el jueves a las once" },
    { slot_id: "s2", say: "el viernes a las doce" },
  ],
};

describe("the mind, which remembers nothing", () => {
  it("books through its functions over several requests, and says goodbye", () => {
    const call = new Conversation([
      options,
      { status: "done", say: "Queda reservada el viernes a las doce." },
    ]);
    expect(call.hear("Quiero una cita para una limpieza")).toBe(options.say);
    expect(call.hear("El viernes a las doce")).toBe(
      "Queda reservada el viernes a las doce. ¿Necesita algo más?",
    );
    expect(call.hear("No, gracias")).toBe("Gracias por su tiempo. Que tenga un buen día. Adiós.");
    expect(call.used).toEqual([
      ["book_appointment", { service: "limpieza", when: null, slot_id: null, name: null }],
      ["book_appointment", { service: "limpieza", when: null, slot_id: "s2", name: null }],
      ["end_call", {}],
    ]);
  });

  it("says nothing more after a use of which the answer leaves nothing to say", () => {
    const call = new Conversation();
    call.hear("No, se ha equivocado de número");
    expect(call.used.map(([name]) => name)).toEqual(["report_result", "end_call"]);
    expect(call.think()).toEqual({ text: "", calls: [] });
  });

  it("answers once whom nobody answered, and both sentences together", () => {
    const call = new Conversation([options]);
    call.items.push({ role: "user", content: "Quiero una cita" });
    call.hear("para una limpieza el jueves");
    expect(call.used).toEqual([
      ["book_appointment", { service: "limpieza", when: "el jueves", slot_id: null, name: null }],
    ]);
  });

  it("does not wait for a function that it meant to use when its answer was lost", () => {
    const call = new Conversation([options]);
    call.items.push({ role: "user", content: "Quiero una cita para una limpieza" });
    call.items.push({ role: "assistant", content: "¿Puede repetirlo, por favor?" });
    expect(call.hear("Quiero una cita para una limpieza")).toBe(options.say);
  });

  it("goes on with a conversation whose beginning was left out", () => {
    const call = new Conversation([{ status: "done", say: "Reservada." }]);
    const given = JSON.stringify({ service: "limpieza", when: "el jueves", slot_id: null, name: null });
    call.items.push(
      { type: "function_call", call_id: "c1", name: "book_appointment", arguments: given },
      { type: "function_call_output", call_id: "c1", output: JSON.stringify(options) },
      { role: "assistant", content: options.say },
    );
    expect(call.hear("El primero")).toBe("Reservada. ¿Necesita algo más?");
    expect(call.used[0]?.[1]).toMatchObject({ service: "limpieza", slot_id: "s1" });
  });

  it("knows of a message that the house offered in its place", () => {
    const call = new Conversation([{ status: "done", say: "Tomo nota." }]);
    call.items.push(
      { role: "user", content: "Hola" },
      { role: "assistant", content: "Ahora no hay nadie. ¿Quiere dejar un recado?" },
    );
    call.hear("Sí, por favor");
    expect(call.hear("Que me llamen mañana")).toBe("Tomo nota. ¿Necesita algo más?");
    expect(call.used).toEqual([["take_message", { text: "Que me llamen mañana", name: null }]]);
  });

  it.each([
    [
      "Ya estoy de nuevo con usted.",
      "¿Qué horario tienen?",
      "Nuestro horario es de nueve a ocho. ¿Necesita algo más?",
    ],
    [
      "No ha podido atenderle nadie. Si quiere, le tomo un recado.",
      "Sí, por favor",
      "Claro. ¿Qué recado quiere dejar?",
    ],
  ])("speaks with a caller who is back from a transfer: %s", (house, words, answer) => {
    const call = new Conversation([{ status: "done", say: "" }]);
    call.hear("Páseme con una persona");
    expect(call.used[0]?.[0]).toBe("transfer_to_advisor");
    call.items.push({ role: "assistant", content: house });
    expect(call.hear(words)).toBe(answer);
  });

  it("never throws, and uses nothing but its functions, whatever was said and done", () => {
    const words = fc.constantFrom(
      "Quiero una cita",
      "El primero",
      "No",
      "Sí",
      "Páseme con alguien",
      "Me ahogo",
      "",
      "Adiós",
      "1",
      "…",
    );
    const deed = fc.record({
      name: fc.constantFrom(...TOOLS.map(({ name }) => name)),
      given: fc.constantFrom("{}", '{"when":"mañana"}', "no JSON", "[]"),
      output: fc.oneof(
        fc.json(),
        fc.constant(JSON.stringify(options)),
        fc.constant('{"status":"ask","say":"¿Cuándo?","ask":"when"}'),
      ),
    });
    const part = fc.oneof(
      words.map((content) => [{ role: "user", content }]),
      words.map((content) => [{ role: "assistant", content }]),
      words.map((content) => [{ role: "developer", content }]),
      fc.tuple(deed, fc.uuid()).map(([{ name, given, output }, call_id]) => [
        { type: "function_call", call_id, name, arguments: given },
        { type: "function_call_output", call_id, output },
      ]),
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const order = { model: "m", instructions: INSTRUCTIONS, tools: TOOLS, input: parts.flat() };
        const [thought, again] = [thinkOf(readOrder(order)), thinkOf(readOrder(order))];
        expect(again).toEqual(thought);
        for (const { name } of thought.calls) expect(TOOLS.map((one) => one.name)).toContain(name);
      }),
    );
  });

  it("takes a note of the house as background, and speaks where the note asks it to", () => {
    const call = new Conversation();
    call.items.push(
      { role: "user", content: "Hola" },
      { role: "assistant", content: "Hola. ¿En qué puedo ayudarle?" },
    );
    call.items.push({ role: "developer", content: "La persona está en espera." });
    expect(call.think().text).toBe("");
    call.items.push({ role: "developer", content: "Nadie contesta. Ofrezca tomar un recado." });
    expect(call.answer()).toBe("Ahora mismo no puedo pasarle con una persona. ¿Quiere dejar un recado?");
  });

  it.each([
    ["none", {}, []],
    ["required", { tool_choice: "required" }, ["book_appointment"]],
    ["a name", { tool_choice: { type: "function", name: "take_message" } }, ["take_message"]],
    [
      "one at a time",
      { parallel_tool_calls: false, input: [{ role: "user", content: "Número equivocado" }] },
      ["report_result"],
    ],
  ])("keeps to the choice of functions: %s", (_name, more, names) => {
    const call = new Conversation([], more);
    call.items.push({ role: "user", content: "Hola" });
    expect(call.think().calls.map(({ name }) => name)).toEqual(names);
  });

  it("sells where the instructions say so", () => {
    const call = new Conversation([], {
      instructions: "Idioma: español. Usted es Sofía y ofrece una demostración de Centralita a salones.",
    });
    call.items.push({
      role: "assistant",
      content: "Hola, soy Sofía. ¿Es usted quien decide sobre el teléfono?",
    });
    expect(call.hear("Sí, soy la dueña")).toContain("¿Cuántas llamadas");
    expect(call.hear("Unas diez por semana")).toContain("demostración de quince minutos");
    expect(call.hear("Vale, el martes a las diez")).toContain("el martes a las diez");
    expect(call.used).toEqual([
      ["report_result", { outcome: "booked_demo", notes: "el martes a las diez (Unas diez por semana)" }],
    ]);
  });
});

describe("its language", () => {
  it.each([
    ["Idioma: español\nYou are a receptionist of the clinic and you answer the phone.", "es"],
    ["Speak English.\nHorario de la clínica: de nueve a ocho.", "en"],
    ["Usted atiende el teléfono de la clínica.", "es"],
    ["You answer the phone of the clinic.", "en"],
    ["Language: en-US", "en"],
    ["Usted atiende el teléfono. Si le hablan en inglés, responda en inglés.", "es"],
    ["", "en"],
  ])("of %j is %s", (instructions, language) => {
    const items = [{ type: "message", role: "user", content: "Is it you? What are your hours?" } as const];
    expect(languageOf(instructions, items)).toBe(language);
  });
});
