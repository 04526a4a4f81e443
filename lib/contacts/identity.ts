import type { ContactRow } from "@/db/queries/contacts";
import { readBirthDate } from "@/lib/spoken/read-date";
import { readDigits } from "@/lib/spoken/read-digits";
import { matchName } from "@/lib/spoken/read-name";
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
  /** `say`: what was not understood, as a question; absent: the value was not given. */
  | { result: "ask"; parameter: IdentityParameter; say?: string }
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
 * Who it is, or what to ask. Pure. From a number that nobody knows a name alone proves nothing: then the date of birth is asked, or the
 * last digits of the number on the card, whatever the business's own rule.
 */
export function checkIdentity({
  candidates,
  check,
  isKnownNumber,
  given,
  spoken,
}: IdentityQuestion): Identity {
  const [only] = candidates;
  const needsName = candidates.length > 1 || check === "name" || !isKnownNumber;
  if (given.name === undefined && needsName) return { result: "ask", parameter: "name" };
  const named = given.name === undefined ? only : findNamed(candidates, given.name);
  if (!named) return { result: "different", parameter: "name" };
  if (named === "partly") return { result: "ask", parameter: "name" };
  const proof = proofOf(named, isKnownNumber ? check : "date_of_birth");
  if (proof === "none") return isKnownNumber ? { result: "passed", contact: named } : refuse();
  return prove(named, proof, { given, spoken });
}

/** A name said in full; of a first name alone one cannot tell who of a family it is. */
function findNamed(candidates: readonly ContactRow[], said: string): ContactRow | "partly" | undefined {
  const same = candidates.filter(({ name }) => matchName(said, name) === "same");
  if (same.length > 0) return same[0];
  const partial = candidates.filter(({ name }) => matchName(said, name) === "partial");
  if (partial.length === 0) return undefined;
  return partial.length === 1 && said.trim().includes(" ") ? partial[0] : "partly";
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

function refuse(): Identity {
  return { result: "different", parameter: "name" };
}
