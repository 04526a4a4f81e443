import type { Page } from "@playwright/test";
import { z } from "zod";
import { localInstant, shiftDay } from "@/lib/agenda/rules";
import { serviceView, staffView } from "@/lib/agenda/schema";
import { type AppointmentView, appointmentView } from "@/lib/appointments/schema";
import { formatDay } from "@/lib/format";
import { Business } from "../support/tenant";
import { enterAs } from "./outgoing";
import { house, untilAwake } from "./house";

const MADRID = "Europe/Madrid";
const WEDNESDAY = 3;

/** A Wednesday that can be booked: some weeks from now. */
export const DAY = shiftDay(
  formatDay(new Date(), MADRID),
  21 + ((WEDNESDAY + 7 - new Date(`${formatDay(new Date(), MADRID)}T00:00:00Z`).getUTCDay()) % 7),
);

/** `10:00` of that day in Madrid, as the API takes it. */
export function at(time: string): string {
  return localInstant(DAY, time, MADRID).toISOString();
}

const OPEN = [
  { from: "09:00", to: "14:00" },
  { from: "16:00", to: "20:00" },
];

/** A business with two who receive, one service of half an hour and weekdays from nine to eight. */
export class AgendaBusiness extends Business {
  readonly staffIds: Record<string, string> = {};
  serviceId = "";

  async prepare(): Promise<void> {
    await this.signUp();
    const openingHours = { monday: OPEN, tuesday: OPEN, wednesday: OPEN, thursday: OPEN, friday: OPEN };
    await this.client.ask("PATCH", "/api/tenant", z.unknown(), { openingHours });
    const service = { name: "Revisión", durationMinutes: 30 };
    this.serviceId = (await this.client.ask("POST", "/api/services", serviceView, service)).id;
    for (const [color, name] of ["Marta Ruiz", "Luis Vega"].entries()) {
      const person = await this.client.ask("POST", "/api/staff", staffView, { name, color });
      this.staffIds[name] = person.id;
    }
  }

  async addContact(name: string, number?: string): Promise<string> {
    const numbers = number ? [{ number }] : [];
    const made = await this.client.ask("POST", "/api/contacts", z.object({ id: z.string() }), {
      name,
      numbers,
    });
    return made.id;
  }

  async book(
    name: string,
    staff: string,
    startsAt: string,
    input: { endsAt?: string; status?: string } = {},
  ): Promise<AppointmentView> {
    return this.client.ask("POST", "/api/appointments", appointmentView, {
      contactId: await this.addContact(name),
      staffId: this.staffIds[staff],
      serviceId: this.serviceId,
      startsAt,
      ...input,
    });
  }

  appointment(appointmentId: string): Promise<AppointmentView> {
    return this.client.get(`/api/appointments/${appointmentId}`, appointmentView);
  }
}

export async function agendaBusiness(page: Page): Promise<AgendaBusiness> {
  const business = new AgendaBusiness(house);
  await business.prepare();
  await enterAs(page, business);
  return business;
}

export async function openAgenda(page: Page, search = `date=${DAY}`): Promise<void> {
  await page.goto(`${house.webUrl}/appointments?${search}`);
  await untilAwake(page);
}
