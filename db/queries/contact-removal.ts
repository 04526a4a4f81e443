import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Scope, scoped } from "../client";
import { contacts } from "../schema/contacts";
import { deletePersonalClips } from "./speech";

/** Calls, appointments, messages and decisions of the one become the other's. */
export async function repointContact(
  scope: Scope,
  { fromId, toId }: { fromId: string; toId: string },
): Promise<void> {
  await scoped(scope, async (tx) => {
    for (const table of ["calls", "messages", "consents"] as const) {
      await tx.execute(sql`
        update ${sql.identifier(table)} set contact_id = ${toId}
        where tenant_id = ${scope.tenantId} and contact_id = ${fromId}`);
    }
    // Calendars show names: a new revision makes them read the entry again (RFC 5545 §3.8.7.4).
    await tx.execute(sql`
      update appointments set contact_id = ${toId}, revision = revision + 1, updated_at = now()
      where tenant_id = ${scope.tenantId} and contact_id = ${fromId}`);
  });
}

/** False for a contact of another tenant. Fails while a call or a message is still its own. */
export async function deleteContact(scope: Scope, contactId: string): Promise<boolean> {
  const rows = await scoped(scope, (tx) =>
    tx
      .delete(contacts)
      .where(and(eq(contacts.tenantId, scope.tenantId), eq(contacts.id, contactId)))
      .returning({ id: contacts.id }),
  );
  return rows.length > 0;
}

export interface CallOfContact {
  id: string;
  /** Going on, or so fresh that its transcript is still on the way. */
  isOpen: boolean;
}

/** A vendor's report of a conversation comes within seconds of its end, or is asked for (lib/jobs/run-jobs.ts). */
const REPORT_MINUTES = 3;

/** Numbers (E.164) at which this contact can be reached and nobody else: what came from there is this person's. */
const ownNumbers = (scope: Scope, contactId: string) => sql`(
  select mine.number from contact_numbers mine
  where mine.tenant_id = ${scope.tenantId} and mine.contact_id = ${contactId} and not exists (
    select from contact_numbers theirs
    where theirs.tenant_id = mine.tenant_id and theirs.number = mine.number and theirs.contact_id <> mine.contact_id))`;

/** Calls with the contact, and those with nobody known at a number that is only this contact's. Held until the transaction ends. */
export async function lockCallsOf(scope: Scope, contactId: string): Promise<CallOfContact[]> {
  const rows = await scoped(scope, (tx) =>
    tx.execute<{ id: string; is_open: boolean }>(sql`
      select id, (ended_at is null or (reported_at is null and elevenlabs_conversation_id is not null
        and ended_at > now() - make_interval(mins => ${REPORT_MINUTES}))) as is_open
      from calls
      where tenant_id = ${scope.tenantId} and (contact_id = ${contactId} or (contact_id is null
        and case direction when 'inbound' then from_number else to_number end in ${ownNumbers(scope, contactId)}))
      for update`),
  );
  return rows.map(({ id, is_open: isOpen }) => ({ id, isOpen }));
}

export interface ErasedRows {
  calls: number;
  recordings: number;
  appointments: number;
  messages: number;
  /** Of the recordings: what stands in the storage. */
  storageKeys: string[];
}

/**
 * The contact and everything that tells of it; what others did in its calls stays without the call, and so does
 * what the house paid for a language model. Numbers nobody may call stay: the
 * objection is not forgotten with the person (GDPR art. 17(3)(b), 21(3)).
 */
export async function deleteContactWithTraces(
  scope: Scope,
  contactId: string,
  callIds: string[],
): Promise<ErasedRows> {
  const { tenantId } = scope;
  // One value, however many calls.
  const ofCalls = sql`any(${`{${callIds.join(",")}}`}::uuid[])`;
  return scoped(scope, async (tx) => {
    // Their notes and notices go with them.
    const messages = await tx.execute<{ id: string; recording_sid: string | null }>(sql`
      delete from messages where tenant_id = ${tenantId} and (contact_id = ${contactId} or (contact_id is null
        and (call_id = ${ofCalls} or number in ${ownNumbers(scope, contactId)}))) returning id, recording_sid`);
    const messageIds = `{${messages.map(({ id }) => id).join(",")}}`;
    // Spoken after the tone of a call that may be another person's.
    const spokenSids = `{${messages.flatMap(({ recording_sid: sid }) => sid ?? []).join(",")}}`;
    await orderCopiesOf({ ...scope, transaction: tx }, { ofCalls, spokenSids });
    await tx.execute(sql`
      delete from recording_fetches where tenant_id = ${tenantId} and recording_sid = any(${spokenSids}::text[])`);
    await tx.execute(sql`
      update messages set call_id = null where tenant_id = ${tenantId} and call_id = ${ofCalls}`);
    await tx.execute(sql`
      update appointment_events set call_id = null where tenant_id = ${tenantId} and call_id = ${ofCalls}`);
    await tx.execute(sql`
      update consents set call_id = null where tenant_id = ${tenantId} and call_id = ${ofCalls}`);
    // The day's limit of the house's key counts them still.
    await tx.execute(sql`
      update model_uses set call_id = null where tenant_id = ${tenantId} and call_id = ${ofCalls} and is_house_key`);
    await tx.execute(sql`
      update calls set appointment_id = null where tenant_id = ${tenantId} and appointment_id in (
        select id from appointments where tenant_id = ${tenantId} and contact_id = ${contactId})`);
    const appointments = await tx.execute(sql`
      delete from appointments where tenant_id = ${tenantId} and contact_id = ${contactId} returning id`);
    const recordings = await tx.execute<{ storage_key: string }>(sql`
      delete from recordings where tenant_id = ${tenantId} and (call_id = ${ofCalls}
        or (source = 'twilio_message' and external_id = any(${spokenSids}::text[]))) returning storage_key`);
    // What opened a call came before there was a call to name: it names the vendors' ids, or only the number.
    await tx.execute(sql`
      delete from webhook_events where tenant_id = ${tenantId} and (call_id = ${ofCalls} or (call_id is null and (
        coalesce(body->>'CallSid', body->>'call_sid') in (
          select twilio_call_sid from calls where tenant_id = ${tenantId} and id = ${ofCalls})
        or body->'data'->>'conversation_id' in (
          select elevenlabs_conversation_id from calls where tenant_id = ${tenantId} and id = ${ofCalls})
        or body->>'From' in ${ownNumbers(scope, contactId)} or body->>'To' in ${ownNumbers(scope, contactId)}
        or body->>'caller_id' in ${ownNumbers(scope, contactId)})))`);
    // What was told to the business's own systems, and what was not told yet: they hear of the erasure. Before a merge the same person
    // was told of under other ids.
    await tx.execute(sql`
      with recursive theirs(id) as (
        select ${contactId}::text union
        select merge.details->>'otherId' from audit_entries merge join theirs on merge.subject = theirs.id
        where merge.tenant_id = ${tenantId} and merge.action = 'contact.merge')
      delete from webhook_deliveries where tenant_id = ${tenantId} and (
        data->>'id' in (select id from theirs) or data->'contact'->>'id' in (select id from theirs)
        or data->>'callId' = any(${`{${callIds.join(",")}}`}::text[])
        or (event = 'message.taken' and data->>'id' = any(${messageIds}::text[])))`);
    await tx.execute(sql`delete from calls where tenant_id = ${tenantId} and id = ${ofCalls}`);
    await deletePersonalClips({ ...scope, transaction: tx });
    await deleteContact({ ...scope, transaction: tx }, contactId);
    return {
      calls: callIds.length,
      recordings: recordings.length,
      appointments: appointments.length,
      messages: messages.length,
      storageKeys: recordings.map((row) => row.storage_key),
    };
  });
}

/**
 * What vendors have of these calls and messages is deleted there too: also recordings that are not here yet, and conversations whose sound was
 * never wanted. Given up before: tried anew.
 */
async function orderCopiesOf(
  scope: Scope,
  { ofCalls, spokenSids }: { ofCalls: SQL; spokenSids: string },
): Promise<void> {
  const { tenantId } = scope;
  await scoped(scope, (tx) =>
    tx.execute(sql`
      insert into vendor_removals (tenant_id, copy, external_id, vendor_account)
      select ${tenantId}::uuid, theirs.copy, theirs.external_id, twilio.external_id from (
        select 'twilio_recording' as copy, unnest(${spokenSids}::text[]) as external_id
        union select 'twilio_recording', recording_sid from recording_fetches where tenant_id = ${tenantId} and call_id = ${ofCalls}
        union select 'twilio_recording', recording_sid from calls where tenant_id = ${tenantId} and id = ${ofCalls}
        union select case source when 'elevenlabs' then 'elevenlabs_conversation' else 'twilio_recording' end, external_id
          from recordings where tenant_id = ${tenantId} and call_id = ${ofCalls}
        union select 'elevenlabs_conversation', elevenlabs_conversation_id from calls where tenant_id = ${tenantId} and id = ${ofCalls}
        union select 'elevenlabs_conversation', payload->>'conversationId' from call_events
          where tenant_id = ${tenantId} and call_id = ${ofCalls} and type in ('agent_connected', 'conversation_reported')
      ) theirs
      left join accounts twilio on twilio.tenant_id = ${tenantId} and twilio.vendor = 'twilio' and theirs.copy = 'twilio_recording'
      where theirs.external_id is not null
      on conflict (tenant_id, copy, external_id) do update
        set attempts = 0, next_attempt_at = clock_timestamp(), done_at = null, error = null
        where vendor_removals.error is not null or vendor_removals.done_at is null`),
  );
}

/** How much `deleteContactWithTraces` would delete. */
export async function countTraces(scope: Scope, contactId: string): Promise<Omit<ErasedRows, "storageKeys">> {
  const { tenantId } = scope;
  const [row] = await scoped(scope, (tx) =>
    tx.execute<Record<"calls" | "recordings" | "appointments" | "messages", number>>(sql`
      with own as (select number from ${ownNumbers(scope, contactId)} as mine(number)),
      gone as (
        select id from calls where tenant_id = ${tenantId} and (contact_id = ${contactId} or (contact_id is null
          and case direction when 'inbound' then from_number else to_number end in (select number from own)))),
      said as (
        select recording_sid from messages where tenant_id = ${tenantId} and (contact_id = ${contactId} or (contact_id is null
          and (call_id in (select id from gone) or number in (select number from own)))))
      select (select count(*)::int from gone) as calls,
        (select count(*)::int from recordings where tenant_id = ${tenantId} and (call_id in (select id from gone)
          or (source = 'twilio_message' and external_id in (select recording_sid from said)))) as recordings,
        (select count(*)::int from appointments where tenant_id = ${tenantId} and contact_id = ${contactId}) as appointments,
        (select count(*)::int from said) as messages`),
  );
  return row ?? { calls: 0, recordings: 0, appointments: 0, messages: 0 };
}
