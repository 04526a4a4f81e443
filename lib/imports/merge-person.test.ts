import { describe, expect, it } from "vitest";
import type { BulkContact } from "@/db/queries/imported-contacts";
import { KnownContacts, mayBeSame, mergePerson, newContact } from "./merge-person";
import type { ImportedPerson } from "./read-row";

const person = (values: Partial<ImportedPerson> = {}): ImportedPerson => ({
  name: "Ana Pérez",
  nameKey: "ana perez",
  numbers: [{ number: "+34600000001", label: "" }],
  email: null,
  language: null,
  dateOfBirth: null,
  externalId: null,
  tags: [],
  notes: "",
  variables: {},
  consents: [],
  ...values,
});
const contact = (id: string, values: Partial<ImportedPerson> = {}): BulkContact =>
  newContact(id, "lead", person(values));

describe("a row about somebody who is known", () => {
  const known = contact("c1", { email: "old@example.com", tags: ["a"], variables: { x: "1" }, notes: "old" });
  const row = person({
    name: "ANA PÉREZ",
    numbers: [{ number: "+34600000002", label: "" }],
    email: "new@example.com",
    dateOfBirth: "1980-03-02",
    tags: ["b"],
    variables: { x: "2", y: "3" },
    notes: "new",
  });

  it("fills what was empty and changes nothing else", () => {
    expect(mergePerson(known, row, { rule: "fill", kind: "patient" })).toEqual({
      ...known,
      dateOfBirth: "1980-03-02",
      tags: ["a", "b"],
      variables: { x: "1", y: "3" },
      numbers: [
        { number: "+34600000001", label: "" },
        { number: "+34600000002", label: "" },
      ],
    });
  });

  it("or overwrites what it says something about, its numbers first; nothing is taken away", () => {
    expect(mergePerson(known, row, { rule: "overwrite", kind: "patient" })).toEqual({
      ...known,
      kind: "patient",
      name: "ANA PÉREZ",
      email: "new@example.com",
      dateOfBirth: "1980-03-02",
      tags: ["a", "b"],
      variables: { x: "2", y: "3" },
      notes: "new",
      numbers: [
        { number: "+34600000002", label: "" },
        { number: "+34600000001", label: "" },
      ],
    });
    const empty = person({ numbers: [] });
    expect(mergePerson(known, empty, { rule: "overwrite", kind: "lead" })).toEqual(known);
  });
});

describe("who a row is about", () => {
  it("is found by external id, whatever else it says", () => {
    const known = new KnownContacts();
    known.keep(contact("c1", { externalId: "7" }));
    expect(known.find(person({ externalId: "7", name: "Otra", nameKey: "otra", numbers: [] }))?.id).toBe(
      "c1",
    );
  });

  it("is found by a number and the name together: two people behind one number are two", () => {
    const known = new KnownContacts();
    known.keep(contact("c1"));
    expect(known.find(person())?.id).toBe("c1");
    expect(known.find(person({ name: "Luis Pérez", nameKey: "luis perez" }))).toBeUndefined();
    expect(known.find(person({ numbers: [{ number: "+34600000009", label: "" }] }))).toBeUndefined();
  });

  it("is found by the address and the name together", () => {
    const known = new KnownContacts();
    known.keep(contact("c1", { email: "ana@example.com" }));
    expect(known.find(person({ numbers: [], email: "ana@example.com" }))?.id).toBe("c1");
    expect(known.find(person({ numbers: [], email: "ana@example.com", nameKey: "luis" }))).toBeUndefined();
  });

  it("is somebody else where ids or birthdays contradict: father and son", () => {
    const known = new KnownContacts();
    known.keep(contact("father", { dateOfBirth: "1950-01-01" }));
    known.keep(contact("son", { dateOfBirth: "1980-01-01" }));
    expect(known.find(person({ dateOfBirth: "1980-01-01" }))?.id).toBe("son");
    expect(known.find(person({ dateOfBirth: "2010-01-01" }))).toBeUndefined();
    expect(mayBeSame({ externalId: "1", dateOfBirth: null }, { externalId: "2", dateOfBirth: null })).toBe(
      false,
    );
    expect(
      mayBeSame({ externalId: "1", dateOfBirth: null }, { externalId: null, dateOfBirth: "1980-01-01" }),
    ).toBe(true);
  });

  it("is found by what an earlier row of the file brought", () => {
    const known = new KnownContacts();
    known.keep(contact("c1"));
    const second = person({
      numbers: [
        { number: "+34600000001", label: "" },
        { number: "+34600000002", label: "" },
      ],
    });
    const found = known.find(second);
    expect(found?.id).toBe("c1");
    if (found) known.keep(mergePerson(found, second, { rule: "fill", kind: "lead" }));
    expect(known.find(person({ numbers: [{ number: "+34600000002", label: "" }] }))?.numbers).toHaveLength(2);
  });

  it("is told apart among as many of one name and one number as a file has rows", () => {
    const known = new KnownContacts();
    const rows = 100_000;
    for (let row = 1; row <= rows; row += 1) known.keep(contact(`c${row}`, { externalId: `${row}` }));
    expect(known.find(person({ externalId: `${rows}` }))?.id).toBe(`c${rows}`);
    expect(known.find(person())?.id).toBe("c1");
    expect(known.find(person({ externalId: "none" }))).toBeUndefined();
  });
});
