import { and, asc, eq, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import type { ContactKind } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";
import { contactNumbers, contacts } from "../schema/contacts";
import { contactColumns, type ContactRow } from "./contact-columns";

export interface ContactSearch {
  /** Beginnings of words, as `to_tsquery` reads them. */
  words?: string | undefined;
  /** Beginnings of a telephone number, E.164. */
  numberPrefixes?: string[] | undefined;
  /** How a telephone number ends. */
  lastDigits?: string | undefined;
  /** How an e-mail address or an id of the business's own system begins, in lower case. */
  textPrefix?: string | undefined;
}

export interface ContactListFilters {
  kind?: ContactKind | undefined;
  tag?: string | undefined;
  doNotCall?: boolean | undefined;
  /** Contacts that any of its parts finds. */
  search?: ContactSearch | undefined;
}

export interface ContactCursor {
  nameKey: string;
  id: string;
}

/** So many hits of a search are told apart no further. */
const MOST_FOUND = 5000;

/** By name; pages by `(name_key, id)`. */
export async function listContacts(
  scope: Scope,
  filters: ContactListFilters,
  page: { after?: ContactCursor | undefined; limit: number },
): Promise<ContactRow[]> {
  return scoped(scope, async (transaction) => {
    const conditions: (SQL | undefined)[] = [eq(contacts.tenantId, scope.tenantId)];
    if (filters.kind) conditions.push(eq(contacts.kind, filters.kind));
    if (filters.tag) conditions.push(sql`${filters.tag} = any(${contacts.tags})`);
    if (filters.doNotCall !== undefined)
      conditions.push((filters.doNotCall ? isNotNull : isNull)(contacts.doNotCallAt));
    if (filters.search) {
      const found = await findIds({ ...scope, transaction }, filters.search);
      if (found.length === 0) return [];
      // One value, however many ids.
      conditions.push(sql`${contacts.id} = any(${`{${found.join(",")}}`}::uuid[])`);
    }
    if (page.after) {
      const { nameKey, id } = page.after;
      conditions.push(sql`(${contacts.nameKey}, ${contacts.id}) > (${nameKey}, ${id}::uuid)`);
    }
    return transaction
      .select(contactColumns)
      .from(contacts)
      .where(and(...conditions))
      .orderBy(asc(contacts.nameKey), asc(contacts.id))
      .limit(page.limit);
  });
}

/** Statements of their own: joined with the list, the planner reads the whole table. */
async function findIds(
  scope: Scope,
  { words, numberPrefixes = [], lastDigits, textPrefix }: ContactSearch,
): Promise<string[]> {
  const isNumber = or(
    ...numberPrefixes.map(
      (prefix) => sql`(${contactNumbers.number} >= ${prefix} and ${contactNumbers.number} < ${`${prefix}~`})`,
    ),
    lastDigits === undefined ? undefined : sql`${contactNumbers.number} like ${`%${lastDigits}`}`,
  );
  return scoped(scope, async (tx) => {
    const found: { id: string }[] = [];
    if (words !== undefined)
      found.push(
        ...(await tx.execute<{ id: string }>(sql`select search_contacts(${words}, ${MOST_FOUND}) as id`)),
      );
    if (isNumber)
      found.push(
        ...(await tx
          .selectDistinct({ id: contactNumbers.contactId })
          .from(contactNumbers)
          .where(and(eq(contactNumbers.tenantId, scope.tenantId), isNumber))
          .limit(MOST_FOUND)),
      );
    if (textPrefix !== undefined)
      found.push(
        ...(await tx
          .select({ id: contacts.id })
          .from(contacts)
          .where(
            and(
              eq(contacts.tenantId, scope.tenantId),
              sql`(starts_with(lower(${contacts.email}), ${textPrefix}) or starts_with(lower(${contacts.externalId}), ${textPrefix}))`,
            ),
          )
          .limit(MOST_FOUND)),
      );
    return [...new Set(found.map(({ id }) => id))];
  });
}

/** Every tag, with how many contacts have it. */
export async function listTags(scope: Scope): Promise<{ tag: string; contacts: number }[]> {
  const rows = await scoped(scope, (tx) =>
    tx.execute<{ tag: string; contacts: number }>(sql`
      select tag, count(*)::int as contacts from contacts, unnest(tags) as tag
      where tenant_id = ${scope.tenantId} group by tag order by tag limit 500`),
  );
  return [...rows];
}
