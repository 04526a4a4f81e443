import { type Cursor, phrases } from "./words";

/** First to twentieth, by their words. */
export const ORDINALS: ReadonlyMap<string, number> = new Map(
  [
    ..."first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth".split(
      " ",
    ),
    ..."fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(" "),
  ].map((name, index): [string, number] => [name, index + 1]),
);

const ENDING = phrases("st | nd | rd | th");
const THIRTIETH = phrases("thirtieth");

/** "First" to "thirty-first", "1st" to "31st", if one stands here. */
export function ordinalEn(cursor: Cursor): number | undefined {
  const tens = cursor.attempt((rest) => {
    const word = rest.peek();
    rest.skip();
    const unit = word === "twenty" || word === "thirty" ? rest.takeOf(ORDINALS) : undefined;
    return unit !== undefined && unit < 10 ? (word === "twenty" ? 20 : 30) + unit : undefined;
  });
  if (tens !== undefined) return tens;
  if (cursor.has(THIRTIETH)) return 30;
  const named = cursor.takeOf(ORDINALS);
  if (named !== undefined) return named;
  return cursor.attempt((rest) => {
    const digits = rest.takeDigits(2);
    return digits !== undefined && rest.has(ENDING) ? digits : undefined;
  });
}
