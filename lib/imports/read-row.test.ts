import { describe, expect, it } from "vitest";
import { openRowReader } from "./read-row";

const reader = openRowReader({
  mapping: {
    0: "externalId",
    1: "name",
    2: "surname",
    3: "number",
    4: "number",
    5: "email",
    6: "tags",
    7: "notes",
    8: "variable:doctor",
    9: "consent:marketing",
    10: "dateOfBirth",
  },
  columns: ["Id", "Nombre", "Apellidos", "Móvil", "Fijo", "Email", "Tags", "Notas", "Doctor", "Publi", "Nac"],
  tags: ["importado"],
  country: "ES",
});

describe("a row of a file", () => {
  it("becomes a person: parts of the name joined, numbers labelled by their headings, tags of the file added", () => {
    const cells = ["7", " Ana\nMaría ", "Núñez", "600123456", "913333444", "ANA@Example.com", "VIP", "alta"];
    expect(reader.read([...cells, "Dra. Sol", "no", "02/03/1980"])).toEqual({
      faults: {},
      person: {
        name: "Ana María Núñez",
        nameKey: "ana maria nunez",
        numbers: [
          { number: "+34600123456", label: "Móvil" },
          { number: "+34913333444", label: "Fijo" },
        ],
        email: "ana@example.com",
        language: null,
        dateOfBirth: "1980-03-02",
        externalId: "7",
        tags: ["importado", "vip"],
        notes: "alta",
        variables: { doctor: "Dra. Sol" },
        consents: [{ purpose: "marketing", decision: "refused" }],
      },
    });
  });

  it("needs a name and nothing else", () => {
    expect(reader.read(["", "Ana"]).faults).toEqual({});
    expect(reader.read(["8"]).faults).toEqual({ name: "required" });
    expect(reader.read(["8", "...", ""]).faults).toEqual({ name: "no_letters" });
  });

  it("says everything that is wrong with it, field by field", () => {
    const cells = ["x".repeat(101), "Ana\u0000", "", "123", "", "ana@", "", "n".repeat(5001), "", "quizás"];
    expect(reader.read([...cells, "31/02/1980"]).faults).toEqual({
      externalId: "cell_too_long",
      name: "unprintable",
      number: "phone_number",
      email: "email",
      notes: "cell_too_long",
      "consent:marketing": "yes_or_no",
      dateOfBirth: "no_such_day",
    });
  });

  it("keeps a formula as the plain text it is", () => {
    const { person, faults } = reader.read(["", "=HYPERLINK(1)", "", "", "", "", "", "+1+1", "@SUM(A1)"]);
    expect(faults).toEqual({});
    expect(person).toMatchObject({ name: "=HYPERLINK(1)", notes: "+1+1", variables: { doctor: "@SUM(A1)" } });
  });
});
