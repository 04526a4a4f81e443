import { contactInput } from "@/lib/contacts/schema";
import { nameKey } from "@/lib/contacts/name-key";
import { isStorable } from "@/lib/text";
import type { ConsentDecision, ConsentPurpose, Country, Language } from "@/lib/vocabulary";
import { plainText, readDate, readDecision, readLanguage, readPhones, readTags } from "./read-cell";

/** A person as one row of a file says it. */
export interface ImportedPerson {
  name: string;
  nameKey: string;
  /** E.164. */
  numbers: { number: string; label: string }[];
  email: string | null;
  language: Language | null;
  /** `YYYY-MM-DD`. */
  dateOfBirth: string | null;
  externalId: string | null;
  tags: string[];
  notes: string;
  variables: Record<string, string>;
  consents: { purpose: ConsentPurpose; decision: ConsentDecision }[];
}

/** Keys of `errors.fields` by field; empty when the row can be taken. */
export type RowFaults = Record<string, string>;

export interface RowReader {
  read(cells: readonly string[]): { person: ImportedPerson; faults: RowFaults };
}

type Write = (person: Draft, cell: string, faults: RowFaults) => void;
type Draft = ImportedPerson & { names: string[]; surnames: string[] };

const MAX_NUMBERS = 10;
const MAX_TAGS = 30;
const MAX_VARIABLES = 50;
const MAX_VARIABLE_LENGTH = 2000;
const {
  name: nameOf,
  email: emailOf,
  externalId: externalIdOf,
  tags: tagsOf,
  notes: notesOf,
} = contactInput.shape;

/** Reads rows of one file: what each column holds is looked up once. */
export function openRowReader({
  mapping,
  columns,
  tags,
  country,
}: {
  mapping: Record<string, string>;
  columns: readonly string[];
  tags: readonly string[];
  country: Country;
}): RowReader {
  const entries = Object.entries(mapping).sort(([a], [b]) => Number(a) - Number(b));
  const severalNumbers = entries.filter(([, target]) => target === "number").length > 1;
  const writes = entries.map(([index, target]): [number, Write] => {
    const label = severalNumbers ? (columns[Number(index)] ?? "").trim().slice(0, 40) : "";
    return [Number(index), writerOf(target, { country, label })];
  });
  return {
    read(cells) {
      const faults: RowFaults = {};
      const draft = emptyDraft();
      for (const [index, write] of writes) write(draft, cells[index] ?? "", faults);
      return { person: finish(draft, tags, faults), faults };
    },
  };
}

function emptyDraft(): Draft {
  return {
    name: "",
    nameKey: "",
    names: [],
    surnames: [],
    numbers: [],
    email: null,
    language: null,
    dateOfBirth: null,
    externalId: null,
    tags: [],
    notes: "",
    variables: {},
    consents: [],
  };
}

function writerOf(target: string, facts: { country: Country; label: string }): Write {
  if (target.startsWith("variable:")) return writeVariable(target.slice("variable:".length));
  if (target.startsWith("consent:")) return writeConsent(target.slice("consent:".length) as ConsentPurpose);
  switch (target) {
    case "name":
      return (draft, cell) => draft.names.push(oneLine(cell));
    case "surname":
      return (draft, cell) => draft.surnames.push(oneLine(cell));
    case "number":
      return writeNumbers(facts);
    case "email":
      return writeEmail;
    case "dateOfBirth":
      return (draft, cell, faults) => {
        if (plainText(cell) === "") return;
        const read = readDate(cell, facts.country);
        if ("fault" in read) faults["dateOfBirth"] = read.fault;
        else draft.dateOfBirth = read.value;
      };
    case "language":
      return (draft, cell) => {
        draft.language = readLanguage(cell);
      };
    case "tags":
      return (draft, cell) => draft.tags.push(...readTags(cell));
    case "notes":
      return (draft, cell) => {
        const text = cell.trim();
        if (text !== "") draft.notes = draft.notes === "" ? text : `${draft.notes}\n${text}`;
      };
    case "externalId":
      return writeExternalId;
    default:
      throw new Error(`nothing is known of the field ${target}`);
  }
}

/** Cells of spreadsheets have line ends of their own; a name has none. */
function oneLine(cell: string): string {
  return plainText(cell).replace(/\s+/g, " ").trim();
}

function writeNumbers({ country, label }: { country: Country; label: string }): Write {
  return (draft, cell, faults) => {
    const read = readPhones(cell, { country });
    if ("fault" in read) {
      faults["number"] = read.fault;
      return;
    }
    for (const number of read.value)
      if (!draft.numbers.some((known) => known.number === number)) draft.numbers.push({ number, label });
  };
}

const writeEmail: Write = (draft, cell, faults) => {
  const text = plainText(cell).replace(/^mailto:/i, "");
  if (text === "") return;
  const parsed = emailOf.safeParse(text);
  if (parsed.success) draft.email = parsed.data;
  else faults["email"] = "email";
};

const writeExternalId: Write = (draft, cell, faults) => {
  const text = oneLine(cell);
  if (text === "") return;
  const parsed = externalIdOf.safeParse(text);
  if (parsed.success) draft.externalId = parsed.data;
  else faults["externalId"] = text.length > 100 ? "cell_too_long" : "unprintable";
};

function writeVariable(name: string): Write {
  return (draft, cell, faults) => {
    const text = plainText(cell);
    if (text === "") return;
    if (text.length > MAX_VARIABLE_LENGTH) faults[`variable:${name}`] = "cell_too_long";
    else if (!isStorable(text)) faults[`variable:${name}`] = "unprintable";
    else if (Object.keys(draft.variables).length >= MAX_VARIABLES) faults[`variable:${name}`] = "too_many";
    else draft.variables[name] = text;
  };
}

function writeConsent(purpose: ConsentPurpose): Write {
  return (draft, cell, faults) => {
    const read = readDecision(cell);
    if ("fault" in read) faults[`consent:${purpose}`] = read.fault;
    else if (read.value) draft.consents.push({ purpose, decision: read.value });
  };
}

function finish(
  { names, surnames, ...person }: Draft,
  tags: readonly string[],
  faults: RowFaults,
): ImportedPerson {
  const written = [...names, ...surnames].filter((part) => part !== "").join(" ");
  const name = nameOf.safeParse(written);
  if (name.success) person.name = name.data;
  else {
    person.name = written;
    faults["name"] = written === "" ? "required" : written.length > 120 ? "cell_too_long" : "unprintable";
  }
  person.nameKey = nameKey(person.name);
  // A name of signs alone compares equal to every other such name.
  if (!faults["name"] && person.nameKey === "") faults["name"] = "no_letters";
  person.tags = [...new Set([...tags, ...person.tags])];
  if (person.tags.length > MAX_TAGS) faults["tags"] = "too_many";
  else if (!tagsOf.safeParse(person.tags).success) faults["tags"] = "cell_too_long";
  if (person.numbers.length > MAX_NUMBERS) faults["number"] = "too_many";
  if (!notesOf.safeParse(person.notes).success)
    faults["notes"] = person.notes.length > 5000 ? "cell_too_long" : "unprintable";
  return person;
}
