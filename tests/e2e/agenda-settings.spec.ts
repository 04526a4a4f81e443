import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { readCalendar } from "../support/icalendar";
import { house, untilAwake } from "./house";

/** A business of its own: what one test closes must not close another's agenda. */
async function openAgendaSettings(page: Page): Promise<void> {
  await page.goto(`${house.webUrl}/sign-up`);
  await untilAwake(page);
  await page.getByLabel("Nombre del negocio").fill("Podología Norte");
  await page.getByLabel("Su nombre").fill("Irene Vidal");
  await page
    .getByLabel("Correo electrónico")
    .fill(`irene-${randomBytes(6).toString("hex")}@podologia.example`);
  await page.getByLabel("Contraseña", { exact: true }).fill("tres gatos duermen al sol");
  await page.getByRole("button", { name: "Crear la centralita" }).click();
  await expect(page.getByTestId("onboarding-step")).toHaveAttribute("data-step", "business");
  await page.goto(`${house.webUrl}/settings/agenda`);
  await untilAwake(page);
}

async function addPerson(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Añadir persona" }).click();
  const dialog = page.getByRole("dialog", { name: "Añadir una persona" });
  await dialog.getByLabel("Nombre").fill(name);
  await dialog.getByRole("button", { name: "Añadir persona" }).click();
  await expect(dialog).toBeHidden();
}

async function addService(page: Page, name: string, price: string): Promise<void> {
  await page.getByRole("button", { name: "Añadir servicio" }).click();
  const dialog = page.getByRole("dialog", { name: "Añadir un servicio" });
  await dialog.getByLabel("Nombre").fill(name);
  await dialog.getByLabel("Duración").fill("45");
  await dialog.getByLabel("Precio").fill(price);
  await dialog.getByRole("button", { name: "Añadir servicio" }).click();
  await expect(dialog).toBeHidden();
}

const list = (page: Page, name: string) => page.getByRole("list", { name, exact: true });

async function expectSound(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, "wider than the screen").toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual(
    [],
  );
}

test("an agenda is set up: services, staff with hours of their own, their order by keyboard", async ({
  page,
}) => {
  await openAgendaSettings(page);
  await expect(page.getByText("Todavía no hay nadie en la agenda")).toBeVisible();
  await addService(page, "Quiropodia", "35,50");
  await expect(list(page, "Servicios")).toContainText("45 min · 35,50 €");

  await page.getByRole("button", { name: "Añadir persona" }).click();
  const dialog = page.getByRole("dialog", { name: "Añadir una persona" });
  await dialog.getByRole("button", { name: "Añadir persona" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Este dato es necesario");
  await dialog.getByLabel("Nombre").fill("Dra. Ruiz");
  await dialog.getByLabel("Violeta").check({ force: true });
  await dialog.getByLabel("Uno propio").check();
  await dialog.getByRole("button", { name: "Lunes a viernes, de 9 a 20" }).click();
  await expect(dialog.getByLabel("Quiropodia")).toBeChecked();
  await dialog.getByRole("button", { name: "Añadir persona" }).click();
  await expect(dialog).toBeHidden();
  const staff = list(page, "Personal");
  await expect(staff).toContainText("Horario propio · Todos los servicios");

  await addPerson(page, "Marta");
  await addPerson(page, "Clara");
  const names = () => staff.getByRole("listitem").allInnerTexts();
  const order = async () => (await names()).map((text) => text.split("\n")[0]);
  expect(await order()).toEqual(["Dra. Ruiz", "Marta", "Clara"]);
  const up = page.getByRole("button", { name: "Subir a Clara" });
  const untilKept = () => page.waitForResponse((answer) => answer.url().endsWith("/api/staff/order"));
  await up.focus();
  const first = untilKept();
  await page.keyboard.press("Enter");
  await first;
  await expect.poll(order).toEqual(["Dra. Ruiz", "Clara", "Marta"]);
  await expect(up).toBeFocused();
  const second = untilKept();
  await page.keyboard.press("Enter");
  await second;
  await expect.poll(order).toEqual(["Clara", "Dra. Ruiz", "Marta"]);
  await page.reload();
  await untilAwake(page);
  expect(await order()).toEqual(["Clara", "Dra. Ruiz", "Marta"]);

  await page.getByRole("button", { name: "Cambiar Marta" }).click();
  const change = page.getByRole("dialog", { name: "Cambiar a Marta" });
  await change.getByLabel("Activa").uncheck();
  await change.getByLabel("Quiropodia").uncheck();
  await change.getByRole("button", { name: "Guardar" }).click();
  await expect(staff).toContainText("Inactiva");
  await expect(staff).toContainText("Ningún servicio");

  await page.getByRole("button", { name: "Borrar Clara" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Borrar persona" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  expect(await order()).toEqual(["Dra. Ruiz", "Marta"]);
});

test("time is closed by the day, by the hour, and by the holidays of a year", async ({ page }) => {
  await openAgendaSettings(page);
  await addPerson(page, "Marta");
  const closures = list(page, "Cierres y festivos");
  await page.getByRole("button", { name: "Añadir cierre" }).click();
  const dialog = page.getByRole("dialog", { name: "Añadir un cierre" });
  await dialog.getByLabel("Motivo").fill("Vacaciones");
  await dialog.getByLabel("Primer día").fill("2097-08-05");
  await dialog.getByLabel("Último día").fill("2097-08-01");
  await dialog.getByRole("button", { name: "Cerrar ese tiempo" }).click();
  await expect(dialog.getByRole("alert")).toContainText("Termina antes de empezar");
  await dialog.getByLabel("Último día").fill("2097-08-16");
  await dialog.getByRole("button", { name: "Cerrar ese tiempo" }).click();
  await expect(closures).toContainText("5 ago 2097 – 16 ago 2097");

  await page.getByRole("button", { name: "Añadir cierre" }).click();
  await dialog.getByLabel("Motivo").fill("Curso");
  await dialog.getByLabel("Para quién").selectOption({ label: "Marta" });
  await dialog.getByLabel("Unas horas").check();
  await dialog.getByLabel("Primer día").fill("2097-09-02");
  await dialog.getByLabel("Desde las").fill("930");
  await dialog.getByLabel("Hasta las").fill("1215");
  await dialog.getByRole("button", { name: "Cerrar ese tiempo" }).click();
  await expect(closures).toContainText("2 sept 2097, 09:30 – 12:15");
  await expect(closures).toContainText("Curso · Marta");

  await page.getByRole("button", { name: "Quitar Vacaciones" }).click();
  await expect(closures).not.toContainText("Vacaciones");
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(closures).toContainText("Vacaciones · Todo el negocio");

  await page.getByRole("button", { name: "Festivos", exact: true }).click();
  const holidays = page.getByRole("dialog", { name: "Festivos del año" });
  const nextYear = String(new Date().getUTCFullYear() + 1);
  await holidays.getByLabel("Año").selectOption(nextYear);
  await expect(holidays.getByRole("list")).toContainText(`25 de diciembre de ${nextYear}`);
  await holidays.getByLabel("Región").selectOption({ label: "Cataluña" });
  await expect(holidays.getByRole("list")).toContainText(`11 de septiembre de ${nextYear}`);
  await holidays.getByRole("button", { name: /Añadir \d+ festivos/ }).click();
  await expect(holidays).toBeHidden();
  await expect(closures).toContainText(`25 dic ${nextYear}`);
  await page.getByRole("button", { name: "Festivos", exact: true }).click();
  await holidays.getByLabel("Año").selectOption(nextYear);
  await holidays.getByLabel("Región").selectOption({ label: "Cataluña" });
  await expect(holidays.getByRole("button", { name: "Ya están todos" })).toBeDisabled();
});

test("the rules of booking are kept, and a calendar's address works until it is taken away", async ({
  page,
  browser,
}) => {
  await openAgendaSettings(page);
  await page.getByLabel("Su fecha de nacimiento").check();
  await page.getByLabel("Antelación mínima").selectOption({ label: "2 h" });
  await page.getByLabel("A qué horas empiezan").selectOption({ label: "Cada 30 min" });
  await page.getByLabel("Hasta cuándo").fill("400");
  await page.getByRole("button", { name: "Guardar reglas" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Como máximo 365");
  await page.getByLabel("Hasta cuándo").fill("60");
  await page.getByRole("button", { name: "Guardar reglas" }).click();
  await expect(page.getByText("Reglas guardadas.")).toBeVisible();
  await page.reload();
  await untilAwake(page);
  await expect(page.getByLabel("Su fecha de nacimiento")).toBeChecked();
  await expect(page.getByLabel("Hasta cuándo")).toHaveValue("60");

  await page.getByRole("button", { name: "Crear calendario" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Para quién o para qué").fill("Teléfono de Irene");
  await dialog.getByRole("button", { name: "Crear dirección" }).click();
  const url = await dialog.getByLabel("Dirección", { exact: true }).inputValue();
  await expect(dialog.getByRole("link", { name: "Abrir en el calendario de este equipo" })).toHaveAttribute(
    "href",
    url.replace(/^https?:/, "webcal:"),
  );
  await dialog.getByRole("button", { name: "Listo" }).click();
  await expect(page.getByText("Nadie lo ha leído todavía")).toBeVisible();

  const stranger = await browser.newContext();
  const address = house.webUrl + new URL(url).pathname;
  const answer = await stranger.request.get(address);
  expect(answer.status()).toBe(200);
  expect(readCalendar(await answer.text()).properties.get("X-WR-CALNAME")).toBe("Podología Norte");
  await page.reload();
  await untilAwake(page);
  await expect(page.getByText("Leído por última vez")).toBeVisible();
  await page.getByRole("button", { name: "Quitar el calendario Teléfono de Irene" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quitar calendario" }).click();
  await expect(page.getByText("Todavía no hay calendarios")).toBeVisible();
  expect((await stranger.request.get(address)).status()).toBe(404);
  await stranger.close();
});

test("the page is sound in both themes, on a desk and on a telephone, with its dialogs open", async ({
  page,
}, testInfo) => {
  // The page and five dialogs, each looked at four times.
  test.setTimeout(240_000);
  await openAgendaSettings(page);
  await addService(page, "Estudio de la pisada", "60");
  await addPerson(page, "Dra. Ruiz");
  await addPerson(page, "Marta");
  for (const [theme, width] of [
    ["light", 1440],
    ["dark", 1440],
    ["light", 390],
    ["dark", 390],
  ] as const) {
    await page.context().addCookies([{ name: "theme", value: theme, url: house.webUrl }]);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${house.webUrl}/settings/agenda`);
    await untilAwake(page);
    await expectSound(page);
    await testInfo.attach(`agenda-${theme}-${width}.png`, {
      body: await page.screenshot({ fullPage: true }),
      contentType: "image/png",
    });
    for (const button of [
      "Cambiar Dra. Ruiz",
      "Añadir servicio",
      "Añadir cierre",
      "Festivos",
      "Crear calendario",
    ]) {
      await page.getByRole("button", { name: button, exact: true }).click();
      const dialog = page.getByRole("dialog");
      if (button === "Festivos") await expect(dialog.getByRole("list")).toBeVisible();
      if (button === "Cambiar Dra. Ruiz") await dialog.getByLabel("Uno propio").check();
      await dialog.evaluate((element) =>
        Promise.all(element.getAnimations().map(({ finished }) => finished)),
      );
      await expectSound(page);
      await testInfo.attach(`${button}-${theme}-${width}.png`, {
        body: await page.screenshot(),
        contentType: "image/png",
      });
      await page.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
    }
  }
});
