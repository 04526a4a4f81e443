import type { BulkContact } from "@/db/queries/imported-contacts";
import type { ContactKind, DuplicateRule } from "@/lib/vocabulary";
import type { ImportedPerson } from "./read-row";

const MAX_NUMBERS = 10;
const MAX_TAGS = 30;
const MAX_VARIABLES = 50;

/** Whether what both sides know lets them be one person: father and son may share a name and a number. */
export function mayBeSame(
  known: Pick<BulkContact, "externalId" | "dateOfBirth">,
  person: Pick<ImportedPerson, "externalId" | "dateOfBirth">,
): boolean {
  const agree = (a: string | null, b: string | null) => a === null || b === null || a === b;
  return agree(known.externalId, person.externalId) && agree(known.dateOfBirth, person.dateOfBirth);
}

/**
 * A known contact after a row about the same person. `fill` writes where nothing stood, `overwrite` wherever the row says something;
 * neither takes numbers, tags or variables away. Pure.
 */
export function mergePerson(
  known: BulkContact,
  person: ImportedPerson,
  { rule, kind }: { rule: Exclude<DuplicateRule, "skip">; kind: ContactKind },
): BulkContact {
  const isOver = rule === "overwrite";
  const pick = <Value>(old: Value | null, read: Value | null): Value | null =>
    isOver ? (read ?? old) : (old ?? read);
  const [first, second] = isOver ? [person, known] : [known, person];
  const isRenamed = isOver && person.name !== "";
  return {
    id: known.id,
    kind: isOver ? kind : known.kind,
    name: isRenamed ? person.name : known.name,
    nameKey: isRenamed ? person.nameKey : known.nameKey,
    email: pick(known.email, person.email),
    language: pick(known.language, person.language),
    externalId: pick(known.externalId, person.externalId),
    dateOfBirth: pick(known.dateOfBirth, person.dateOfBirth),
    tags: [...new Set([...known.tags, ...person.tags])].slice(0, MAX_TAGS),
    variables: Object.fromEntries(
      Object.entries({ ...second.variables, ...first.variables }).slice(0, MAX_VARIABLES),
    ),
    notes: first.notes === "" ? second.notes : first.notes,
    numbers: joined(first.numbers, second.numbers),
  };
}

function joined(first: BulkContact["numbers"], second: BulkContact["numbers"]): BulkContact["numbers"] {
  const more = second.filter(({ number }) => first.every((known) => known.number !== number));
  return [...first, ...more].slice(0, MAX_NUMBERS);
}

/** A person nobody knew. */
export function newContact(id: string, kind: ContactKind, person: ImportedPerson): BulkContact {
  const { consents: _consents, ...state } = person;
  return { ...state, id, kind };
}

/** Contacts at hand while rows are read one after the other; a row sees what the rows before it did. */
export class KnownContacts {
  readonly #byExternalId = new Map<string, BulkContact>();
  // Ids in sets: a file may say one name and one number in every row.
  readonly #byNumber = new Map<string, Set<string>>();
  readonly #byEmail = new Map<string, Set<string>>();
  readonly #byId = new Map<string, BulkContact>();

  /** Also what an earlier state of the same contact is replaced by. */
  keep(contact: BulkContact): void {
    this.#byId.set(contact.id, contact);
    if (contact.externalId !== null) this.#byExternalId.set(contact.externalId, contact);
    for (const { number } of contact.numbers)
      file(this.#byNumber, `${number} ${contact.nameKey}`, contact.id);
    if (contact.email !== null) file(this.#byEmail, `${contact.email} ${contact.nameKey}`, contact.id);
  }

  /** By external id, else by number and name, else by e-mail and name; the first that may be the same person. */
  find(person: ImportedPerson): BulkContact | undefined {
    const { externalId, email, nameKey, numbers } = person;
    const sameId = externalId === null ? undefined : this.#byExternalId.get(externalId);
    if (sameId) return this.#byId.get(sameId.id);
    const candidates = [
      ...numbers.map(({ number }) => this.#byNumber.get(`${number} ${nameKey}`)),
      email === null ? undefined : this.#byEmail.get(`${email} ${nameKey}`),
    ];
    for (const ids of candidates) {
      for (const id of ids ?? []) {
        const known = this.#byId.get(id);
        if (known && mayBeSame(known, person)) return known;
      }
    }
    return undefined;
  }
}

function file(map: Map<string, Set<string>>, key: string, contactId: string): void {
  const kept = map.get(key);
  if (kept) kept.add(contactId);
  else map.set(key, new Set([contactId]));
}
