import { describe, expect, it } from "vitest";
import { findImport, listImportFaults } from "@/db/queries/contact-imports";
import { exportFaults } from "@/lib/imports/export-faults";
import { startImport } from "@/lib/imports/manage-import";
import { previewImport } from "@/lib/imports/preview-import";
import { runImport } from "@/lib/imports/run-import";
import { MAX_KEPT_FAULTS } from "@/lib/imports/schema";
import { createBusiness } from "./business";
import { change, contactsOf, database, HEADING, never, openUploads, people, run, upload } from "./uploads";

openUploads();

describe("an uploaded file", () => {
  it("is kept, and how it is written and what its columns hold is found out", async () => {
    const { scope } = await createBusiness();
    const made = await upload(scope, Buffer.from(`${HEADING}7;Núñez, Ana;600123456\r\n`, "latin1"));
    expect(made).toMatchObject({
      status: "draft",
      encoding: "windows-1252",
      separator: ";",
      hasHeading: true,
      columns: ["Nº Historia", "Nombre", "Teléfono"],
      mapping: { 0: "externalId", 1: "name", 2: "number" },
      totalRows: 1,
      createdBy: "Ana Prueba",
    });
    const { columns, rows } = await previewImport(scope, made.id, "ES");
    expect(columns[1]).toEqual({ heading: "Nombre", example: "Núñez, Ana" });
    expect(rows).toMatchObject([{ row: 2, person: { name: "Núñez, Ana" }, faults: {} }]);
  });

  it("is read anew when somebody says how it is written", async () => {
    const { scope } = await createBusiness();
    const made = await upload(scope, "nombre,telefono\nAna;600123456\n");
    expect(made).toMatchObject({ separator: "," });
    const read = await change(scope, made.id, { separator: ";", hasHeading: false });
    expect(read).toMatchObject({ columns: ["", ""], mapping: { 0: "name" } });
    await expect(change(scope, made.id, { mapping: { 2: "name" } })).rejects.toMatchObject({
      fields: { mapping: "no_such_column" },
    });
    await expect(change(scope, made.id, { mapping: { 0: "email", 1: "email" } })).rejects.toMatchObject({
      fields: { mapping: "column_twice" },
    });
    await change(scope, made.id, { mapping: { 1: "number" } });
    await expect(startImport(scope, made.id, { isCheck: false })).rejects.toMatchObject({
      fields: { mapping: "name_column_needed" },
    });
  });

  it.each([
    ["nothing", "", "empty_file"],
    ["a heading alone", "nombre,telefono\n", "empty_file"],
    ["a workbook", Buffer.from("504b030414000600", "hex"), "workbook_not_csv"],
  ])("with %s is refused, and nothing is left of it", async (_name, bytes, fault) => {
    const { scope } = await createBusiness();
    await expect(upload(scope, bytes)).rejects.toMatchObject({ code: "invalid", fields: { file: fault } });
    const rows = await database.owner`select id from contact_imports where tenant_id = ${scope.tenantId}`;
    expect(rows).toEqual([]);
  });
});

describe("an import", () => {
  it("takes good rows, keeps bad ones with why, and joins who comes twice", async () => {
    const { scope } = await createBusiness();
    const file = [
      "Nº Historia;Nombre;Apellidos;Móvil;Fijo;Email;Consentimiento",
      '1;Ana;Núñez;="600123456";91 333 44 44;ANA@example.com;sí',
      "2;Luis;Núñez;+34 600.123.456;;;no",
      ";Ana;Nunez;0034600123456;;ana.otra@example.com;",
      "3;Eva;;6,00123E+08;;;",
      "4;;;600123458;;;",
      "2;Luis;Núñez García;;;luis@example.com;",
      "",
      "5;=HYPERLINK(1);;600123459;;;",
    ].join("\r\n");
    const { id } = await upload(scope, file);
    await change(scope, id, { tags: ["importado"] });
    expect(await run(scope, id)).toMatchObject({
      status: "completed",
      totalRows: 7,
      doneRows: 7,
      createdRows: 3,
      mergedRows: 2,
      skippedRows: 0,
      badRows: 2,
      error: null,
    });
    expect(await contactsOf(scope)).toEqual([
      {
        name: "=HYPERLINK(1)",
        email: null,
        externalId: "5",
        tags: ["importado"],
        numbers: ["+34600123459"],
      },
      {
        name: "Ana Núñez",
        email: "ana@example.com",
        externalId: "1",
        tags: ["importado"],
        numbers: ["+34600123456", "+34913334444"],
      },
      {
        name: "Luis Núñez",
        email: "luis@example.com",
        externalId: "2",
        tags: ["importado"],
        numbers: ["+34600123456"],
      },
    ]);
    const consents = await database.owner`
      select c.name, s.purpose, s.channel, s.decision, s.source, s.evidence, s.recorded_by from consents s
      join contacts c on c.id = s.contact_id where s.tenant_id = ${scope.tenantId} order by c.name`;
    expect([...consents]).toEqual([
      expect.objectContaining({ name: "Ana Núñez", decision: "granted", evidence: "pacientes.csv, 2" }),
      expect.objectContaining({ name: "Luis Núñez", decision: "refused", recorded_by: "Ana Prueba" }),
    ]);
    expect(await listImportFaults(scope, id, { afterRow: 0, limit: 10 })).toEqual([
      { row: 5, reasons: { number: "excel_number" }, cells: ["3", "Eva", "", "6,00123E+08", "", "", ""] },
      { row: 6, reasons: { name: "required" }, cells: ["4", "", "", "600123458", "", "", ""] },
    ]);
    const audited = await database.owner<{ action: string }[]>`
      select action from audit_entries where tenant_id = ${scope.tenantId} and subject = ${id} order by at`;
    expect(audited.map(({ action }) => action)).toEqual(["contact_import.start", "contact_import.complete"]);
  });

  it("writes the bad rows as a file that can be mended, whose cells no spreadsheet runs", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, "Nombre;Teléfono\nAna;600123456\n=1+1;12\n");
    await run(scope, id);
    const words = {
      row: "Fila",
      reason: "Motivo",
      columnName: (position: number) => `Columna ${position}`,
      sentenceOf: (field: string, key: string) => `${field} ${key}`,
    };
    const pieces: string[] = [];
    for await (const piece of await exportFaults(scope, id, words)) pieces.push(piece);
    expect(pieces.join("")).toBe(`\uFEFFNombre;Teléfono;Fila;Motivo\r\n"'=1+1";12;3;number phone_number\r\n`);
  });

  it("finds people of before by id, by number and name, by e-mail and name; the rule says what becomes of them", async () => {
    const { scope } = await createBusiness();
    const first =
      "Id;Nombre;Teléfono;Email;Notas\n1;Ana;600000001;;\n;Luis;600000002;;vieja\n;Eva;;eva@example.com;\n";
    const second =
      "Id;Nombre;Teléfono;Email;Notas\n1;Anita;;ana@example.com;x\n9;Luis;600000002;;nueva\n;Eva;600000003;eva@example.com;\n;Sol;;;\n";
    const before = await upload(scope, first);
    expect(await run(scope, before.id)).toMatchObject({ createdRows: 3 });

    const skipped = await upload(scope, second);
    await change(scope, skipped.id, { duplicateRule: "skip" });
    expect(await run(scope, skipped.id)).toMatchObject({ createdRows: 1, mergedRows: 0, skippedRows: 3 });
    expect((await contactsOf(scope)).map(({ name, numbers }) => [name, numbers.length])).toEqual([
      ["Ana", 1],
      ["Eva", 0],
      ["Luis", 1],
      ["Sol", 0],
    ]);

    const filled = await upload(scope, second);
    // Sol has neither number nor address: nothing says that she is the one of before.
    expect(await run(scope, filled.id)).toMatchObject({ createdRows: 1, mergedRows: 3, skippedRows: 0 });
    expect(await contactsOf(scope)).toMatchObject([
      { name: "Ana", email: "ana@example.com" },
      { name: "Eva", numbers: ["+34600000003"] },
      { name: "Luis", externalId: "9" },
      { name: "Sol" },
      { name: "Sol" },
    ]);
    const notes = async () => {
      const [row] = await database.owner<{ notes: string }[]>`
        select notes from contacts where tenant_id = ${scope.tenantId} and name = 'Luis'`;
      return row?.notes;
    };
    expect(await notes()).toBe("vieja");

    const over = await upload(scope, second);
    await change(scope, over.id, { duplicateRule: "overwrite" });
    expect(await run(scope, over.id)).toMatchObject({ mergedRows: 3 });
    expect((await contactsOf(scope))[0]).toMatchObject({ name: "Anita", externalId: "1" });
    expect(await notes()).toBe("nueva");
  });

  it("sees who came in an earlier batch of the same file", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, HEADING + people(2500) + people(2500));
    expect(await run(scope, id)).toMatchObject({ createdRows: 2500, mergedRows: 2500, badRows: 0 });
  });

  it("counts every bad row, of very many it keeps the first", async () => {
    const { scope } = await createBusiness();
    const bad = "X;Mala;12\r\n".repeat(MAX_KEPT_FAULTS + 5);
    const { id } = await upload(scope, HEADING + people(1) + bad);
    expect(await run(scope, id)).toMatchObject({ createdRows: 1, badRows: MAX_KEPT_FAULTS + 5 });
    expect(await listImportFaults(scope, id, { afterRow: 0, limit: 20_000 })).toHaveLength(MAX_KEPT_FAULTS);
  });

  it("is only counted by a check: the counts are those of the import, and nothing is kept but the faults", async () => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, `${HEADING + people(10) + people(3)}99;Mala;12\r\n`);
    await startImport(scope, id, { isCheck: true });
    await runImport(scope, id, never);
    const counts = { totalRows: 14, createdRows: 10, mergedRows: 3, badRows: 1 };
    expect(await findImport(scope, id)).toMatchObject({
      ...counts,
      status: "draft",
      checkedAt: expect.any(Date),
    });
    expect(await contactsOf(scope)).toEqual([]);
    expect(await listImportFaults(scope, id, { afterRow: 0, limit: 10 })).toHaveLength(1);

    expect(await change(scope, id, { kind: "lead" })).toMatchObject({ checkedAt: null });
    expect(await run(scope, id)).toMatchObject({ ...counts, status: "completed" });
    expect(await contactsOf(scope)).toHaveLength(10);
    await expect(change(scope, id, { kind: "patient" })).rejects.toMatchObject({
      message: "import_not_draft",
    });
    await expect(startImport(scope, id, { isCheck: false })).rejects.toMatchObject({
      message: "import_not_draft",
    });
  });

  it.each([
    ["nothing is good", "nombre;telefono\nAna;1\nLuis;2\n", "nothing_good", 2],
    [
      "a quote is never closed",
      `nombre;telefono\nEva;600000001\n"Ana;600000002\n${people(3)}`,
      "unclosed_quote:3",
      0,
    ],
  ])("fails as a whole where %s", async (_name, text, error, badRows) => {
    const { scope } = await createBusiness();
    const { id } = await upload(scope, text);
    expect(await run(scope, id)).toMatchObject({ status: "failed", error, badRows, createdRows: 0 });
    expect(await contactsOf(scope)).toEqual([]);
  });
});
