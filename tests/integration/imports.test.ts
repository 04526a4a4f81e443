import http from "node:http";
import type postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { z } from "zod";
import { importPreview, importView, type ImportView, MAX_FILE_BYTES } from "@/lib/imports/schema";
import type { Client } from "../support/client";
import { type Business, createBusiness } from "../support/tenant";
import { until } from "../support/until";
import { openHouseDatabase } from "./house-database";
import { addMember } from "./members";

const house = inject("house");
let database: postgres.Sql;
beforeAll(() => {
  database = openHouseDatabase(house.dataFolder);
});
afterAll(() => database.end());

async function send(client: Client, bytes: Uint8Array<ArrayBuffer> | string, fileName = "pacientes.csv") {
  const answer = await fetch(`${client.baseUrl}/api/imports?fileName=${encodeURIComponent(fileName)}`, {
    method: "POST",
    headers: { ...client.headers(), "content-type": "text/csv" },
    body: bytes,
  });
  return { status: answer.status, text: await answer.text() };
}

async function upload(client: Client, bytes: Uint8Array<ArrayBuffer> | string): Promise<ImportView> {
  const answer = await send(client, bytes);
  expect(answer.status, answer.text).toBe(201);
  return z.object({ data: importView }).parse(JSON.parse(answer.text)).data;
}

/** On a connection of its own, which nobody uses after it: the house hangs up on who does not stop. */
function sendTooMuch(client: Client, how: "said" | "found"): Promise<number | undefined> {
  const request = http.request(`${client.baseUrl}/api/imports?fileName=x.csv`, {
    method: "POST",
    agent: false,
    headers: { ...client.headers(), ...(how === "said" ? { "content-length": MAX_FILE_BYTES + 1 } : {}) },
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    request.once("response", ({ statusCode }) => resolve(statusCode));
    request.once("error", reject);
  });
  const piece = Buffer.from("Ana;600123456\n".repeat(75_000));
  const sendOn = () => {
    while (!request.destroyed && !request.writableEnded && request.write(piece));
  };
  request.on("drain", sendOn);
  if (how === "said") request.flushHeaders();
  else sendOn();
  return answered.finally(() => request.destroy());
}

const read = (client: Client, importId: string) => client.get(`/api/imports/${importId}`, importView);

const order = (client: Client, importId: string, deed: "check" | "start" | "cancel") =>
  client.ask("POST", `/api/imports/${importId}/${deed}`, importView);

const untilStatus = (client: Client, importId: string, statuses: string[], timeoutMs = 60_000) =>
  until(
    `import ${importId} is ${statuses.join(" or ")}`,
    async () => {
      const found = await read(client, importId);
      return statuses.includes(found.status) && found;
    },
    timeoutMs,
  );

async function countContacts(sql: postgres.Sql, tenantId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from contacts where tenant_id = ${tenantId}`;
  return row?.count ?? 0;
}

const HEADING = "Nº Historia;Nombre;Apellidos;Teléfono;Correo;Fecha de nacimiento;Notas";

/** Three spellings of a telephone number, by turns. */
function spelled(index: number): string {
  const digits = `6${String(index).padStart(8, "0")}`;
  const [a, b, c] = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)];
  return [`${a} ${b} ${c}`, `0034${digits}`, `="${digits}"`][index % 3] ?? digits;
}

/** Every kind of trouble by turns: people who come twice, formulas, Excel's damage, rows without a name. */
function hostileRow(index: number): string {
  const row = (id: string, name: string, phone: string, rest = ";;") => `${id};${name};${phone};${rest}`;
  if (index % 100 === 97) return row(`H${index}`, "Mala;Suerte", "6,00123E+08");
  if (index % 100 === 98) return row(`H${index}`, ";", spelled(index));
  // The one of before, without its id and with another spelling: the same number and the same name.
  if (index % 100 === 99)
    return row("", `PERSONA  ${index - 99};Núñez`, spelled(index - 99).replaceAll(" ", "."));
  if (index % 100 === 50) return row(`H${index}`, `"=HYPERLINK(""x"")";Núñez ${index}`, spelled(index));
  return row(
    `H${index}`,
    `Persona ${index};Núñez`,
    spelled(index),
    `p${index}@example.com;02/03/1980;"a;b ""c"""`,
  );
}

const hostileFile = (rows: number) =>
  `${HEADING}\r\n${Array.from({ length: rows }, (_, index) => hostileRow(index)).join("\r\n")}\r\n`;

describe("a hostile file", () => {
  test.each<[string, Buffer<ArrayBuffer>, string]>([
    ["in UTF-8 with a byte order mark", Buffer.from(`\uFEFF${hostileFile(200)}`), "utf-8"],
    ["in Latin-1", Buffer.from(hostileFile(200), "latin1"), "windows-1252"],
    ["in Excel's Unicode", Buffer.from(`\uFEFF${hostileFile(200)}`, "utf16le"), "utf-16le"],
  ])(
    "%s is understood, shown, checked and taken; its bad rows come back with why",
    async (_name, bytes, encoding) => {
      const business = await createBusiness(house, { agent: null });
      const { client } = business;
      const made = await upload(client, bytes);
      expect(made).toMatchObject({
        encoding,
        separator: ";",
        hasHeading: true,
        mapping: {
          0: "externalId",
          1: "name",
          2: "surname",
          3: "number",
          4: "email",
          5: "dateOfBirth",
          6: "notes",
        },
      });
      const preview = await client.get(`/api/imports/${made.id}/preview`, importPreview);
      expect(preview.rows).toHaveLength(20);
      expect(preview.rows[0]).toMatchObject({
        row: 2,
        person: {
          name: "Persona 0 Núñez",
          numbers: [{ number: "+34600000000" }],
          dateOfBirth: "1980-03-02",
          notes: 'a;b "c"',
        },
        faults: {},
      });

      const counts = { totalRows: 200, createdRows: 194, mergedRows: 2, skippedRows: 0, badRows: 4 };
      await order(client, made.id, "check");
      const checked = await untilStatus(client, made.id, ["draft"]);
      expect(checked).toMatchObject({ ...counts, checkedAt: expect.any(Date) });
      expect(await countContacts(database, business.tenantId)).toBe(0);

      await order(client, made.id, "start");
      expect(await untilStatus(client, made.id, ["completed"])).toMatchObject(counts);
      expect(await countContacts(database, business.tenantId)).toBe(194);
      const [formula] = await database`select name from contacts
      where tenant_id = ${business.tenantId} and external_id = 'H50'`;
      expect(formula).toEqual({ name: '=HYPERLINK("x") Núñez 50' });

      const faults = await client.send("GET", `/api/imports/${made.id}/faults`);
      expect(faults.headers.get("content-type")).toContain("text/csv");
      const lines = faults.text.trim().split("\r\n");
      expect(lines).toHaveLength(5);
      expect(lines[0]?.replace("\uFEFF", "")).toBe(`${HEADING};Fila;Qué corregir`);
      expect(lines[1]).toMatch(/^H97;Mala;Suerte;6,00123E\+08;;;;99;"?Teléfono: Excel acortó/);
      expect(lines[2]).toMatch(/;100;"?Nombre: Este dato es necesario/);
    },
  );

  test(
    "of 100,000 rows is taken as a whole, while others see how far it is and nothing of its rows",
    { timeout: 400_000 },
    async () => {
      const business = await createBusiness(house, { agent: null });
      const { client } = business;
      const made = await upload(client, Buffer.from(hostileFile(100_000), "latin1"));
      expect(made.totalRows).toBe(100_000);
      await order(client, made.id, "start");
      const seen = new Set<number>();
      const ended = await until(
        "the import has ended",
        async () => {
          const found = await read(client, made.id);
          seen.add(found.doneRows);
          if (found.status === "running") {
            // Counted before its state is asked for again: rows are there when it has ended, and not before.
            const count = await countContacts(database, business.tenantId);
            if (count > 0) expect((await read(client, made.id)).status).toBe("completed");
          }
          return found.status !== "queued" && found.status !== "running" && found;
        },
        300_000,
      );
      expect(ended).toMatchObject({
        status: "completed",
        totalRows: 100_000,
        createdRows: 97_000,
        mergedRows: 1000,
        badRows: 2000,
      });
      expect(seen.size).toBeGreaterThan(2);
      expect(await countContacts(database, business.tenantId)).toBe(97_000);
    },
  );

  test("canceled half-way leaves nothing", { timeout: 120_000 }, async () => {
    const business = await createBusiness(house, { agent: null });
    const { client } = business;
    const made = await upload(client, hostileFile(30_000));
    await order(client, made.id, "start");
    await until("rows are done", async () => (await read(client, made.id)).doneRows > 0, 60_000);
    await order(client, made.id, "cancel");
    await untilStatus(client, made.id, ["canceled"]);
    expect(await countContacts(database, business.tenantId)).toBe(0);
    expect(await client.refusal("POST", `/api/imports/${made.id}/start`)).toMatchObject({ status: 409 });
  });
});

describe("a file that cannot be taken", () => {
  test("larger than the limit is refused, said beforehand or found on the way, and nothing is kept", async () => {
    const { client } = await createBusiness(house, { agent: null });
    expect(await sendTooMuch(client, "said")).toBe(413);
    expect(await sendTooMuch(client, "found")).toBe(413);
    expect(await client.get("/api/imports", z.array(importView))).toEqual([]);
  });

  test("an empty one, a workbook, one without a name: refused in a sentence", async () => {
    const { client } = await createBusiness(house, { agent: null });
    for (const bytes of ["", "nombre;telefono\n", new Uint8Array(Buffer.from("504b03041400", "hex"))]) {
      const answer = await send(client, bytes);
      expect(answer.status).toBe(422);
      expect(JSON.parse(answer.text)).toMatchObject({ error: { fields: { file: expect.any(String) } } });
    }
    const nameless = await fetch(`${client.baseUrl}/api/imports`, {
      method: "POST",
      headers: client.headers(),
      body: "nombre\nAna\n",
    });
    expect(nameless.status).toBe(422);
  });
});

describe("an import and others", () => {
  let business: Business;
  let made: ImportView;
  beforeAll(async () => {
    business = await createBusiness(house, { agent: null });
    made = await upload(business.client, hostileFile(10));
  });

  test("belongs to its business: to a second one it does not exist", async () => {
    const { client } = await createBusiness(house, { agent: null });
    const at = `/api/imports/${made.id}`;
    for (const [method, address, body] of [
      ["GET", at, undefined],
      ["PATCH", at, { kind: "lead" }],
      ["GET", `${at}/preview`, undefined],
      ["GET", `${at}/faults`, undefined],
      ["POST", `${at}/check`, undefined],
      ["POST", `${at}/start`, undefined],
      ["POST", `${at}/cancel`, undefined],
    ] as const)
      expect(await client.refusal(method, address, body), address).toEqual({
        status: 404,
        code: "not_found",
      });
    expect(await client.get("/api/imports", z.array(importView))).toEqual([]);
    expect((await read(business.client, made.id)).status).toBe("draft");
  });

  test("is for who may write: viewers neither send nor see files", async () => {
    const viewer = await addMember(business.client, "viewer", business.key);
    expect((await send(viewer.client, hostileFile(1))).status).toBe(403);
    expect(await viewer.client.refusal("GET", "/api/imports")).toEqual({ status: 403, code: "forbidden" });
  });
});
