import { sql } from "drizzle-orm";
import {
  boolean,
  customType,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type {
  ConsentChannel,
  ConsentDecision,
  ConsentPurpose,
  ConsentSource,
  ContactKind,
  DuplicateRule,
  ImportStatus,
  Language,
} from "@/lib/vocabulary";
import { instant, tenantId } from "./tenants";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A patient, client or lead. */
export const contacts = pgTable(
  "contacts",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    kind: text("kind").$type<ContactKind>().notNull(),
    name: text("name").notNull(),
    /** The name without accents, case and doubled spaces (lib/contacts/name-key.ts): what lists sort by and identity compares. */
    nameKey: text("name_key").notNull(),
    email: text("email"),
    language: text("language").$type<Language>(),
    timeZone: text("time_zone"),
    /** Its id in the business's own system. */
    externalId: text("external_id"),
    /** `YYYY-MM-DD`. */
    dateOfBirth: date("date_of_birth", { mode: "string" }),
    tags: text("tags")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    /** Values of `{{variables}}` in calls with this person. */
    variables: jsonb("variables").$type<Record<string, string>>().notNull().default({}),
    notes: text("notes").notNull().default(""),
    /** Since when nobody may call this person. */
    doNotCallAt: instant("do_not_call_at"),
    doNotCallReason: text("do_not_call_reason"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
    search: tsvector("search").generatedAlwaysAs(
      sql`to_tsvector('centralita_names'::regconfig, "name" || ' ' || coalesce("email", '') || ' ' || coalesce("external_id", ''))`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("contacts_external").on(table.tenantId, table.externalId),
    index("contacts_name").on(table.tenantId, table.nameKey, table.id),
    index("contacts_email").on(table.tenantId, table.email),
    index("contacts_search").using("gin", table.search),
  ],
);
export type Contact = typeof contacts.$inferSelect;

/** Telephone numbers of a contact, in the order in which they are tried. Several people may share one. */
export const contactNumbers = pgTable(
  "contact_numbers",
  {
    tenantId: tenantId(),
    contactId: uuid("contact_id").notNull(),
    /** E.164. */
    number: text("number").notNull(),
    label: text("label").notNull().default(""),
    position: integer("position").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.contactId, table.number] }),
    index("contact_numbers_number").on(table.tenantId, table.number),
    foreignKey({
      name: "contact_numbers_contact_fk",
      columns: [table.tenantId, table.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete("cascade"),
  ],
);

/** What a contact agreed to or refused; the newest decision on a purpose and channel counts. Never changed. */
export const consents = pgTable(
  "consents",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    contactId: uuid("contact_id").notNull(),
    purpose: text("purpose").$type<ConsentPurpose>().notNull(),
    channel: text("channel").$type<ConsentChannel>().notNull(),
    decision: text("decision").$type<ConsentDecision>().notNull(),
    source: text("source").$type<ConsentSource>().notNull(),
    /** Words, form, file or call that prove it. */
    evidence: text("evidence").notNull().default(""),
    callId: uuid("call_id"),
    decidedAt: instant("decided_at").notNull(),
    expiresAt: instant("expires_at"),
    recordedBy: text("recorded_by").notNull(),
    recordedAt: instant("recorded_at")
      .notNull()
      .default(sql`clock_timestamp()`),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("consents_contact").on(table.tenantId, table.contactId, table.decidedAt),
    foreignKey({
      name: "consents_contact_fk",
      columns: [table.tenantId, table.contactId],
      foreignColumns: [contacts.tenantId, contacts.id],
    }).onDelete("cascade"),
  ],
);
export type Consent = typeof consents.$inferSelect;

/**
 * Numbers nobody may call, whoever answers there. A number stays when its contact is erased: otherwise the objection would be
 * forgotten with the person (GDPR art. 17(3)(b), 21(3)).
 */
export const doNotCallNumbers = pgTable(
  "do_not_call_numbers",
  {
    tenantId: tenantId(),
    /** E.164. */
    number: text("number").notNull(),
    reason: text("reason").notNull().default(""),
    since: instant("since")
      .notNull()
      .default(sql`clock_timestamp()`),
    recordedBy: text("recorded_by").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.number] })],
);

/** A file of contacts on its way in. All of its good rows become contacts, or none. */
export const contactImports = pgTable(
  "contact_imports",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    status: text("status").$type<ImportStatus>().notNull(),
    fileName: text("file_name").notNull(),
    storageKey: text("storage_key").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    /** WHATWG label, such as `windows-1252`. */
    encoding: text("encoding").notNull(),
    separator: text("separator").notNull(),
    /** Whether the first row of the file names its columns. */
    hasHeading: boolean("has_heading").notNull().default(true),
    /** Headings of the file, in order; without a heading as many empty texts as it has columns. */
    columns: jsonb("columns").$type<string[]>().notNull(),
    /** Field of a contact by index of the column. */
    mapping: jsonb("mapping").$type<Record<string, string>>().notNull().default({}),
    kind: text("kind").$type<ContactKind>().notNull().default("patient"),
    duplicateRule: text("duplicate_rule").$type<DuplicateRule>().notNull().default("fill"),
    tags: text("tags")
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    totalRows: integer("total_rows"),
    doneRows: integer("done_rows").notNull().default(0),
    createdRows: integer("created_rows").notNull().default(0),
    mergedRows: integer("merged_rows").notNull().default(0),
    skippedRows: integer("skipped_rows").notNull().default(0),
    badRows: integer("bad_rows").notNull().default(0),
    /** What is queued or running only counts, and keeps nothing. */
    isCheck: boolean("is_check").notNull().default(false),
    /** When the counts were found by a check of the whole file as it is to be read now. */
    checkedAt: instant("checked_at"),
    /** How often a worker took it on; who takes it on gives it a claim, and only the holder of the last one may end it. */
    attempts: integer("attempts").notNull().default(0),
    claimId: uuid("claim_id"),
    /** Somebody asked for the end of it. */
    cancelRequestedAt: instant("cancel_requested_at"),
    error: text("error"),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    startedAt: instant("started_at"),
    /** Last sign of life of the worker that carries it. */
    seenAt: instant("seen_at"),
    finishedAt: instant("finished_at"),
    /** Files are kept for a day; afterwards only what became of them. */
    fileDeletedAt: instant("file_deleted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("contact_imports_created").on(table.tenantId, table.createdAt.desc().nullsFirst()),
    index("contact_imports_open")
      .on(table.createdAt)
      .where(sql`${table.status} in ('queued', 'running')`),
  ],
);
export type ContactImport = typeof contactImports.$inferSelect;

/** A row of a file that did not become a contact, and why. */
export const contactImportFaults = pgTable(
  "contact_import_faults",
  {
    tenantId: tenantId(),
    importId: uuid("import_id").notNull(),
    /** Line of the file's table, the heading being 1. */
    row: integer("row").notNull(),
    /** Keys of `errors.fields`, by field. */
    reasons: jsonb("reasons").$type<Record<string, string>>().notNull(),
    cells: jsonb("cells").$type<string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.importId, table.row] }),
    foreignKey({
      name: "contact_import_faults_import_fk",
      columns: [table.tenantId, table.importId],
      foreignColumns: [contactImports.tenantId, contactImports.id],
    }).onDelete("cascade"),
  ],
);
