import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { shiftDay } from "@/lib/agenda/rules";
import { agendaBusiness, at, DAY, openAgenda } from "./agenda-business";
import { enterAs } from "./outgoing";

const card = (page: Page, name: string): Locator =>
  page.getByTestId("appointment-card").filter({ hasText: name });
const grid = (page: Page): Locator => page.getByTestId("agenda-grid");
const panel = (page: Page): Locator => page.getByTestId("appointment-panel");
const hours = (page: Page): Locator => page.getByTestId("hour");

/** The point of the grid that means a full hour in somebody's column. */
async function pointOf(
  page: Page,
  column: number,
  columns: number,
  hour: string,
): Promise<{ x: number; y: number }> {
  const label = hours(page).filter({ hasText: new RegExp(`^${hour}$`) });
  await label.scrollIntoViewIfNeeded();
  const [mark, layer] = [await label.boundingBox(), await page.getByTestId("agenda-layer").boundingBox()];
  if (!mark || !layer) throw new Error(`no row at ${hour}`);
  return { x: layer.x + (layer.width * (column + 0.5)) / columns, y: mark.y + 1 };
}

/** Takes the upper part of a card to the beginning of an hour. */
async function drag(page: Page, from: Locator, to: { x: number; y: number }): Promise<void> {
  const box = await from.boundingBox();
  if (!box) throw new Error("nothing to drag");
  await page.mouse.move(box.x + box.width / 2, box.y + 3);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 20, { steps: 4 });
  await page.mouse.move(to.x, to.y + 3, { steps: 4 });
  await expect(page.getByTestId("move-ghost")).toBeVisible();
  await page.mouse.up();
}

async function soundness(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}

test("a click on an empty time books it: somebody known, somebody new, and what is missing is said", async ({
  page,
}) => {
  const business = await agendaBusiness(page);
  await business.addContact("Rosa Núñez", "+34600111222");
  await openAgenda(page);
  await expect(page.getByTestId("column-head")).toHaveText([/Marta Ruiz/, /Luis Vega/]);

  const { x, y } = await pointOf(page, 1, 2, "10:00");
  await page.mouse.click(x, y);
  const dialog = page.getByRole("dialog", { name: "Nueva cita" });
  await expect(dialog.getByLabel("Con quién")).toHaveValue(business.staffIds["Luis Vega"] ?? "");
  await expect(dialog.getByLabel("Hora", { exact: true })).toHaveValue("10:00");
  await expect(dialog.getByLabel("Minutos")).toHaveValue("30");

  await dialog.getByRole("button", { name: "Reservar" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Para quién");
  await dialog.getByRole("combobox", { name: "Para quién" }).fill("nunez");
  await dialog.getByRole("option", { name: /Rosa Núñez/ }).click();
  await dialog.getByRole("button", { name: "Reservar" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(card(page, "Rosa Núñez")).toHaveAccessibleName(/de 10:00 a 10:30, .*Luis Vega, Por confirmar/);

  // By keys alone: somebody nobody knows yet, at a time that is offered.
  await page.locator("body").press("n");
  await dialog.getByRole("combobox", { name: "Para quién" }).fill("Bruno Sala");
  await dialog.getByRole("option", { name: /Nuevo contacto/ }).press("Enter");
  await dialog.getByLabel("Teléfono").fill("600 222 333");
  await dialog.getByLabel("Con quién").selectOption({ label: "Luis Vega" });
  // Half past ten is free, ten is not.
  await expect(dialog.getByTestId("slot").filter({ hasText: "10:30" })).toBeVisible();
  await expect(dialog.getByTestId("slot").filter({ hasText: "10:00" })).toHaveCount(0);
  await dialog.getByLabel("Hora", { exact: true }).fill("1000");
  await dialog.getByRole("button", { name: "Reservar" }).click();
  await expect(dialog.getByRole("alert")).toContainText("ocupada");
  await dialog.getByTestId("slot").filter({ hasText: "10:30" }).click();
  await dialog.getByRole("button", { name: "Reservar" }).click();
  await expect(card(page, "Bruno Sala")).toHaveAccessibleName(/de 10:30 a 11:00/);
});

test("a card is dragged to another time and person, stretched at its edge, and put back", async ({
  page,
}) => {
  const business = await agendaBusiness(page);
  const booked = await business.book("Rosa Núñez", "Marta Ruiz", at("10:00"), {
    status: "confirmed",
  });
  await openAgenda(page);
  const rosa = card(page, "Rosa Núñez");
  await drag(page, rosa, await pointOf(page, 1, 2, "12:00"));
  await expect(rosa).toHaveAccessibleName(/de 12:00 a 12:30, .*Luis Vega, Cambiada/);
  await expect.poll(async () => (await business.appointment(booked.id)).staff.name).toBe("Luis Vega");
  // A drag is no click.
  await expect(panel(page)).toHaveCount(0);

  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(rosa).toHaveAccessibleName(/de 10:00 a 10:30, .*Marta Ruiz, Confirmada/);
  await expect.poll(async () => (await business.appointment(booked.id)).status).toBe("confirmed");

  const box = await rosa.boundingBox();
  const end = await pointOf(page, 0, 2, "11:00");
  if (!box) throw new Error("no card");
  await page.mouse.move(end.x, box.y + box.height - 1);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await page.mouse.up();
  await expect(rosa).toHaveAccessibleName(/de 10:00 a 11:00/);

  // Escape leaves it where it was; letting go of the button afterwards opens nothing.
  const held = await rosa.boundingBox();
  if (!held) throw new Error("no card");
  await page.mouse.move(held.x + 40, held.y + 3);
  await page.mouse.down();
  await page.mouse.move(held.x + 60, held.y + 150, { steps: 4 });
  await expect(page.getByTestId("move-ghost")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("move-ghost")).toHaveCount(0);
  await page.mouse.up();
  await expect(rosa).toHaveAccessibleName(/de 10:00 a 11:00/);
  await expect(page.getByRole("dialog")).toHaveCount(0);

  // When it is not open, nothing is asked: it is said, and can be undone.
  await drag(page, rosa, await pointOf(page, 0, 2, "14:00"));
  await expect(rosa).toHaveAccessibleName(/de 14:00 a 15:00.*Fuera del horario/);
  await expect(page.getByText("Fuera del horario").first()).toBeVisible();
});

test("a time somebody else has is not taken: the card goes back and the page says who is there", async ({
  page,
}) => {
  const business = await agendaBusiness(page);
  const rosa = await business.book("Rosa Núñez", "Marta Ruiz", at("10:00"));
  await business.book("Bruno Sala", "Marta Ruiz", at("12:00"));
  await openAgenda(page);
  await drag(page, card(page, "Rosa Núñez"), await pointOf(page, 0, 2, "12:00"));
  await expect(page.getByText("La cita de Rosa Núñez no se movió")).toBeVisible();
  await expect(page.getByText(/A esa hora está Bruno Sala/)).toBeVisible();
  await expect(card(page, "Rosa Núñez")).toHaveAccessibleName(/de 10:00 a 10:30/);
  expect((await business.appointment(rosa.id)).startsAt.toISOString()).toBe(at("10:00"));
});

test("keys alone walk, open, carry, stretch and leave an appointment, and say where it is", async ({
  page,
}) => {
  const business = await agendaBusiness(page);
  await business.book("Rosa Núñez", "Marta Ruiz", at("10:00"));
  await business.book("Bruno Sala", "Marta Ruiz", at("12:00"));
  await openAgenda(page);
  const rosa = card(page, "Rosa Núñez");
  const says = page.getByTestId("move-announcer");
  const body = page.locator("body");
  await body.press("j");
  await expect(rosa).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(card(page, "Bruno Sala")).toBeFocused();
  await page.keyboard.press("k");
  await expect(rosa).toBeFocused();

  await page.keyboard.press("m");
  await expect(says).toContainText("Cita de Rosa Núñez tomada");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowDown"])
    await page.keyboard.press(key);
  await expect(says).toContainText("10:30, 45 minutos, Luis Vega");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("move-ghost")).toHaveCount(0);
  await expect(rosa).toHaveAccessibleName(/de 10:00 a 10:30, .*Marta Ruiz/);

  await page.keyboard.press("m");
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect(rosa).toHaveAccessibleName(/de 10:30 a 11:00, .*Luis Vega/);
  await expect(rosa).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(panel(page).getByRole("heading", { name: "Rosa Núñez" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toHaveCount(0);

  await body.press("w");
  await expect(page.getByTestId("column-head")).toHaveCount(7);
  await body.press("ArrowRight");
  await expect(page).toHaveURL(new RegExp(`date=${shiftDay(DAY, 7)}`));
  await body.press("t");
  await expect(page).not.toHaveURL(/date=/);
  await body.press("?");
  await expect(page.getByRole("dialog", { name: "Teclas rápidas" })).toContainText(
    "Tomar la cita con el foco",
  );
});

test("the panel confirms, cancels and undoes, keeps notes and shows the history", async ({ page }) => {
  const business = await agendaBusiness(page);
  const booked = await business.book("Rosa Núñez", "Marta Ruiz", at("10:00"));
  await openAgenda(page, `date=${DAY}&cita=${booked.id}`);
  await panel(page).getByRole("button", { name: "Confirmar" }).click();
  await expect(card(page, "Rosa Núñez")).toHaveAttribute("data-status", "confirmed");
  await panel(page).getByRole("button", { name: "Cancelar la cita" }).click();
  await expect(card(page, "Rosa Núñez")).toHaveAttribute("data-status", "cancelled");
  await expect(panel(page).getByTestId("appointment-history")).toContainText("Cancelada");
  await page.getByRole("button", { name: "Deshacer" }).first().click();
  await expect.poll(async () => (await business.appointment(booked.id)).status).toBe("confirmed");
  await expect(card(page, "Rosa Núñez")).toHaveAttribute("data-status", "confirmed");

  await panel(page).getByLabel("Notas").fill("Trae las radiografías.");
  await expect(panel(page).getByText("Guardado", { exact: true })).toBeVisible();
  await page.reload();
  await expect(panel(page).getByLabel("Notas")).toHaveValue("Trae las radiografías.");

  await panel(page).getByRole("button", { name: "Cambiar la hora" }).click();
  const dialog = page.getByRole("dialog", { name: /Cambiar la cita/ });
  await dialog.getByTestId("slot").filter({ hasText: "16:15" }).click();
  await dialog.getByRole("button", { name: "Cambiar la cita" }).click();
  await expect(panel(page).getByTestId("appointment-when")).toContainText("16:15–16:45");
  await expect(panel(page).getByTestId("appointment-history")).toContainText(
    /Cambiada de hora · .*10:00 → .*16:15/,
  );
});

test("days of 23 and 25 hours show each of their hours once, and every appointment at its own", async ({
  page,
  browser,
}) => {
  const business = await agendaBusiness(page);
  await business.book("Antes", "Marta Ruiz", "2026-03-29T01:30:00+01:00", {
    endsAt: "2026-03-29T03:30:00+02:00",
  });
  await openAgenda(page, "date=2026-03-29");
  await expect(hours(page).first()).toHaveText("00:00");
  await expect(hours(page).filter({ hasText: "02:00" })).toHaveCount(0);
  await expect(card(page, "Antes")).toHaveAccessibleName(/de 01:30 a 03:30/);
  const one = await card(page, "Antes").boundingBox();

  await business.book("Primera", "Luis Vega", "2026-10-25T02:30:00+02:00");
  await business.book("Segunda", "Luis Vega", "2026-10-25T02:30:00+01:00");
  await openAgenda(page, "date=2026-10-25");
  await expect(hours(page).filter({ hasText: "02:00" })).toHaveText(["02:00", "02:00 ×2"]);
  const [first, second] = [
    await card(page, "Primera").boundingBox(),
    await card(page, "Segunda").boundingBox(),
  ];
  const hourPx = (second?.y ?? 0) - (first?.y ?? 0);
  // An hour lasts an hour on either day, whatever the clock says.
  expect(Math.abs((one?.height ?? 0) - hourPx)).toBeLessThan(6);

  // Whoever reads from elsewhere sees the same hours, and whose they are.
  const abroad = await browser.newContext({ locale: "es-ES", timezoneId: "America/Mexico_City" });
  const reader = await abroad.newPage();
  await enterAs(reader, business);
  await openAgenda(reader, "date=2026-03-29");
  await expect(card(reader, "Antes")).toHaveAccessibleName(/de 01:30 a 03:30/);
  await expect(reader.getByTestId("agenda-summary")).toContainText(/hora de .*Madrid/);
  await expect(page.getByTestId("agenda-summary")).not.toContainText("hora de");
  await abroad.close();
});

test("what another window or a program changes moves on screen by itself", async ({ page, browser }) => {
  const business = await agendaBusiness(page);
  const booked = await business.book("Rosa Núñez", "Marta Ruiz", at("10:00"));
  const other = await browser.newContext({ locale: "es-ES" });
  const second = await other.newPage();
  await enterAs(second, business);
  await openAgenda(page);
  await openAgenda(second, `view=week&date=${DAY}`);
  await expect(card(second, "Rosa Núñez")).toBeVisible();

  await card(page, "Rosa Núñez").focus();
  for (const key of ["m", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await expect(card(second, "Rosa Núñez")).toHaveAccessibleName(/de 10:15 a 10:45/);

  await business.client.send("PUT", `/api/appointments/${booked.id}/status`, { status: "confirmed" });
  await expect(card(page, "Rosa Núñez")).toHaveAttribute("data-status", "confirmed");
  await expect(card(second, "Rosa Núñez")).toHaveAttribute("data-status", "confirmed");
  await business.book("Bruno Sala", "Luis Vega", at("16:00"));
  await expect(card(page, "Bruno Sala")).toBeVisible();
  await expect(page.getByTestId("agenda-summary")).toContainText("2 citas");
  await other.close();
});

test("on a phone the day is a list, and everything stays sound in both themes", async ({ page }) => {
  const business = await agendaBusiness(page);
  const rosa = await business.book("Rosa Núñez", "Marta Ruiz", at("10:00"));
  await business.book("Bruno Sala", "Luis Vega", at("15:00"), { status: "no_show" });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const search of [`date=${DAY}`, `view=week&date=${DAY}&cita=${rosa.id}`]) {
      await openAgenda(page, search);
      await expect(card(page, "Rosa Núñez")).toBeVisible();
      expect(await soundness(page)).toEqual([]);
    }
    await page.locator("body").press("n");
    await expect(page.getByTestId("slot").first()).toBeVisible();
    expect(await soundness(page)).toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    await openAgenda(page);
    await expect(page.getByTestId("appointment-row")).toHaveCount(2);
    await expect(grid(page)).toBeHidden();
    expect(await soundness(page)).toEqual([]);
    await page.getByTestId("appointment-row").filter({ hasText: "Rosa" }).click();
    await expect(panel(page).getByRole("heading", { name: "Rosa Núñez" })).toBeVisible();
    await expect(page.getByTestId("day-list")).toBeHidden();
    expect(await soundness(page)).toEqual([]);
    await panel(page).getByRole("button", { name: "Agenda" }).click();
    await expect(page.getByTestId("appointment-row").first()).toBeVisible();
  }
});

test("an agenda without people or services leads to where they are entered", async ({ page }) => {
  const business = await agendaBusiness(page);
  for (const id of Object.values(business.staffIds)) await business.client.send("DELETE", `/api/staff/${id}`);
  await openAgenda(page);
  await expect(page.getByTestId("empty-state")).toContainText("¿Quién atiende?");
  await page.getByRole("link", { name: "Preparar la agenda" }).click();
  await expect(page).toHaveURL(/\/settings\/agenda/);
});
