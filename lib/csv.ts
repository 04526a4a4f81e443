import Papa from "papaparse";

/** How a cell begins that a spreadsheet would run. The library's own pattern lets it pass when the cell has a second line. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Lines of a CSV file. What begins like a formula is quoted by an apostrophe, telephone numbers with their plus sign too. */
export function csvLines(rows: (string | number)[][], delimiter = ","): string {
  const form = { escapeFormulae: FORMULA, newline: "\r\n", delimiter };
  return rows.length === 0 ? "" : `${Papa.unparse(rows, form)}\r\n`;
}
