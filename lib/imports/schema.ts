import { z } from "zod";
import { contactInput } from "@/lib/contacts/schema";
import { line } from "@/lib/text";
import { CONSENT_PURPOSES, CONTACT_KINDS, DUPLICATE_RULES, IMPORT_STATUSES } from "@/lib/vocabulary";

/** WHATWG labels of the encodings a file may have. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "iso-8859-15",
  "iso-8859-2",
  "windows-1250",
  "windows-1251",
  "macintosh",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** Bad rows that are kept, with their cells; the rest is only counted. */
export const MAX_KEPT_FAULTS = 10_000;

export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** What a column may hold. Names, numbers, tags and notes of several columns are put together. */
export const IMPORT_FIELDS = [
  "name",
  "surname",
  "number",
  "email",
  "dateOfBirth",
  "language",
  "tags",
  "notes",
  "externalId",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

const fieldTarget = z.enum(IMPORT_FIELDS);
/** `consent:marketing`: whether the person agreed to calls of that purpose. */
const consentTarget = z.templateLiteral(["consent:", z.enum(CONSENT_PURPOSES)]);
/** `variable:doctor`: a value of `{{doctor}}` in calls with this person. */
const variableTarget = z.string().regex(/^variable:(?!system__)[A-Za-z_]\w{0,63}$/, "variable_name");

/** What each column holds, by its index from 0; columns left out are not read. */
export const columnMapping = z
  .record(z.string().regex(/^(0|[1-9]\d{0,2})$/), z.union([fieldTarget, consentTarget, variableTarget]))
  .refine((mapping) => Object.keys(mapping).length <= 200, "too_many");

export const importParams = z.object({ importId: z.uuid() });
export const uploadQuery = z.object({ fileName: line(200) });

export const importPatch = z
  .object({
    encoding: z.enum(ENCODINGS),
    separator: z.enum(SEPARATORS),
    hasHeading: z.boolean(),
    /** Absent while encoding, separator or heading change: guessed anew. */
    mapping: columnMapping,
    kind: z.enum(CONTACT_KINDS),
    tags: contactInput.shape.tags.unwrap(),
    duplicateRule: z.enum(DUPLICATE_RULES),
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "empty");
export type ImportPatch = z.output<typeof importPatch>;

export const importView = z.object({
  id: z.uuid(),
  status: z.enum(IMPORT_STATUSES),
  fileName: z.string(),
  sizeBytes: z.number().int(),
  encoding: z.enum(ENCODINGS),
  separator: z.enum(SEPARATORS),
  hasHeading: z.boolean(),
  /** Headings, in order; empty texts where the file has none. */
  columns: z.array(z.string()),
  mapping: z.record(z.string(), z.string()),
  kind: z.enum(CONTACT_KINDS),
  tags: z.array(z.string()),
  duplicateRule: z.enum(DUPLICATE_RULES),
  /** An estimate until the whole file was read. */
  totalRows: z.number().int().nullable(),
  doneRows: z.number().int(),
  createdRows: z.number().int(),
  mergedRows: z.number().int(),
  skippedRows: z.number().int(),
  badRows: z.number().int(),
  /** What is queued or running only counts, and keeps nothing. */
  isCheck: z.boolean(),
  /** When the counts were found by a check of the whole file, as it would be read now. */
  checkedAt: z.coerce.date().nullable(),
  cancelRequestedAt: z.coerce.date().nullable(),
  /** Why it failed: a word, and after a colon the row of the file where that is known. */
  error: z.string().nullable(),
  /** The person's name. */
  createdBy: z.string(),
  createdAt: z.coerce.date(),
  startedAt: z.coerce.date().nullable(),
  finishedAt: z.coerce.date().nullable(),
});
export type ImportView = z.output<typeof importView>;

/** A person as a row says it. */
export const importedPerson = z.object({
  name: z.string(),
  numbers: z.array(z.object({ number: z.string(), label: z.string() })),
  email: z.string().nullable(),
  language: z.string().nullable(),
  dateOfBirth: z.string().nullable(),
  externalId: z.string().nullable(),
  tags: z.array(z.string()),
  notes: z.string(),
  variables: z.record(z.string(), z.string()),
});

export const importPreview = z.object({
  /** Headings as they are read now, and an example of what stands below each. */
  columns: z.array(z.object({ heading: z.string(), example: z.string() })),
  rows: z.array(
    z.object({
      /** Row of the file's table; the heading is the first. */
      row: z.number().int(),
      person: importedPerson,
      /** Why it would not be taken: keys of sentences, by field. */
      faults: z.record(z.string(), z.string()),
    }),
  ),
});
export type ImportPreview = z.output<typeof importPreview>;
