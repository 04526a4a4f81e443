import { cpus } from "node:os";
import { ratioOf, type Spread, spreadOf } from "./statistics";

/** One line of a comparison: a figure of the candidate and of the baseline, per round. */
export interface Comparison {
  name: string;
  candidate: readonly number[];
  baseline: readonly number[];
}

/** Median (quartiles) of the rounds; the ratio is taken within each round. */
export function printComparison(names: [string, string], comparisons: readonly Comparison[]): void {
  const [candidate, baseline] = names;
  const lines = comparisons.map((line) => [
    line.name,
    format(spreadOf(line.candidate)),
    format(spreadOf(line.baseline)),
    format(ratioOf(line.candidate, line.baseline)),
  ]);
  printTable([["", candidate, baseline, `${candidate} / ${baseline}`], ...lines]);
}

export function printFigure(name: string, values: readonly number[]): void {
  console.log(`  ${name}: ${format(spreadOf(values))}`);
}

export function printMachine(): void {
  const [first] = cpus();
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${first?.model ?? "?"}`,
  );
}

function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(`  ${cells.join("   ")}`);
  }
}

function format({ median, lowerQuartile, upperQuartile }: Spread): string {
  const isSingle = lowerQuartile === upperQuartile;
  return isSingle ? digits(median) : `${digits(median)} (${digits(lowerQuartile)}–${digits(upperQuartile)})`;
}

/** Three significant digits: more would be noise. */
function digits(value: number): string {
  const decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toFixed(decimals);
}
