import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CsvRows, MAX_CELL_LENGTH, MAX_COLUMNS, UnreadableFile } from "./csv-rows";

function rowsOf(pieces: string[], separator = ","): string[][] {
  const reader = new CsvRows(separator);
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
}

describe("rows of separated text", () => {
  it.each<[string, string, string[][]]>([
    [
      "plain cells",
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "no line end after the last row",
      "a,b\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "the old Macintosh's line ends",
      "a,b\rc,d\r",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["empty cells", ",,\n", [["", "", ""]]],
    ["a separator at the very end", "a,", [["a", ""]]],
    ["quotes around separators and line ends", '"a,b","c\r\nd"\n', [["a,b", "c\r\nd"]]],
    ["doubled quotes", '"say ""yes""",b\n', [['say "yes"', "b"]]],
    ["Excel's text formula", '="600123456",b\n', [['="600123456"', "b"]]],
    ["a quote inside a cell that does not begin with one", 'O"Neill,5"\n', [['O"Neill', '5"']]],
    ["what follows a closing quote", '"a"b,c\n', [["ab", "c"]]],
    ["spaces before a quote", 'a, "b, c"\n', [["a", "b, c"]]],
    ["an empty quoted cell alone", '""', [[""]]],
    ["blank rows", "a\n\nb\n", [["a"], [""], ["b"]]],
    ["nothing", "", []],
  ])("are read with %s", (_name, text, expected) => {
    expect(rowsOf([text])).toEqual(expected);
  });

  it.each([";", "\t", "|"])("are cut at %j", (separator) => {
    expect(rowsOf([`a${separator}b,c\n"d${separator}e"${separator}f`], separator)).toEqual([
      ["a", "b,c"],
      [`d${separator}e`, "f"],
    ]);
  });

  it("are the same however the text is cut into pieces, and give back what was written", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "ñ", ",", ";", '"', "\n", "\r", " ", "😀") });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
        fc.array(fc.nat(12), { maxLength: 20 }),
        (table, cuts) => {
          const text = table
            .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(",") + "\r\n")
            .join("");
          const pieces: string[] = [];
          let at = 0;
          for (const cut of cuts) {
            pieces.push(text.slice(at, at + cut));
            at += cut;
          }
          pieces.push(text.slice(at));
          expect(rowsOf(pieces)).toEqual(table);
        },
      ),
    );
  });

  it("that never end are refused, in the row where they begin, before they fill the memory", () => {
    const failureOf = (text: string): unknown => {
      try {
        return rowsOf([text]);
      } catch (error) {
        return error instanceof UnreadableFile ? [error.reason, error.row] : error;
      }
    };
    expect(failureOf('a,b\nc,"d\ne,f\n')).toEqual(["unclosed_quote", 2]);
    expect(failureOf(`a\n"${"x".repeat(MAX_CELL_LENGTH + 1)}`)).toEqual(["unclosed_quote", 2]);
    expect(failureOf("x".repeat(MAX_CELL_LENGTH + 1))).toEqual(["cell_too_long", 1]);
    expect(failureOf(",".repeat(MAX_COLUMNS))).toEqual(["too_many_columns", 1]);
  });
});
