import { getTableColumns, sql } from "drizzle-orm";
import { type Contact, contacts } from "../schema/contacts";

export interface NumberOfContact {
  /** E.164. */
  number: string;
  label: string;
  /** On the list of numbers nobody may call. */
  doNotCall: boolean;
}

export type ContactRow = Omit<Contact, "search"> & { numbers: NumberOfContact[] };

const { search: _search, ...columns } = getTableColumns(contacts);
// Drizzle leaves the table's name off a column of a select from one table, unless it stands in an SQL of its own.
const ofContact = sql`n.tenant_id = ${contacts.tenantId} and n.contact_id = ${contacts.id}`;

/** A contact's own columns and its numbers, for a select from `contacts`. */
export const contactColumns = {
  ...columns,
  numbers: sql<NumberOfContact[]>`coalesce((
    select json_agg(json_build_object('number', n.number, 'label', n.label, 'doNotCall', d.number is not null) order by n.position)
    from contact_numbers n left join do_not_call_numbers d on d.tenant_id = n.tenant_id and d.number = n.number
    where ${ofContact}), '[]'::json)`,
};
