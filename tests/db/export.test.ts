import Papa from "papaparse";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "@/db/client";
import { updateCall } from "@/db/queries/calls";
import { exportCalls } from "@/lib/calls/export-calls";
import { openTestDatabase, type TestDatabase } from "@/tests/support/database";
import { addAgent, addCall, createBusiness } from "./business";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.drop());

async function exported(scope: Scope): Promise<{ text: string; rows: Record<string, string>[] }> {
  let text = "";
  for await (const part of exportCalls(scope, {})) text += part;
  const { data } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: true,
  });
  return { text, rows: data };
}

it("an export begins with a byte order mark and its columns, even when there is nothing in it", async () => {
  const { scope } = await createBusiness();
  const { text, rows } = await exported(scope);
  expect(text).toMatch(/^\uFEFFid,started_at,[a-z_,]+\r\n$/);
  expect(rows).toEqual([]);
});

it("an export has every call once, however many pages it takes", async () => {
  const { scope } = await createBusiness();
  const at = new Date();
  const made = [];
  for (let index = 0; index < 205; index += 1) made.push((await addCall(scope, { startedAt: at })).id);
  const { rows } = await exported(scope);
  expect(rows.map((row) => row["id"] ?? "").sort()).toEqual(made.sort());
});

it("no cell of an export begins like a formula, and quotes, commas and line breaks stay in theirs", async () => {
  const { scope } = await createBusiness();
  const titles = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    'dice "hola", y\nadiós',
    "Cita 🦷",
  ];
  for (const title of titles) {
    const agentId = await addAgent(scope, { name: title });
    const call = await addCall(scope, { agentId });
    await updateCall(scope, call.id, { title });
  }
  const { rows } = await exported(scope);
  expect(rows).toHaveLength(titles.length);
  for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  const bare = rows.map((row) => (row["title"] ?? "").replace(/^'/, ""));
  expect(bare.sort()).toEqual(titles.sort());
});
