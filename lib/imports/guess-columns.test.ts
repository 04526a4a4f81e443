import { describe, expect, it } from "vitest";
import { fieldOfHeading, guessColumns } from "./guess-columns";

describe("what a column holds", () => {
  it.each([
    ["Nombre", "name"],
    ["NOMBRE COMPLETO", "name"],
    ["Nombre y apellidos", "name"],
    ["Paciente", "name"],
    ["First name", "name"],
    ["Apellidos", "surname"],
    ["Primer apellido", "surname"],
    ["Last Name", "surname"],
    ["Teléfono", "number"],
    ["Tlf.", "number"],
    ["Móvil", "number"],
    ["Celular", "number"],
    ["Teléfono del paciente", "number"],
    ["Mobile phone", "number"],
    ["Correo electrónico", "email"],
    ["E-mail", "email"],
    ["F. Nac.", "dateOfBirth"],
    ["Fecha de nacimiento (dd/mm/aaaa)", "dateOfBirth"],
    ["Date of birth", "dateOfBirth"],
    ["Idioma", "language"],
    ["Etiquetas", "tags"],
    ["Observaciones", "notes"],
    ["Nº Historia", "externalId"],
    ["N.º de paciente", "externalId"],
    ["No. historia", "externalId"],
    ["ID", "externalId"],
    ["Consentimiento", "consent:appointments"],
    ["Publicidad", "consent:marketing"],
    ["Doctor habitual", undefined],
    ["", undefined],
  ])("%j is %s", (heading, field) => {
    expect(fieldOfHeading(heading)).toBe(field);
  });

  it("is told by the cells where nothing stands above them", () => {
    const rows = [
      ["17", "Ana Pérez", "600 123 456", "ana@example.com", "02/03/1980", "alta"],
      ["18", "Luis Ruiz", "+34 600123457", "", "12/11/1975", ""],
    ];
    expect(guessColumns(["", "", "", "", "", ""], rows, { country: "ES" })).toEqual({
      1: "name",
      2: "number",
      3: "email",
      4: "dateOfBirth",
    });
  });

  it("is taken once, but for what may stand in several columns", () => {
    const headings = ["Nombre", "Apellido 1", "Apellido 2", "Fijo", "Móvil", "Email", "Correo"];
    expect(Object.values(guessColumns(headings, [], { country: "ES" }))).toEqual([
      "name",
      "surname",
      "surname",
      "number",
      "number",
      "email",
    ]);
  });
});
