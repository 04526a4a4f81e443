import { expect, type Locator, type Page, test } from "@playwright/test";
import { shiftDay } from "@/lib/agenda/rules";
import { newMobile } from "../support/telephone";
import { FIRST_MESSAGE } from "../support/tenant";
import { AgendaBusiness, at, DAY, openAgenda } from "./agenda-business";
import { house } from "./house";
import { enterAs } from "./outgoing";

const MONTHS =
  "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");

/** `el 9 de diciembre`, as somebody says it. */
function spoken(day: string): string {
  const [, month = 1, date = 1] = day.split("-").map(Number);
  return `el ${date} de ${MONTHS[month - 1] ?? ""}`;
}

const card = (page: Page, name: string): Locator =>
  page.getByTestId("appointment-card").filter({ hasText: name });

test("calls confirm, move and book, and the agenda that somebody looks at follows without a reload", async ({
  page,
}) => {
  // Three whole conversations, at the pace of speech.
  test.setTimeout(240_000);
  const business = new AgendaBusiness(house);
  await business.prepare();
  await business.openAccounts("Full");
  await business.assign((await business.createAgent()).id);
  const contactId = await business.addContact("Rosa Vidal Cano", newMobile());
  const other = newMobile();
  await business.addContact("Luis Ortega Ríos", other);
  const rosa = newMobile();
  await business.client.send("PATCH", `/api/contacts/${contactId}`, { numbers: [{ number: rosa }] });
  await business.client.send("POST", "/api/appointments", {
    contactId,
    staffId: business.staffIds["Marta Ruiz"],
    serviceId: business.serviceId,
    startsAt: at("10:00"),
  });
  await enterAs(page, business);
  await openAgenda(page);
  await expect(card(page, "Rosa Vidal")).toHaveAttribute("data-status", "scheduled");
  // What a reload would lose.
  await page.evaluate(() => document.body.setAttribute("data-not-reloaded", "true"));

  const first = await business.sandbox.dial(business.number, rosa);
  await first.untilHeard(FIRST_MESSAGE);
  await first.say("Sí, confirmo la cita.");
  await first.untilHeard("nombre");
  await first.say("Rosa Vidal");
  await first.untilHeard("su cita queda confirmada");
  await expect(card(page, "Rosa Vidal")).toHaveAttribute("data-status", "confirmed");
  await first.say("No, nada más. Adiós.");
  await first.untilOver();

  const second = await business.sandbox.dial(business.number, rosa);
  await second.untilHeard(FIRST_MESSAGE);
  await second.say("Quiero cambiar la cita");
  await second.untilHeard("Qué día y a qué hora");
  await second.say(`${spoken(DAY)} a las cinco de la tarde`);
  await second.untilHeard("nombre");
  await second.say("Rosa Vidal");
  await second.untilHeard("queda cambiada");
  await expect(card(page, "Rosa Vidal")).toHaveAttribute("data-status", "rescheduled");
  await expect(card(page, "Rosa Vidal")).toContainText("17:00");
  await second.hangUp();

  const third = await business.sandbox.dial(business.number, other);
  await third.untilHeard(FIRST_MESSAGE);
  await third.say("Quiero reservar una cita");
  await third.untilHeard("Qué día y a qué hora");
  await third.say(`${spoken(DAY)} a las once de la mañana`);
  await third.untilHeard("queda reservada");
  await expect(card(page, "Luis Ortega")).toHaveAttribute("data-status", "scheduled");
  await third.hangUp();
  expect(await page.getAttribute("body", "data-not-reloaded")).toBe("true");

  // The visit names the call in which it was moved, and the call the visit.
  await card(page, "Rosa Vidal").click();
  await page
    .getByTestId("appointment-panel")
    .getByRole("link", { name: /llamada/i })
    .first()
    .click();
  await expect(
    page.getByTestId("tool-uses").locator('[data-tool="reschedule_appointment"]').last(),
  ).toHaveAttribute("data-end", "done");
  await page.getByRole("list", { name: "Citas de esta llamada" }).getByRole("link").click();
  await expect(page.getByTestId("appointment-panel")).toContainText("Rosa Vidal");
  // The day after holds nothing of it.
  await openAgenda(page, `date=${shiftDay(DAY, 1)}`);
  await expect(card(page, "Rosa Vidal")).toHaveCount(0);
});
