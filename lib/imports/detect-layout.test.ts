import { describe, expect, it } from "vitest";
import { detectLayout } from "./detect-layout";

describe("the layout of a file", () => {
  it.each<[string, string, { separator: string; hasHeading: boolean }]>([
    ["commas", "nombre,telefono\nAna,600\nLuis,601\n", { separator: ",", hasHeading: true }],
    [
      "semicolons, with commas in names",
      "nombre;telefono\nPérez, Ana;600\nRuiz, Luis;601\n",
      { separator: ";", hasHeading: true },
    ],
    ["tabs", "name\tphone\nAna\t600\n", { separator: "\t", hasHeading: true }],
    ["bars", "name|phone|mail\nAna|600|a@b.es\n", { separator: "|", hasHeading: true }],
    [
      "commas in quotes only",
      'nombre;notas\nAna;"alta, delgada, rubia"\nLuis;"bajo, moreno, calvo"\n',
      { separator: ";", hasHeading: true },
    ],
    ["Excel's own line", "sep=;\nnombre;telefono\nAna;600\n", { separator: ";", hasHeading: true }],
    [
      "no heading",
      "Ana Pérez;600123456;02/03/1980\nLuis Ruiz;600123457;\n",
      { separator: ";", hasHeading: false },
    ],
    [
      "headings nobody knows, above data",
      "persona;contactar\nAna;600123456\n",
      { separator: ";", hasHeading: true },
    ],
    ["one column", "nombre\nAna\nLuis\n", { separator: ",", hasHeading: true }],
    ["names alone", "Ana\nLuis\n", { separator: ",", hasHeading: false }],
  ])("is found with %s", (_name, text, layout) => {
    expect(detectLayout(text)).toEqual(layout);
  });
});
