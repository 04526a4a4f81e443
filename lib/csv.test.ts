import Papa from "papaparse";
import { expect, it } from "vitest";
import { csvLines } from "./csv";

it.each([
  "=1+1",
  "+34600",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "=1\nsegunda línea",
  "@A\r\n=B",
  "\n=1",
  "＝1+1",
  "＋1",
  "－1",
  "＠A",
])("no cell begins like a formula: %j", (cell) => {
  const [row] = Papa.parse<string[]>(csvLines([[cell, "hola"]])).data;
  expect(row).toEqual([`'${cell}`, "hola"]);
});

it("what is no formula is read back as it was, and numbers are numbers", () => {
  const rows = [
    ['dice "hola", y\nadiós', "a=1", " =1", "", 7],
    ["ñ", "x", "y", "z", 0],
  ];
  expect(Papa.parse(csvLines(rows).trimEnd()).data).toEqual(rows.map((row) => row.map(String)));
  expect(csvLines([])).toBe("");
});
