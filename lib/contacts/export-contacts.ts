import type { Scope } from "@/db/client";
import { writeAudit } from "@/db/queries/team";
import { csvLines } from "@/lib/csv";
import { listContacts } from "./list-contacts";
import type { ContactFilters } from "./schema";

const PAGE = 100;
const COLUMNS = [
  "id",
  "external_id",
  "kind",
  "name",
  "numbers",
  "email",
  "date_of_birth",
  "language",
  "time_zone",
  "tags",
  "notes",
  "variables",
  "do_not_call_since",
  "created_at",
  "updated_at",
] as const;

/** CSV of every contact the filters let through, page by page so that memory stays flat. UTF-8 with a byte order mark, for Excel. */
export async function* exportContacts(scope: Scope, filters: ContactFilters): AsyncGenerator<string> {
  // What was searched for may be a person's name, and the audit log outlives persons.
  const { q, ...named } = filters;
  await writeAudit(scope, {
    action: "contact.export",
    subject: "contacts",
    details: { ...named, searched: q !== undefined && q !== "" },
  });
  yield `\uFEFF${COLUMNS.join(",")}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await listContacts(scope, filters, { cursor, limit: PAGE });
    const rows = page.data.map((contact) => [
      contact.id,
      contact.externalId ?? "",
      contact.kind,
      contact.name,
      contact.numbers.map(({ number }) => number).join(" "),
      contact.email ?? "",
      contact.dateOfBirth ?? "",
      contact.language ?? "",
      contact.timeZone ?? "",
      contact.tags.join(", "),
      contact.notes,
      Object.keys(contact.variables).length > 0 ? JSON.stringify(contact.variables) : "",
      contact.doNotCallAt?.toISOString() ?? "",
      contact.createdAt.toISOString(),
      contact.updatedAt.toISOString(),
    ]);
    if (rows.length > 0) yield csvLines(rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
