/** Contacts by the thousand: every statement takes a whole batch of an import. */
import { sql } from "drizzle-orm";
import type { ConsentDecision, ConsentPurpose, ContactKind, Language } from "@/lib/vocabulary";
import { type Scope, scoped } from "../client";

/** An interface as a row of a statement. */
type Columns<Row> = { [Name in keyof Row]: Row[Name] };

/** A contact as far as an import touches it. */
export interface BulkContact {
  id: string;
  kind: ContactKind;
  name: string;
  nameKey: string;
  email: string | null;
  language: Language | null;
  externalId: string | null;
  dateOfBirth: string | null;
  tags: string[];
  variables: Record<string, string>;
  notes: string;
  numbers: { number: string; label: string }[];
}

/**
 * The plans of this connection are made anew: those of a time when the tables were small read them whole, the one behind the foreign key
 * of the numbers too, and a table grows a thousandfold within one import. Before every batch.
 */
export async function forgetPlans(scope: Scope): Promise<void> {
  await scoped(scope, (tx) => tx.execute(sql`discard plans`));
}

// `::text` first: the driver would write a value of type jsonb as JSON once more.
const json = (value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`;

/**
 * The tenant as the planner must not see it: of a business that has had no contacts so far the statistics say that it has none, and then
 * any index that begins with the tenant looks as good as the right one.
 */
const hidden = ({ tenantId }: Scope) => sql`(select ${tenantId}::uuid)`;

/** What a row is known by. */
export interface CandidateKeys {
  externalIds: string[];
  numbers: { number: string; nameKey: string }[];
  emails: { email: string; nameKey: string }[];
}

/**
 * Contacts with one of these external ids, or with a name and a number, or a name and an address, that belong together. They stay as
 * they are until the transaction ends. Every value is looked up once, by its own index: a number that half of the file shares is read
 * once for the whole batch, not once for every row.
 */
export async function lockCandidates(scope: Scope, keys: CandidateKeys): Promise<BulkContact[]> {
  const tenant = hidden(scope);
  const rows = await scoped(scope, (tx) =>
    tx.execute<Columns<BulkContact> & { created_at: string }>(sql`
      with wanted_ids as (select distinct value from jsonb_array_elements_text(${json(keys.externalIds)})),
      wanted_numbers as materialized (
        select distinct number, "nameKey" as name_key from jsonb_to_recordset(${json(keys.numbers)}) as r(number text, "nameKey" text)
      ),
      wanted_emails as materialized (
        select distinct email, "nameKey" as name_key from jsonb_to_recordset(${json(keys.emails)}) as r(email text, "nameKey" text)
      ),
      candidates as (
        select found.id from wanted_ids cross join lateral (
          select c.id from contacts c where c.tenant_id = ${tenant} and c.external_id = wanted_ids.value offset 0
        ) found
        union
        select found.id from (select distinct number from wanted_numbers) w cross join lateral (
          select c.id, c.name_key, n.number from contact_numbers n
          join contacts c on c.tenant_id = n.tenant_id and c.id = n.contact_id
          where n.tenant_id = ${tenant} and n.number = w.number offset 0
        ) found join wanted_numbers k on k.number = found.number and k.name_key = found.name_key
        union
        select found.id from (select distinct email from wanted_emails) w cross join lateral (
          select c.id, c.name_key, c.email from contacts c where c.tenant_id = ${tenant} and c.email = w.email offset 0
        ) found join wanted_emails k on k.email = found.email and k.name_key = found.name_key
      )
      select c.*,
        (select coalesce(jsonb_agg(jsonb_build_object('number', n.number, 'label', n.label) order by n.position), '[]')
          from contact_numbers n where n.tenant_id = ${tenant} and n.contact_id = c.id) as numbers
      from candidates cross join lateral (
        select id, kind, name, name_key as "nameKey", email, language, external_id as "externalId",
          date_of_birth::text as "dateOfBirth", to_jsonb(tags) as tags, variables, notes, created_at
        from contacts where tenant_id = ${tenant} and id = candidates.id for no key update
      ) c order by c.created_at, c.id`),
  );
  return rows.map(({ created_at: _at, ...row }) => row);
}

const RECORD = sql`r(id uuid, kind text, name text, "nameKey" text, email text, language text, "externalId" text,
  "dateOfBirth" date, tags text[], variables jsonb, notes text)`;

export async function insertContacts(scope: Scope, contacts: readonly BulkContact[]): Promise<void> {
  if (contacts.length === 0) return;
  await scoped(scope, async (tx) => {
    await tx.execute(sql`
      insert into contacts (tenant_id, id, kind, name, name_key, email, language, external_id, date_of_birth, tags, variables, notes)
      select ${scope.tenantId}, id, kind, name, "nameKey", email, language, "externalId", "dateOfBirth", tags, variables, notes
      from jsonb_to_recordset(${json(contacts)}) as ${RECORD}`);
  });
  await insertNumbers(scope, contacts);
}

/** Writes these contacts as they are now, their numbers too. */
export async function replaceContacts(scope: Scope, contacts: readonly BulkContact[]): Promise<void> {
  if (contacts.length === 0) return;
  const tenant = hidden(scope);
  await scoped(scope, async (tx) => {
    // External ids move only from nobody to somebody, so the order of the rows does not matter.
    await tx.execute(sql`
      update contacts c set kind = r.kind, name = r.name, name_key = r."nameKey", email = r.email, language = r.language,
        external_id = r."externalId", date_of_birth = r."dateOfBirth", tags = r.tags, variables = r.variables,
        notes = r.notes, updated_at = now()
      from jsonb_to_recordset(${json(contacts)}) as ${RECORD}
      where c.tenant_id = ${tenant} and c.id = r.id`);
    await tx.execute(sql`
      delete from contact_numbers n using jsonb_to_recordset(${json(contacts)}) as r(id uuid)
      where n.tenant_id = ${tenant} and n.contact_id = r.id`);
  });
  await insertNumbers(scope, contacts);
}

async function insertNumbers(scope: Scope, contacts: readonly BulkContact[]): Promise<void> {
  const numbers = contacts.flatMap(({ id, numbers }) =>
    numbers.map(({ number, label }, position) => ({ id, number, label, position })),
  );
  if (numbers.length === 0) return;
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into contact_numbers (tenant_id, contact_id, number, label, position)
      select ${scope.tenantId}, id, number, label, position
      from jsonb_to_recordset(${json(numbers)})
        as r(id uuid, number text, label text, position integer)`),
  );
}

export interface BulkConsent {
  contactId: string;
  purpose: ConsentPurpose;
  decision: ConsentDecision;
  evidence: string;
}

/**
 * What a file says people decided about calls. With `onlyNew` a decision on record stands; else one that says otherwise is added, and
 * the same one is not repeated.
 */
export async function insertConsents(
  scope: Scope,
  consents: readonly BulkConsent[],
  { onlyNew, recordedBy }: { onlyNew: boolean; recordedBy: string },
): Promise<void> {
  if (consents.length === 0) return;
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into consents (tenant_id, contact_id, purpose, channel, decision, source, evidence, decided_at, recorded_by)
      select ${scope.tenantId}, r."contactId", r.purpose, 'call', r.decision, 'import', r.evidence, now(), ${recordedBy}
      from jsonb_to_recordset(${json(consents)})
        as r("contactId" uuid, purpose text, decision text, evidence text)
      left join lateral (
        select decision from consents c
        where c.tenant_id = ${hidden(scope)} and c.contact_id = r."contactId" and c.purpose = r.purpose and c.channel = 'call'
        order by c.decided_at desc, c.recorded_at desc limit 1
      ) known on true
      where known.decision is null or (not ${onlyNew} and known.decision <> r.decision)`),
  );
}
