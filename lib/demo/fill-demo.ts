import { randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import { createInvitation } from "@/db/queries/team";
import { acceptInvitation, createTenantWithOwner } from "@/db/queries/unscoped";
import { saveElevenLabsAccount, saveTwilioAccount } from "@/lib/accounts/save-account";
import { listVoices } from "@/lib/agents/list-voices";
import { createAgent } from "@/lib/agents/save-agent";
import { hashPassword } from "@/lib/auth/password";
import { assignNumber } from "@/lib/numbers/assign-number";
import { syncNumbers } from "@/lib/numbers/sync-numbers";
import { finishOnboarding } from "@/lib/onboarding/finish-onboarding";
import { updateTenant } from "@/lib/tenants/update-tenant";
import { DEMO_BUSINESSES, DEMO_OWNER, type DemoBusiness } from "./businesses";
import { type DemoContact, fillAgenda } from "./fill-agenda";
import { fillAdvisors } from "./fill-advisors";
import { fillCalls } from "./fill-calls";
import { fillFollowUps } from "./fill-follow-ups";
import { DEMO_PRACTICES } from "./practices";
import type { DemoWorld } from "./world";

/** Two businesses, made by the same verbs a person would use, so that what is shown is what would have happened. */
export async function fillDemo(world: DemoWorld, now: Date): Promise<void> {
  const passwordHash = await hashPassword(world.password);
  let ownerId: string | undefined;
  for (const account of world.businesses) {
    const business = DEMO_BUSINESSES[account.key];
    const made = await createTenantWithOwner({
      business: business.tenant,
      // The owner of both is made with the first; the second begins with an owner of its own, who hands over.
      person: {
        ...(ownerId ? { name: "Magnolia", email: "fundadora@magnolia.example" } : DEMO_OWNER),
        passwordHash,
      },
    });
    if (!made) throw new Error("The demo's first member exists already.");
    const scope: Scope = { tenantId: made.tenant.id, actor: "system" };
    if (ownerId) await join(scope, { ...DEMO_OWNER, role: "owner" }, { userId: ownerId });
    ownerId ??= made.user.id;
    for (const member of business.members)
      await join(scope, member, { name: member.name, email: member.email, passwordHash });
    await saveTwilioAccount(scope, account.twilio);
    await saveElevenLabsAccount(scope, account.elevenlabs);
    await updateTenant(scope, { openingHours: business.openingHours });
    const practice = DEMO_PRACTICES[account.key];
    await fillAdvisors(scope, practice.advisors);
    const contacts = await fillAgenda(scope, { business, practice, now });
    await fillAgents(scope, { business, contacts, now });
    await finishOnboarding(scope);
  }
}

async function join(
  scope: Scope,
  member: { email: string; role: DemoBusiness["members"][number]["role"] },
  person: Parameters<typeof acceptInvitation>[1],
): Promise<void> {
  const invitation = await createInvitation(scope, {
    email: member.email,
    role: member.role,
    tokenHash: randomUUID(),
    invitedBy: DEMO_OWNER.name,
    expiresAt: new Date(Date.now() + 60_000),
  });
  await acceptInvitation(invitation, person);
}

async function fillAgents(
  scope: Scope,
  { business, contacts, now }: { business: DemoBusiness; contacts: DemoContact[]; now: Date },
): Promise<void> {
  const voices = await listVoices(scope);
  const agents = [];
  for (const input of business.agents) {
    const voice = voices.find(({ languages }) => languages.includes(input.language));
    const made = await createAgent(scope, { ...input, voiceId: voice?.voiceId ?? null });
    agents.push(made);
  }
  const { numbers } = await syncNumbers(scope);
  // The last number stays free, so that assigning one can be tried.
  const inbound = agents.filter(({ type }) => type === "inbound");
  for (const [index, number] of numbers.slice(0, -1).entries()) {
    const agent = inbound[index % inbound.length];
    if (agent) await assignNumber(scope, number.id, agent.id);
  }
  const [answering] = inbound;
  const calling = agents.find(({ name }) => name === business.placed.agent);
  const [number] = numbers;
  if (!answering || !calling || !number) return;
  await fillCalls(scope, business, { answering, calling, number, contacts, now });
  await fillFollowUps(scope, now);
}
