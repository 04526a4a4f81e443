import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { openHouseDatabase } from "../integration/house-database";
import { type Business, createBusiness } from "../support/tenant";
import { house } from "./house";
import { enterAs } from "./outgoing";

const database = openHouseDatabase(house.dataFolder);
test.afterAll(() => database.end());

/** As if an agent had taken it during a call. */
async function addMessage(
  of: Business,
  text: string,
  given: { isUrgent?: boolean; dueInMinutes?: number } = {},
) {
  const { isUrgent = false, dueInMinutes = 60 } = given;
  await database`
    insert into messages (tenant_id, name, number, text, is_urgent, due_at)
    values (${of.tenantId}, 'Rosa Gil', '+34600111222', ${text}, ${isUrgent}, now() + make_interval(mins => ${dueInMinutes}))`;
}

const message = (page: Page, text: string) => page.getByTestId("message").filter({ hasText: text });

test("a receptionist sees whom to call back and by when, does it, and may take it back", async ({ page }) => {
  const business = await createBusiness(house, { agent: null });
  await addMessage(business, "Pregunta por el presupuesto", { dueInMinutes: -30 });
  await addMessage(business, "Se le cayó la funda", { isUrgent: true });
  await enterAs(page, business);

  // The day says it, and the menu counts it.
  await expect(page.getByTestId("open-messages").getByTestId("message")).toHaveCount(2);
  const count = page.getByTestId("open-message-count");
  await expect(count).toContainText("2 recados pendientes");

  await page.getByRole("link", { name: /^Recados/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Recados" })).toBeVisible();
  await expect(page.getByTestId("message").first()).toContainText("Se le cayó la funda");
  await expect(message(page, "Se le cayó la funda").getByText("Urgente")).toBeVisible();
  await expect(message(page, "Pregunta por el presupuesto").getByText("Vencido")).toBeVisible();

  await message(page, "Pregunta por el presupuesto").getByRole("button", { name: "Hecho" }).click();
  await expect(message(page, "Pregunta por el presupuesto")).toHaveCount(0);
  await expect(count).toContainText("1 recado pendiente");
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(message(page, "Pregunta por el presupuesto")).toBeVisible();
  await expect(count).toContainText("2 recados pendientes");

  await message(page, "Se le cayó la funda").getByRole("button", { name: "Hecho" }).click();
  await page.getByRole("button", { name: "Hechos" }).click();
  await expect(page).toHaveURL(/state=done/);
  await expect(message(page, "Se le cayó la funda")).toContainText("Hecho por Ana Prueba");
  await page.reload();
  await expect(message(page, "Se le cayó la funda")).toBeVisible();
});

test("a number of a message opens the dialog that calls it", async ({ page }) => {
  const business = await createBusiness(house);
  await addMessage(business, "Llamar por la tarde");
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/messages`);
  await message(page, "Llamar por la tarde").getByRole("button", { name: "600 11 12 22" }).click();
  await page.getByRole("menuitem", { name: "Llamar con un agente" }).click();
  await expect(page.getByTestId("dial-dialog")).toBeVisible();
  await expect(page).toHaveURL(/call=%2B34600111222/);
});

for (const { language, theme, width } of [
  { language: "es", theme: "light", width: 1440 },
  { language: "en", theme: "dark", width: 390 },
] as const) {
  test(`messages are sound in ${language}, ${theme}, ${width} px`, async ({ browser }, testInfo) => {
    const business = await createBusiness(house, { agent: null });
    const context = await browser.newContext({
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    const look = async (name: string) => {
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
      ).toEqual([]);
      await testInfo.attach(name, { body: await page.screenshot(), contentType: "image/png" });
    };
    await enterAs(page, business);
    await context.addCookies([
      { name: "locale", value: language, url: house.webUrl },
      { name: "theme", value: theme, url: house.webUrl },
    ]);
    await page.goto(`${house.webUrl}/messages`);
    await expect(page.getByTestId("empty-state")).toBeVisible();
    await look("empty");

    await addMessage(
      business,
      "Quiere saber si el seguro cubre la ortodoncia de su hija.\nLlamar después de las seis.",
    );
    await addMessage(business, "Le duele mucho una muela desde anoche", { isUrgent: true, dueInMinutes: 40 });
    await addMessage(business, "Pregunta por el presupuesto", { dueInMinutes: -90 });
    await page.reload();
    await expect(page.getByTestId("message")).toHaveCount(3);
    await look("open");
    await page.goto(house.webUrl);
    await expect(page.getByTestId("open-messages")).toBeVisible();
    await look("today");
    await context.close();
  });
}
