import { describe, expect, test } from "vitest";
import { done, Receptionist } from "./test-receptionist";

const RINGING = done("Un momento, por favor, le paso con Ana.");
const NOBODY = { status: "failed", say: "Ahora no hay nadie disponible." };
const NO_ANSWER = "SAID TO CALLER: No ha podido atenderle nadie. ¿Quiere dejar un recado?";

/** A caller who waits for a person. */
function onHold(...later: Parameters<typeof done>[0][]): Receptionist {
  const call = new Receptionist("es", [RINGING, ...later.map((say) => done(say))]);
  call.hear("Quiero hablar con una persona");
  return call;
}

describe("somebody who wants a person", () => {
  test("is put through with the reason, two sentences for the advisor, and what the tool says", () => {
    const call = new Receptionist("es", [RINGING], { prompt: "Horario: de 9 a 20." });
    call.hear("Buenos días, soy Marta Gil");
    expect(call.hear("Quiero hablar con una persona por una factura")).toBe(RINGING.say);
    expect(call.asked).toEqual([
      [
        "transfer_to_advisor",
        {
          reason: "Quiero hablar con una persona por una factura",
          brief:
            "Llama Marta Gil. Dice: «Buenos días, soy Marta Gil; Quiero hablar con una persona por una factura».",
          skill: "facturación",
        },
      ],
    ]);
  });

  test.each<[string, string, Record<string, string>]>([
    ["es", "¿Me pone con la doctora Ruiz?", { advisor: "doctora Ruiz" }],
    ["es", "Quiero hablar con Ana", { advisor: "Ana" }],
    ["es", "Páseme con alguien de precios", { skill: "precios" }],
    ["es", "Quiero hablar con alguien de ortodoncia", { skill: "ortodoncia" }],
    ["es", "Quiero hablar con una persona", {}],
    ["en", "Can I speak to someone in billing?", { skill: "billing" }],
    ["en", "Can I talk with Ana?", { advisor: "Ana" }],
  ])("%s: %s names whom: %j", (language, sentence, whom) => {
    const call = new Receptionist(language, [RINGING]);
    call.hear(sentence);
    const [, { reason: _reason, brief: _brief, ...named }] = call.asked[0] ?? ["", {}];
    expect(named).toEqual(whom);
  });

  test("hears what the tool says when nobody is there, and can leave a message", () => {
    const call = new Receptionist("es", [NOBODY, done("Lo paso.")]);
    expect(call.hear("Quiero hablar con una persona")).toBe(
      "Ahora no hay nadie disponible. ¿Quiere dejar un recado?",
    );
    expect(call.hear("Sí")).toContain("¿Qué recado");
    call.hear("Que me llamen mañana");
    expect(call.asked[1]).toEqual(["take_message", { text: "Que me llamen mañana" }]);
    expect(call.outcome).toBe("message_taken");
  });

  test.each([
    ["es", "Prefiero dejarlo grabado"],
    ["es", "Lo dejo después del tono"],
    ["en", "Can I record a message?"],
    ["en", "I would rather speak after the beep"],
  ])("%s: %s is recorded by somebody else, also where the message was asked for", (language, wish) => {
    for (const before of [[], ["Quiero dejar un recado"], ["I want to leave a message"]]) {
      const call = new Receptionist(language, [done("Ahora.")]);
      before.map((words) => call.hear(words));
      expect(call.hear(wish)).toBe("Ahora.");
      expect(call.asked).toEqual([["record_message", {}]]);
      expect(call.outcome).toBe("message_taken");
      expect(call.hear({ type: "silence" })).toBe("");
    }
  });

  test("who cannot record it may dictate it", () => {
    const broken = new Receptionist("es", [{ status: "failed", say: "Ahora no puedo." }, done("Lo paso.")]);
    expect(broken.hear("Prefiero dejarlo grabado")).toContain("Ahora no puedo. ¿Quiere");
    const without = new Receptionist("es", [], { tools: new Map([["take_message", new Map()]]) });
    expect(without.hear("Prefiero dejarlo grabado")).toContain("¿Qué recado");
  });

  test.each([
    [
      "an offer that the tool made is not made twice",
      { status: "failed", say: "No hay nadie. ¿Le tomo un recado?" },
    ],
    ["a tool that broke is no answer", { isError: true }],
  ])("%s", (_, answer) => {
    const said = new Receptionist("es", [answer]).hear("Quiero hablar con una persona");
    expect(said.match(/recado/g)).toHaveLength(1);
  });

  test("may dictate at once what is to be told, where the tool says that it is taken", () => {
    const say = "En este momento no hay ningún asesor disponible. Con gusto tomo el recado.";
    const call = new Receptionist("es", [{ status: "failed", say }, done("Lo paso.")]);
    expect(call.hear("Quiero hablar con una persona")).toBe(`${say} Claro. ¿Qué recado quiere dejar?`);
    expect(call.hear("Sí, por favor")).toContain("¿Qué recado");
    call.hear("Que me llamen mañana");
    expect(call.asked[1]).toEqual(["take_message", { text: "Que me llamen mañana" }]);
  });

  test("without messages is asked what else there is", () => {
    const tools = new Map([["transfer_to_advisor", new Map()]]);
    const call = new Receptionist("es", [NOBODY], { tools });
    expect(call.hear("Quiero hablar con una persona")).toBe(`${NOBODY.say} ¿Necesita algo más?`);
  });
});

describe("somebody on hold", () => {
  test("is answered briefly, and not rung for twice", () => {
    const call = onHold();
    expect(call.hear("¿Sigue ahí?")).toBe("Sí, sigo aquí, seguimos intentándolo.");
    expect(call.hear("Quiero hablar con una persona")).toContain("seguimos intentándolo");
    expect(call.asked).toHaveLength(1);
  });

  test("is left in peace", () => {
    const call = onHold();
    expect([call.hear({ type: "silence" }), call.hear({ type: "silence" })]).toEqual(["", ""]);
    expect(call.learn("The advisor's telephone rings.")).toBe("");
  });

  test("may ask something, leave a message instead, or go", () => {
    const asking = new Receptionist("es", [RINGING], { prompt: "Horario: de 9 a 20." });
    asking.hear("Quiero hablar con una persona");
    expect(asking.hear("¿Qué horario tienen?")).toBe("Nuestro horario es de 9 a 20.");
    expect(onHold().hear("Prefiero dejar un recado")).toContain("¿Qué recado");
    expect(onHold().hear("Nada más, adiós")).toContain("[end]");
  });

  test("waits on when the house says that it is still trying", () => {
    const call = onHold();
    call.learn("SAID TO CALLER: Seguimos buscando a alguien que le atienda.");
    expect(call.hear("¿Sigue ahí?")).toContain("seguimos intentándolo");
  });
});

describe("somebody for whom a member asked for a person", () => {
  test("is on hold as well", () => {
    const call = new Receptionist("es");
    expect(call.learn("La persona está en espera con música. No hable por su cuenta.")).toBe("");
    expect(call.hear({ type: "silence" })).toBe("");
    expect(call.hear("¿Sigue ahí?")).toContain("seguimos intentándolo");
  });
});

describe("when nobody came", () => {
  test("and the house said only that, the agent knows what it may offer", () => {
    const call = onHold();
    call.learn(
      "# El desvío no salió\nAna no pudo atender la llamada. Si quiere dejar un recado, use take_message.",
    );
    call.learn("SAID TO CALLER: No ha podido ser.");
    expect(call.hear("Sí")).toContain("¿Qué recado");
  });

  test("or a member gave the caller back, the agent goes on", () => {
    const call = onHold();
    expect(call.hear("# La llamada vuelve a usted\nEstaba con Ana. No salude de nuevo.")).toContain(
      "de nuevo con usted",
    );
    expect(call.hear("Quiero cancelar la cita")).toContain("cancele");
  });

  test("and it is left to the agent to say so, it does", () => {
    const call = onHold();
    expect(
      call.hear("Tell the caller that nobody could take the call now, and offer to take a message."),
    ).toBe("Ahora mismo no puedo pasarle con una persona. ¿Quiere dejar un recado?");
    expect(call.hear("Sí")).toContain("¿Qué recado");
  });

  test("a message is offered by the house, and taken by the agent", () => {
    const call = onHold("Lo paso.");
    expect(call.learn(NO_ANSWER)).toBe("");
    expect(call.hear("Sí, por favor")).toContain("¿Qué recado");
    call.hear("Que me llamen esta tarde");
    expect(call.asked[1]).toEqual(["take_message", { text: "Que me llamen esta tarde" }]);
  });

  test("who wants no message is let go", () => {
    const call = onHold();
    call.learn(NO_ANSWER);
    expect(call.hear("No")).toContain("[end]");
    expect(call.asked).toHaveLength(1);
  });

  test("words that had not been answered when it was said are not", () => {
    const call = onHold();
    call.hear({ type: "context", text: NO_ANSWER, isAnswerDue: true });
    expect(call.hear("¿Sigue ahí?")).toBe("");
    expect(call.hear("Sí")).toContain("¿Qué recado");
  });

  test("and the agent has to begin again, its first words are the offer", () => {
    const firstMessage = "No ha podido atenderle nadie. ¿Quiere dejar un recado?";
    const call = new Receptionist("es", [done("Lo paso.")], { firstMessage });
    expect(call.hear("Sí")).toContain("¿Qué recado");
    expect(new Receptionist("es", [], { firstMessage }).hear("No, gracias")).toContain("[end]");
    expect(new Receptionist("es", [], { firstMessage: "Hola, ¿en qué le ayudo?" }).hear("No")).not.toContain(
      "[end]",
    );
  });
});
