import { nameKey } from "@/lib/contacts/name-key";
import { type PhoneFacts, readDate, readPhones } from "./read-cell";
import type { ImportField } from "./schema";

type Target = ImportField | "consent:appointments" | "consent:marketing";

/** Whole headings, without accents and case; the first list that has the words wins. */
const HEADINGS: readonly (readonly [Target, readonly string[]])[] = [
  [
    "externalId",
    [
      "id",
      "codigo",
      "code",
      "historia",
      "historia clinica",
      "n historia",
      "no historia",
      "nhc",
      "numero de historia",
      "n paciente",
      "no paciente",
      "numero de paciente",
      "id paciente",
      "id cliente",
      "n cliente",
      "numero de cliente",
      "codigo cliente",
      "codigo paciente",
      "expediente",
      "n expediente",
      "external id",
      "externalid",
      "patient id",
      "client id",
      "customer id",
      "record",
      "mrn",
    ],
  ],
  [
    "surname",
    [
      "apellido",
      "apellidos",
      "primer apellido",
      "segundo apellido",
      "apellido 1",
      "apellido 2",
      "apellido1",
      "apellido2",
      "apellido paterno",
      "apellido materno",
      "surname",
      "last name",
      "lastname",
      "family name",
    ],
  ],
  [
    "dateOfBirth",
    [
      "fecha de nacimiento",
      "fecha nacimiento",
      "f nacimiento",
      "f nac",
      "fec nac",
      "fnac",
      "nacimiento",
      "nacido",
      "cumpleanos",
      "date of birth",
      "birth date",
      "birthdate",
      "birthday",
      "dob",
    ],
  ],
  [
    "number",
    [
      "telefono",
      "telefonos",
      "tel",
      "tlf",
      "tfno",
      "tfno fijo",
      "telf",
      "telefono movil",
      "telefono fijo",
      "telefono casa",
      "telefono trabajo",
      "telefono celular",
      "telefono de contacto",
      "telefono 1",
      "telefono 2",
      "telefono1",
      "telefono2",
      "movil",
      "fijo",
      "celular",
      "cel",
      "whatsapp",
      "phone",
      "phone number",
      "mobile",
      "mobile phone",
      "cell",
      "cell phone",
      "home phone",
      "work phone",
      "telephone",
      "numero de telefono",
      "numero",
    ],
  ],
  [
    "email",
    [
      "correo",
      "correo electronico",
      "e mail",
      "email",
      "mail",
      "email address",
      "e mail address",
      "direccion de correo",
    ],
  ],
  ["language", ["idioma", "lengua", "language", "lang"]],
  [
    "tags",
    ["etiqueta", "etiquetas", "grupo", "grupos", "categoria", "tag", "tags", "label", "labels", "group"],
  ],
  [
    "notes",
    [
      "nota",
      "notas",
      "observacion",
      "observaciones",
      "comentario",
      "comentarios",
      "note",
      "notes",
      "comments",
      "remarks",
    ],
  ],
  [
    "consent:marketing",
    [
      "publicidad",
      "acepta publicidad",
      "consentimiento comercial",
      "marketing",
      "comunicaciones comerciales",
      "marketing consent",
    ],
  ],
  [
    "consent:appointments",
    ["consentimiento", "consiente", "acepta llamadas", "rgpd", "lopd", "consent", "gdpr", "opt in"],
  ],
  [
    "name",
    [
      "nombre",
      "nombres",
      "nombre completo",
      "nombre y apellidos",
      "apellidos y nombre",
      "paciente",
      "cliente",
      "contacto",
      "name",
      "full name",
      "fullname",
      "first name",
      "firstname",
      "given name",
      "patient",
      "client",
      "customer",
      "contact",
    ],
  ],
];

/** Several columns of these are put together; of the others only the first is taken. */
const REPEATABLE: ReadonlySet<string> = new Set<Target>(["name", "surname", "number", "tags", "notes"]);

/** `Nº Historia`, `n.º de historia` and `No. historia` are one heading. */
function headingKey(heading: string): string {
  return nameKey(heading.replace(/[ºª°]/g, " "))
    .replace(/^(n|no|num) (?:de )?/, (_, short: string) => (short === "num" ? "numero de " : `${short} `))
    .trim();
}

export function fieldOfHeading(heading: string): Target | undefined {
  const key = headingKey(heading);
  if (key === "") return undefined;
  const [field] = HEADINGS.find(([, headings]) => headings.includes(key)) ?? [];
  return field ?? fieldOfWords(key);
}

/** Longer headings that name the thing among other words: "Teléfono del paciente", "Fecha de nacimiento (dd/mm/aaaa)". */
function fieldOfWords(key: string): Target | undefined {
  if (/\b(nacimiento|birth)\b/.test(key)) return "dateOfBirth";
  if (/\b(telefono|movil|celular|phone|mobile)\b/.test(key)) return "number";
  if (/\b(correo|email|e mail)\b/.test(key)) return "email";
  if (/\b(apellidos?|surname)\b/.test(key)) return /\bnombre\b/.test(key) ? "name" : "surname";
  if (/\b(historia|expediente)\b/.test(key)) return "externalId";
  if (/\b(consentimiento|consent)\b/.test(key)) return "consent:appointments";
  return undefined;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What stands in a table and not above it: numbers, dates, addresses. */
export function looksLikeData(cell: string): boolean {
  const text = cell.trim();
  return (
    EMAIL.test(text) ||
    text.startsWith('="') ||
    /^[+(]?\d[\d\s().,/:+-]*$/.test(text) ||
    /^\d+[.,]\d+E\+\d+$/i.test(text)
  );
}

/**
 * What each column probably holds, by its heading and else by what stands in it. The keys are the columns' indexes; a column nobody
 * recognises is left out.
 */
export function guessColumns(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  facts: PhoneFacts,
): Record<string, Target> {
  const mapping: Record<string, Target> = {};
  const taken = new Set<Target>();
  const take = (index: number, field: Target | undefined) => {
    if (field === undefined || (taken.has(field) && !REPEATABLE.has(field))) return;
    mapping[index] = field;
    taken.add(field);
  };
  for (const [index, heading] of headings.entries()) take(index, fieldOfHeading(heading));
  for (const index of headings.keys()) {
    if (mapping[index] !== undefined || headings[index]?.trim()) continue;
    take(
      index,
      fieldOfContent(
        rows.map((row) => row[index] ?? ""),
        facts,
      ),
    );
  }
  // Somebody must be named: the first column of words that nothing else claims.
  if (!taken.has("name") && !taken.has("surname")) {
    const words = [...headings.keys()].find(
      (index) => mapping[index] === undefined && rows.some((row) => /\p{L}{2}/u.test(row[index] ?? "")),
    );
    if (words !== undefined) mapping[words] = "name";
  }
  return mapping;
}

function fieldOfContent(cells: readonly string[], facts: PhoneFacts): Target | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== "");
  if (filled.length === 0) return undefined;
  const most = (is: (cell: string) => boolean) => filled.filter(is).length >= filled.length * 0.6;
  if (most((cell) => EMAIL.test(cell))) return "email";
  if (most((cell) => /[/.-]/.test(cell) && "value" in readDate(cell, facts.country))) return "dateOfBirth";
  if (most((cell) => "value" in readPhones(cell, facts))) return "number";
  return undefined;
}
