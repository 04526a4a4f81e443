import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { insertClosures, listHolidayDays } from "@/db/queries/agenda";
import { notifyTenant } from "@/db/queries/calls";
import { writeAudit } from "@/db/queries/team";
import type { Closure } from "@/db/schema/agenda";
import type { Tenant } from "@/db/schema/tenants";
import { AppError } from "@/lib/errors";
import type { Language } from "@/lib/vocabulary";
import { type Holiday, holidaySpan, listHolidays, listRegions } from "./holidays";
import type { holidayInput, holidayPreview } from "./schema";

type Question = z.output<typeof holidayInput> & { language: Language };

/** Those that are not over yet. Throws `invalid` for a region that the country does not have. */
async function ask({ country, timeZone }: Pick<Tenant, "country" | "timeZone">, question: Question) {
  const regions = await listRegions(country, question.language);
  if (question.region !== undefined && !regions.some(({ code }) => code === question.region))
    throw new AppError("invalid", "unknown region", { region: "not_an_option" });
  const holidays: Holiday[] = await listHolidays({ country, ...question });
  const now = new Date();
  return { regions, holidays: holidays.filter((day) => holidaySpan(day, timeZone).endsAt > now) };
}

/** The country's holidays that are still to come in a year, and which of them are closures already. */
export async function previewHolidays(
  scope: Scope,
  tenant: Tenant,
  question: Question,
): Promise<z.input<typeof holidayPreview>> {
  const { regions, holidays } = await ask(tenant, question);
  const added = await listHolidayDays(
    scope,
    holidays.map(({ day }) => day),
  );
  return {
    regions,
    holidays: holidays.map(({ day, name }) => ({ day, name, added: added.includes(day) })),
  };
}

/** Closes the business on those that do not stand yet; answers these. Asking twice adds nothing twice. */
export async function addHolidays(scope: Scope, tenant: Tenant, question: Question): Promise<Closure[]> {
  const { holidays } = await ask(tenant, question);
  return withTransaction(scope, async (inner) => {
    const made = await insertClosures(
      inner,
      holidays.map((holiday) => ({
        ...holidaySpan(holiday, tenant.timeZone),
        staffId: null,
        reason: holiday.name,
        holidayOn: holiday.day,
      })),
    );
    if (made.length === 0) return made;
    const { year, region = null } = question;
    await writeAudit(inner, {
      action: "closure.add_holidays",
      subject: String(year),
      details: { region, days: made.map(({ holidayOn }) => holidayOn) },
    });
    await notifyTenant(inner, { type: "agenda" });
    return made;
  });
}
