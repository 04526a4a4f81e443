import type { Appointment } from "@/db/schema/agenda";

const FIELDS = [
  "contactId",
  "staffId",
  "serviceId",
  "title",
  "startsAt",
  "endsAt",
  "notes",
  "externalId",
  "status",
] as const;

/** `{ field: [before, after] }` of what differs; instants as ISO 8601. Pure. */
export function changesOf(before: Appointment, after: Appointment): Record<string, [unknown, unknown]> {
  const plain = (value: Date | string | null) => (value instanceof Date ? value.toISOString() : value);
  return Object.fromEntries(
    FIELDS.filter((field) => plain(before[field]) !== plain(after[field])).map((field) => [
      field,
      [plain(before[field]), plain(after[field])],
    ]),
  );
}
