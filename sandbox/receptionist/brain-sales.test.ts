import { describe, expect, it } from "vitest";
import { saleFor } from "./brain-sale";
import { Receptionist } from "./test-receptionist";

const PROMPT = "Usted es Sofía y llama a salones para ofrecer una demostración de Centralita.";
const HELLO = "Hola, soy Sofía. ¿Hablo con la persona que decide?";
const seller = (language = "es", prompt = PROMPT) =>
  new Receptionist(language, [], { prompt, firstMessage: HELLO });
const reported = ({ asked }: Receptionist) =>
  asked.map(([name, values]) => [name, values["outcome"], values["notes"]]);

describe("a call that sells", () => {
  it("asks who decides and what hurts, offers a demo and takes a time", () => {
    const call = seller();
    expect(call.hear("Sí, dígame")).toContain("¿Cuántas llamadas");
    expect(call.hear("Muchas, sobre todo los sábados")).toContain("demostración");
    expect(call.hear("Bueno, ¿por qué no?")).toContain("demostración");
    expect(call.hear("Vale")).toContain("¿Qué día y a qué hora");
    expect(call.hear("El martes a las diez")).toContain("el martes a las diez");
    expect(reported(call)).toEqual([
      ["report_result", "booked_demo", "El martes a las diez (Muchas, sobre todo los sábados)"],
    ]);
    expect(call.hear("No, gracias")).toContain("[end]");
  });

  it.each([
    ["nobody is interested", ["No me interesa"], "not_interested"],
    ["who decides is not there", ["No, la encargada no está", "Mañana por la mañana"], "callback"],
    ["it is no good moment", ["Sí, pero estoy atendiendo", "El jueves a las cinco"], "callback"],
    ["they want it in writing", ["Sí", "Unas cuantas", "Mándeme la información por correo"], "qualified"],
    [
      "they ask to be written to",
      ["Soy el encargado", "¿Me pueden escribir con más información?"],
      "qualified",
    ],
    ["the demo is refused", ["Sí", "Ninguna", "No"], "not_interested"],
    ["they never want to be called again", ["No vuelva a llamar"], undefined],
  ])("ends where %s", (_name, sentences, outcome) => {
    const call = seller();
    const said = sentences.map((words) => call.hear(words)).join(" ");
    if (outcome === undefined) expect(call.asked.map(([name]) => name)).toEqual(["do_not_call_again"]);
    else expect(call.asked.map(([, values]) => values["outcome"])).toEqual([outcome]);
    expect(said).toMatch(outcome === "qualified" ? /¿Necesita algo más\?$/ : /\[end\]/);
  });

  it("asks first whether there is a minute, and calls again where there is none", () => {
    const busy = new Receptionist("es", [], { prompt: PROMPT, firstMessage: "Soy Sofía. ¿Tiene un minuto?" });
    expect(busy.hear("No")).toBe("Entiendo. ¿Cuándo es buen momento para volver a llamar?");
    const free = new Receptionist("es", [], { prompt: PROMPT, firstMessage: "Soy Sofía. ¿Tiene un minuto?" });
    expect(free.hear("Sí, dígame")).toContain("¿Es usted quien decide");
    expect(free.hear("Sí, soy la dueña")).toContain("¿Cuántas llamadas");
  });

  it("says what it is about, and asks again what it asked", () => {
    const call = seller();
    expect(call.hear("¿De qué se trata?")).toBe(
      "Le llamo para que no pierdan llamadas mientras atienden. ¿Es usted quien decide sobre el teléfono del negocio?",
    );
    expect(call.hear("¿Es usted un robot?")).toContain("¿Es usted quien decide");
  });

  it("speaks English, too", () => {
    const call = seller("en", "You are Sofia. Offer salons a demo of the product.");
    expect(call.hear("Yes, that's me")).toContain("How many calls");
    expect(call.hear("About ten")).toContain("demonstration");
    expect(call.hear("Sure, on Tuesday at ten")).toContain("on Tuesday at ten");
    expect(call.outcome).toBe("booked_demo");
  });
});

it.each([
  ["Usted atiende el teléfono de la clínica y reserva citas.", false],
  ["Usted confirma citas. Si piden ventas, tome un recado.", false],
  ["Usted ofrece una demo de quince minutos.", true],
  ["You are an SDR of Centralita.", true],
  ["Llamada de ventas a salones.", true],
])("%j makes a seller: %s", (prompt, isSeller) => {
  expect(saleFor(prompt, "") !== null).toBe(isSeller);
});
