import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import {
  type AdvisorValues,
  archiveAdvisor,
  changeAdvisor,
  countAdvisors,
  deleteAdvisor,
  insertAdvisor,
} from "@/db/queries/advisors";
import { findNumber } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { getTenant, listMembers, lockTenant, writeAudit } from "@/db/queries/team";
import { refuseNumber } from "@/lib/calls/dial-guard";
import { nameKey } from "@/lib/contacts/name-key";
import { definedOnly } from "@/lib/defined-only";
import { AppError } from "@/lib/errors";
import { parsePhoneNumber } from "@/lib/numbers/normalize";
import { type AdvisorOnDuty, getAdvisor } from "./list-advisors";
import type { advisorPatch, newAdvisorInput } from "./schema";

/** More than any business has people for its telephone. */
const MAX_ADVISORS = 200;

/**
 * Throws `invalid` for a number that is none or may not be called, `conflict` for one that another advisor has, `not_found` for a
 * person who is no member of the business.
 */
export async function createAdvisor(
  scope: Scope,
  input: z.output<typeof newAdvisorInput>,
): Promise<AdvisorOnDuty> {
  return withTransaction(scope, async (inner) => {
    // Of two made at once, both would count the same.
    await lockTenant(inner);
    if ((await countAdvisors(inner)) >= MAX_ADVISORS) throw new AppError("conflict", "too_many_advisors");
    const { name, number, ...rest } = input;
    const made = await insertAdvisor(inner, {
      userId: null,
      skills: [],
      languages: [],
      openingHours: null,
      priority: 1,
      isOn: true,
      email: null,
      notifyByEmail: true,
      notifyBySms: false,
      ...(await checked(inner, rest)),
      name,
      number: await readNumber(inner, number),
    });
    if (made === "taken") throw numberTaken();
    await writeAudit(inner, {
      action: "advisor.create",
      subject: made.id,
      details: { name: made.name, number: made.number },
    });
    await notifyTenant(inner, { type: "advisors" });
    return getAdvisor(inner, made.id);
  });
}

/** Refuses as `createAdvisor`; throws `not_found` for who is archived, or of another tenant. */
export async function updateAdvisor(
  scope: Scope,
  advisorId: string,
  patch: z.output<typeof advisorPatch>,
): Promise<AdvisorOnDuty> {
  return withTransaction(scope, async (inner) => {
    // Before the input: whether somebody exists is nothing to tell a stranger.
    await getAdvisor(inner, advisorId);
    const { number, ...rest } = patch;
    const changes = {
      ...(await checked(inner, rest)),
      ...(number === undefined ? {} : { number: await readNumber(inner, number) }),
    };
    const changed = await changeAdvisor(inner, advisorId, changes);
    if (!changed) throw new AppError("not_found", `advisor ${advisorId}`);
    if (changed === "taken") throw numberTaken();
    await writeAudit(inner, { action: "advisor.update", subject: advisorId, details: changes });
    await notifyTenant(inner, { type: "advisors" });
    return getAdvisor(inner, advisorId);
  });
}

/** Switched by hand: off is off whatever the hours say. */
export async function setAvailability(
  scope: Scope,
  advisorId: string,
  { isOn }: { isOn: boolean },
): Promise<AdvisorOnDuty> {
  return withTransaction(scope, async (inner) => {
    const before = await getAdvisor(inner, advisorId);
    if (before.isOn === isOn) return before;
    await changeAdvisor(inner, advisorId, { isOn });
    await writeAudit(inner, { action: "advisor.availability", subject: advisorId, details: { isOn } });
    await notifyTenant(inner, { type: "advisors" });
    return getAdvisor(inner, advisorId);
  });
}

/** Who was in a transfer or has messages is archived, so that these keep the name; anybody else is deleted. */
export async function removeAdvisor(scope: Scope, advisorId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const deleted = await deleteAdvisor(inner, advisorId);
    const removed = deleted === "referenced" ? await archiveAdvisor(inner, advisorId) : deleted;
    if (!removed) throw new AppError("not_found", `advisor ${advisorId}`);
    await writeAudit(inner, {
      action: deleted === "referenced" ? "advisor.archive" : "advisor.delete",
      subject: advisorId,
      details: { name: removed.name, number: removed.number },
    });
    await notifyTenant(inner, { type: "advisors" });
  });
}

type Checkable = Omit<z.output<typeof advisorPatch>, "number">;

/** What the input says, as it is kept: every skill and language once. */
async function checked(scope: Scope, input: Checkable): Promise<Partial<Omit<AdvisorValues, "number">>> {
  const { skills, languages, userId } = input;
  if (userId && !(await listMembers(scope)).some((member) => member.userId === userId))
    throw new AppError("not_found", `member ${userId}`);
  const isFirst = (skill: string, index: number) =>
    skills?.findIndex((other) => nameKey(other) === nameKey(skill)) === index;
  return definedOnly({
    ...input,
    skills: skills?.filter(isFirst),
    languages: languages && [...new Set(languages)],
  });
}

async function readNumber(scope: Scope, typed: string): Promise<string> {
  const tenant = await getTenant(scope);
  const phone = parsePhoneNumber(typed, tenant.country, "number");
  const refused = refuseNumber(phone, tenant);
  if (refused) throw new AppError("invalid", refused, { number: refused });
  // The agent would answer, and would transfer the call to itself.
  if (await findNumber(scope, { phoneNumber: phone.number }))
    throw new AppError("invalid", "own number", { number: "own_number" });
  return phone.number;
}

function numberTaken(): AppError {
  return new AppError("conflict", "advisor_number_taken", { number: "taken" });
}
