import type { ContactRow } from "@/db/queries/contact-columns";
import { readBirthDate } from "@/lib/spoken/read-date";
import { readDigits } from "@/lib/spoken/read-digits";
import { isFullName, matchName } from "@/lib/spoken/read-name";
import type { SpokenContext } from "@/lib/spoken/understood";
import type { IdentityCheck } from "@/lib/vocabulary";

/** What a caller said to prove who they are, in their own words. */
export interface IdentityGiven {
  name?: string | undefined;
  date_of_birth?: string | undefined;
  number_digits?: string | undefined;
}
export type IdentityParameter = keyof IdentityGiven;

export type Identity =
  | { result: "passed"; contact: ContactRow }
  /**
   * `say`: what was not understood, as a question; absent: the value was not given. `isTry`: what was said before it was wrong, or may
   * have been, and counts as an attempt.
   */
  | { result: "ask"; parameter: IdentityParameter; say?: string; isTry?: true }
  /** What was said does not fit anybody; `parameter` is what was wrong. */
  | { result: "different"; parameter: IdentityParameter };

interface IdentityQuestion {
  /** Who it may be. */
  candidates: readonly ContactRow[];
  check: IdentityCheck;
  /** They call from a number that is on the contact's card. */
  isKnownNumber: boolean;
  given: IdentityGiven;
  spoken: SpokenContext;
}

/** Digits that nobody guesses by chance. */
const ENOUGH_DIGITS = 4;

/**
 * Who it is, or what to ask. Pure. From a number that nobody knows a name alone proves nothing: then the date of birth is asked, and the
 * last digits of the number on the card, whatever the business's own rule.
 */
export function checkIdentity(question: IdentityQuestion): Identity {
  const { candidates, check, isKnownNumber, given, spoken } = question;
  if (!isKnownNumber) return checkStranger(question);
  const [only] = candidates;
  const needsName = candidates.length > 1 || check === "name";
  if (given.name === undefined && needsName) return { result: "ask", parameter: "name" };
  const named = given.name === undefined ? only : findNamed(candidates, given.name);
  if (!named) return { result: "different", parameter: "name" };
  if (named === "partly") return { result: "ask", parameter: "name" };
  const proof = proofOf(named, check);
  return proof === "none" ? { result: "passed", contact: named } : prove(named, proof, { given, spoken });
}

/**
 * The same questions in the same order whether or not there is such a card and whatever it knows: another question, or another answer,
 * would tell a stranger who is a patient. A date of birth that opens nothing counts as an attempt; of a card without one the digits count.
 */
function checkStranger({ candidates, given, spoken }: IdentityQuestion): Identity {
  if (given.name === undefined) return { result: "ask", parameter: "name" };
  if (given.date_of_birth === undefined) return { result: "ask", parameter: "date_of_birth" };
  const born = readBirthDate(given.date_of_birth, spoken);
  if (!born.ok) return { result: "ask", parameter: "date_of_birth", say: born.ask };
  const byDate = candidates.find(({ dateOfBirth }) => dateOfBirth === born.value);
  if (byDate) return { result: "passed", contact: byDate };
  if (given.number_digits === undefined) return { result: "ask", parameter: "number_digits", isTry: true };
  const digits = readDigits(given.number_digits);
  const isEnough = digits.ok && digits.value.length >= ENOUGH_DIGITS;
  if (!isEnough) {
    const said = digits.ok ? {} : { say: digits.ask };
    return { result: "ask", parameter: "number_digits", isTry: true, ...said };
  }
  const byDigits = candidates.find(
    ({ dateOfBirth, numbers }) =>
      dateOfBirth === null && numbers.some(({ number }) => number.endsWith(digits.value)),
  );
  return byDigits
    ? { result: "passed", contact: byDigits }
    : { result: "different", parameter: "date_of_birth" };
}

/** A name said in full; of a first name alone one cannot tell who of a family it is. */
function findNamed(candidates: readonly ContactRow[], said: string): ContactRow | "partly" | undefined {
  const same = candidates.filter(({ name }) => matchName(said, name) === "same");
  if (same.length > 0) return same[0];
  const partial = candidates.filter(({ name }) => matchName(said, name) === "partial");
  if (partial.length === 0) return undefined;
  const [only, ...others] = partial;
  return only && others.length === 0 && isFullName(said, only.name) ? only : "partly";
}

type Proof = "none" | "date_of_birth" | "number_digits";

/** What is left to prove once the name fits; what the card does not know cannot be asked. */
function proofOf(contact: ContactRow, check: IdentityCheck): Proof {
  if (check === "none" || check === "name") return "none";
  if (check === "date_of_birth" && contact.dateOfBirth !== null) return "date_of_birth";
  return contact.numbers.length > 0 ? "number_digits" : "none";
}

function prove(
  contact: ContactRow,
  proof: Exclude<Proof, "none">,
  { given, spoken }: Pick<IdentityQuestion, "given" | "spoken">,
): Identity {
  const said = given[proof];
  if (said === undefined) return { result: "ask", parameter: proof };
  const read = proof === "date_of_birth" ? readBirthDate(said, spoken) : readDigits(said);
  if (!read.ok) return { result: "ask", parameter: proof, say: read.ask };
  if (proof === "date_of_birth") {
    return read.value === contact.dateOfBirth
      ? { result: "passed", contact }
      : { result: "different", parameter: proof };
  }
  if (read.value.length < ENOUGH_DIGITS) return { result: "ask", parameter: proof };
  return contact.numbers.some(({ number }) => number.endsWith(read.value))
    ? { result: "passed", contact }
    : { result: "different", parameter: proof };
}
