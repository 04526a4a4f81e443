const NAMES = "january february march april may june july august september october november december".split(
  " ",
);
/** Names, and what is written for short. */
export const MONTHS_EN: ReadonlyMap<string, number> = new Map([
  ...NAMES.map((name, index): [string, number] => [name, index + 1]),
  ...NAMES.map((name, index): [string, number] => [name.slice(0, 3), index + 1]).filter(
    // "Mar" is no word; "may" is one anyway.
    ([name]) => name !== "mar" && name !== "may",
  ),
  ["sept", 9],
]);
