import { describe, expect, test } from "vitest";
import { type JsonObject } from "../json";
import { ask, done, options, Receptionist } from "./test-receptionist";

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
