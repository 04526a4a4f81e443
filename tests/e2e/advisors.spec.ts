import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { advisorView } from "@/lib/advisors/schema";
import { sessionView } from "@/lib/tenants/schema";
import { Business } from "../support/tenant";
import { house, untilAwake } from "./house";
import { enterAs } from "./outgoing";

/** A business of its own: who is switched off here must not be missed by another test's calls. */
async function openBusiness(page: Page): Promise<Business> {
  const business = new Business(house);
  await business.signUp();
  await enterAs(page, business);
  return business;
}

async function openAdvisors(page: Page): Promise<void> {
  await page.goto(`${house.webUrl}/settings/advisors`);
  await untilAwake(page);
}

const row = (page: Page, name: string) =>
  page.getByRole("list", { name: "Asesores" }).locator(":scope > li").filter({ hasText: name });

test("an advisor is added with what they help with and a break of their own, corrected, and sent on holiday", async ({
  page,
}) => {
  await openBusiness(page);
  await openAdvisors(page);
  await expect(page.getByTestId("empty-state")).toContainText("el agente toma recado");
  await page.getByRole("button", { name: "Añadir asesor" }).click();
  const dialog = page.getByRole("dialog", { name: "Añadir un asesor" });
  await dialog.getByLabel("Nombre").fill("Marta Gil");
  await dialog.getByLabel("Teléfono", { exact: true }).fill("803 123 456");
  await dialog.getByLabel("De qué se ocupa").first().fill("Facturación");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Urgencias,facturacion,");
  await expect(
    dialog.getByRole("list", { name: "De qué se ocupa, elegido" }).getByRole("listitem"),
  ).toHaveText(["Facturación", "Urgencias"]);
  await dialog.getByLabel("inglés").check();
  await dialog.getByLabel("Uno propio").check();
  await dialog.getByRole("button", { name: "Lunes a viernes, de 9 a 14 y de 16 a 20" }).click();
  await dialog.getByRole("button", { name: "Añadir asesor" }).click();
  await expect(dialog.getByRole("alert").first()).toContainText("tarificación especial");
  await dialog.getByLabel("Teléfono", { exact: true }).fill("612 34 56 78");
  await dialog.getByRole("button", { name: "Añadir asesor" }).click();
  await expect(dialog).toBeHidden();
  const marta = row(page, "Marta Gil");
  await expect(marta).toContainText("612 34 56 78");
  await expect(marta).toContainText("Prioridad 1 · ninguna llamada hoy · inglés · horario propio");
  await expect(marta).toContainText("Urgencias");

  await page.getByRole("button", { name: "Cambiar Marta Gil" }).click();
  const change = page.getByRole("dialog", { name: "Cambiar a Marta Gil" });
  await expect(change.getByLabel(/lunes, tramo 2, desde/i)).toHaveValue("16:00");
  await change.getByRole("button", { name: "Quitar Urgencias" }).click();
  await change.getByLabel("Prioridad").selectOption("3");
  await change.getByLabel("El del negocio").check();
  await change.getByRole("button", { name: "Guardar" }).click();
  await expect(change).toBeHidden();
  await expect(marta).toContainText("Prioridad 3");
  await expect(marta).toContainText("De turno");
  await expect(marta).not.toContainText("Urgencias");

  await page.getByRole("button", { name: "Ausencias de Marta Gil" }).click();
  const absences = page.getByRole("dialog", { name: "Ausencias de Marta Gil" });
  await absences.getByLabel("Motivo").fill("Vacaciones");
  await absences.getByLabel("Último día").fill("2097-08-16");
  await absences.getByRole("button", { name: "Añadir ausencia" }).click();
  await expect(absences.getByRole("list", { name: "Ausencias por venir" })).toContainText("16 ago 2097");
  await page.keyboard.press("Escape");
  await expect(marta).toContainText("Ausente");
  await expect(marta).toContainText("(Vacaciones)");
  await page.getByRole("button", { name: "Ausencias de Marta Gil" }).click();
  await absences.getByRole("button", { name: /Quitar Vacaciones/ }).click();
  await expect(absences).toContainText("No hay ninguna ausencia por venir");
  await page.keyboard.press("Escape");
  await expect(marta).toContainText("De turno");

  await page.getByRole("button", { name: "Borrar Marta Gil" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quitar asesor" }).click();
  await expect(page.getByTestId("empty-state")).toBeVisible();
});

test("a member who is an advisor switches themselves off by keyboard, and every open window follows", async ({
  page,
  context,
}) => {
  const business = await openBusiness(page);
  const { user } = await business.client.get("/api/session", sessionView);
  await business.client.ask("POST", "/api/advisors", advisorView, {
    name: "Irene Vidal",
    number: "+34612345678",
    userId: user.id,
  });
  await openAdvisors(page);
  const other = await context.newPage();
  await openAdvisors(other);
  await expect(row(other, "Irene Vidal")).toContainText("De turno");

  await page.keyboard.press("Control+k");
  await page.keyboard.type("dejar de recibir");
  await page.keyboard.press("Enter");
  await expect(page.getByText("No se le desviarán llamadas")).toBeVisible();
  await expect(row(page, "Irene Vidal")).toContainText("En pausa");
  await expect(row(other, "Irene Vidal")).toContainText("En pausa");
  await expect(
    other.getByRole("switch", { name: "Irene Vidal: disponible para llamadas" }),
  ).not.toBeChecked();

  const menu = page.getByRole("button", { name: /No recibe llamadas desviadas/ });
  await menu.focus();
  await page.keyboard.press("Enter");
  const mine = page.getByRole("menuitemcheckbox", { name: "Disponible para llamadas" });
  await expect(mine).not.toBeChecked();
  await mine.press("Enter");
  await expect(mine).toBeChecked();
  await expect(row(other, "Irene Vidal")).toContainText("De turno");

  await other.getByRole("switch", { name: "Irene Vidal: disponible para llamadas" }).press("Space");
  await expect(row(other, "Irene Vidal")).toContainText("En pausa");
  await expect(mine).not.toBeChecked();
});

test("the page is sound in both themes, on a desk and on a telephone, with its dialogs open", async ({
  page,
}, testInfo) => {
  const business = await openBusiness(page);
  const people = [
    { name: "Marta Gil", skills: ["Facturación", "Presupuestos y financiación"], languages: ["es", "en"] },
    { name: "Dr. Bartolomé Fernández de Córdoba", isOn: false, priority: 2 },
    { name: "Ana", openingHours: {}, skills: ["Urgencias"], priority: 3 },
  ];
  for (const [index, person] of people.entries()) {
    const number = `+3461234000${index}`;
    await business.client.ask("POST", "/api/advisors", advisorView, { number, ...person });
  }
  for (const [theme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.context().addCookies([{ name: "theme", value: theme, url: house.webUrl }]);
    await page.setViewportSize({ width, height: 900 });
    await openAdvisors(page);
    await expectSound(page);
    await testInfo.attach(`advisors-${theme}-${width}.png`, {
      body: await page.screenshot({ fullPage: true }),
      contentType: "image/png",
    });
    for (const button of ["Cambiar Marta Gil", "Ausencias de Marta Gil"]) {
      await page.getByRole("button", { name: button, exact: true }).click();
      const dialog = page.getByRole("dialog");
      if (button.startsWith("Cambiar")) await dialog.getByLabel("Uno propio").check();
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
