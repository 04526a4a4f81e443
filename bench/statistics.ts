/** The middle of several rounds, and the two values between which half of them lie. */
export interface Spread {
  median: number;
  lowerQuartile: number;
  upperQuartile: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return {
    median: medianOf(values),
    lowerQuartile: percentileOf(values, 25),
    upperQuartile: percentileOf(values, 75),
  };
}

/** Round by round, because what disturbs a round disturbs both of its halves. */
export function ratioOf(candidate: readonly number[], baseline: readonly number[]): Spread {
  if (candidate.length !== baseline.length) throw new Error("a round without its counterpart");
  return spreadOf(candidate.map((value, round) => value / at(baseline, round)));
}

/** The smallest value that `percent` of the values do not exceed. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return at(sorted, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1));
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return Number.isInteger(middle)
    ? (at(sorted, middle - 1) + at(sorted, middle)) / 2
    : at(sorted, Math.floor(middle));
}

function at(values: readonly number[], index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error("no values");
  return value;
}
