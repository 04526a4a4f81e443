import type { Scope } from "@/db/client";
import { listMembers } from "@/db/queries/team";
import { createAdvisor } from "@/lib/advisors/manage-advisors";
import { type OpeningHours, WEEKDAYS } from "@/lib/vocabulary";

export interface DemoAdvisor {
  /** Of the business; a name that nobody has is an advisor without a login. */
  name: string;
  number: string;
  skills: string[];
}

/** Somebody is on duty whenever the demo is tried. */
const ALWAYS: OpeningHours = Object.fromEntries(
  WEEKDAYS.map((day) => [day, [{ from: "00:00", to: "23:59" }]]),
);

/** Whom callers can be put through to; the first one's telephone is the second of the page with two phones. */
export async function fillAdvisors(scope: Scope, advisors: DemoAdvisor[]): Promise<void> {
  const members = await listMembers(scope);
  for (const [index, { name, number, skills }] of advisors.entries()) {
    await createAdvisor(scope, {
      name,
      number,
      skills,
      userId: members.find((member) => member.name === name)?.userId ?? null,
      priority: index + 1,
      openingHours: ALWAYS,
    });
  }
}
