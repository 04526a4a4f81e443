import type { z } from "zod";
import type { Scope } from "@/db/client";
import { listAgents } from "@/db/queries/agents";
import { pageOfCalls } from "@/db/queries/call-records";
import { findPatient } from "./call-patient";
import { toDocumentedAgent, toRecord } from "./records";
import type { CallRecord, CallRecordsQuery, DocumentedAgent, pageFacts } from "./schema";
import { statusesOf } from "./status";

export async function listDocumentedAgents(scope: Scope): Promise<DocumentedAgent[]> {
  return (await listAgents(scope)).map(toDocumentedAgent);
}

/** Calls in both directions, newest first, with what went wrong in each. */
export async function listCallRecords(
  scope: Scope,
  { page, limit, patientId, status }: CallRecordsQuery,
): Promise<{ data: CallRecord[] } & z.output<typeof pageFacts>> {
  const patient = patientId === undefined ? undefined : await findPatient(scope, patientId);
  const { rows, total } = await pageOfCalls(
    scope,
    { statuses: status && statusesOf(status), patientId, contactId: patient?.id },
    { offset: (page - 1) * limit, limit },
  );
  const data = rows.map(toRecord);
  return { data, count: data.length, total, page, limit, pages: Math.ceil(total / limit) };
}
