import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test, type TestInfo } from "@playwright/test";
import { z } from "zod";
import { endpointMade } from "@/lib/outgoing/schema";
import { type Business, createBusiness } from "../support/tenant";
import { verifyWebhook, WebhookReceiver } from "../support/webhook-receiver";
import { house } from "./house";
import { enterAs } from "./outgoing";

let receiver: WebhookReceiver;
test.beforeEach(async () => {
  receiver = await WebhookReceiver.open();
});
test.afterEach(() => receiver.close());

const addContact = (of: Business, name: string) =>
  of.client.ask("POST", "/api/contacts", z.object({ id: z.uuid() }), { name });

const row = (page: Page, event: string) => page.getByTestId("webhook-log-row").filter({ hasText: event });

test("an administrator adds an address, tries it, sees what it was told, and sends it again", async ({
  page,
}) => {
  const business = await createBusiness(house, { agent: null });
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/settings/webhooks`);
  await expect(page.getByTestId("empty-state")).toContainText("Ningún programa recibe avisos");
  await page.getByRole("button", { name: "Añadir dirección" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Dirección").fill("agenda");
  await dialog.getByRole("button", { name: "Añadir", exact: true }).click();
  await expect(dialog.getByText("No parece una dirección web").first()).toBeVisible();
  await expect(dialog.getByText("Elija al menos una cosa").first()).toBeVisible();
  await dialog.getByLabel("Dirección").fill(receiver.url);
  await dialog.getByRole("checkbox", { name: "Contactos", exact: true }).check();
  await dialog.getByLabel("Contacto cambiado").uncheck();
  await dialog.getByRole("button", { name: "Añadir", exact: true }).click();
  const secret = await dialog.getByLabel("Secreto").inputValue();
  await dialog.getByRole("button", { name: "Listo" }).click();

  const card = page.getByTestId("webhook-endpoint");
  await expect(card).toContainText("Encendida");
  await expect(card).toContainText("Contacto nuevo · Contactos unidos");
  await card.getByRole("button", { name: "Probar" }).click();
  await expect(dialog).toContainText("Su programa la recibió.");
  await expect(dialog).toContainText("HTTP 204");
  verifyWebhook(await receiver.untilReceived(1), secret);
  await dialog.getByRole("button", { name: "Listo" }).click();

  // What fails is shown as it happens, without reloading.
  receiver.answering = (response) => response.writeHead(500).end("sin base de datos");
  await card.getByRole("link", { name: "Ver registro" }).click();
  await expect(row(page, "Prueba")).toHaveAttribute("data-status", "delivered");
  await addContact(business, "Rosa Gil");
  await expect(row(page, "Contacto nuevo")).toContainText("HTTP 500");
  await expect(row(page, "Contacto nuevo")).toHaveAttribute("data-status", "pending");
  await row(page, "Contacto nuevo").getByRole("button").click();
  await expect(dialog).toContainText("sin base de datos");
  await expect(dialog).toContainText('"name": "Rosa Gil"');
  await expect(dialog.getByRole("button", { name: "Repetir" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Listo" }).click();

  await page.getByRole("button", { name: "Entregado", exact: true }).click();
  await expect(page).toHaveURL(/status=delivered/);
  await expect(row(page, "Contacto nuevo")).toHaveCount(0);
  receiver.answering = (response) => response.writeHead(200).end();
  await row(page, "Prueba").getByRole("button").click();
  await dialog.getByRole("button", { name: "Repetir" }).click();
  await expect(row(page, "repetido")).toHaveAttribute("data-status", "delivered");
  verifyWebhook(await receiver.untilReceived(3), secret);
});

test("an address is switched off, told so, given another secret, and deleted", async ({ page }) => {
  const business = await createBusiness(house, { agent: null });
  const made = await business.client.ask("POST", "/api/webhook-endpoints", endpointMade, {
    url: receiver.url,
    events: ["contact.created"],
  });
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/settings/webhooks/${made.id}`);
  const more = page.getByRole("button", { name: `Más acciones de ${receiver.url}` });
  const dialog = page.getByRole("dialog");

  receiver.answering = (response) => response.writeHead(410).end();
  await addContact(business, "Rosa Gil");
  await expect(page.getByText("La dirección contestó que ya no existe")).toBeVisible();
  receiver.answering = (response) => response.writeHead(200).end();
  await more.click();
  await page.getByRole("menuitem", { name: "Encender" }).click();
  await page.getByRole("button", { name: "Repetir el fallido" }).click();
  await expect(row(page, "repetido")).toHaveAttribute("data-status", "delivered");
  await expect(page.getByRole("button", { name: "Repetir el fallido" })).toHaveCount(0);

  await more.click();
  await page.getByRole("menuitem", { name: "Renovar el secreto" }).click();
  await dialog.getByRole("button", { name: "Renovar el secreto" }).click();
  const secret = await dialog.getByLabel("Secreto").inputValue();
  expect(secret).not.toBe(made.secret);
  await expect(dialog).toContainText("El secreto anterior también vale hasta");
  await dialog.getByRole("button", { name: "Listo" }).click();

  await more.click();
  await page.getByRole("menuitem", { name: "Borrar dirección" }).click();
  await dialog.getByRole("button", { name: "Borrar dirección" }).click();
  await expect(page).toHaveURL(/\/settings\/webhooks$/);
  await expect(page.getByTestId("empty-state")).toBeVisible();
});

async function look(page: Page, name: string, testInfo: TestInfo): Promise<void> {
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
    name,
  ).toEqual([]);
  await testInfo.attach(name, { body: await page.screenshot({ fullPage: true }), contentType: "image/png" });
}

for (const { language, theme, width } of [
  { language: "es", theme: "light", width: 1440 },
  { language: "en", theme: "dark", width: 390 },
] as const) {
  test(`webhooks are sound in ${language}, ${theme}, ${width} px`, async ({ browser }, testInfo) => {
    const business = await createBusiness(house, { agent: null });
    const context = await browser.newContext({
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    await enterAs(page, business);
    await context.addCookies([
      { name: "locale", value: language, url: house.webUrl },
      { name: "theme", value: theme, url: house.webUrl },
    ]);
    await page.goto(`${house.webUrl}/settings/webhooks`);
    await look(page, "empty", testInfo);
    const made = await business.client.ask("POST", "/api/webhook-endpoints", endpointMade, {
      url: receiver.url,
      events: ["contact.created", "appointment.booked", "message.taken"],
    });
    receiver.answering = (response) => response.writeHead(500).end('{"error":"sin base de datos"}');
    await addContact(business, "Rosa Gil");
    await receiver.untilReceived(1);
    await page.reload();
    await look(page, "list", testInfo);
    await page.getByRole("button", { name: /^(Añadir dirección|Add address)$/ }).click();
    await look(page, "form", testInfo);
    await page.goto(`${house.webUrl}/settings/webhooks/${made.id}`);
    await look(page, "log", testInfo);
    await page.getByTestId("webhook-log-row").getByRole("button").first().click();
    await expect(page.getByTestId("webhook-delivery")).toBeVisible();
    await look(page, "delivery", testInfo);
    await context.close();
  });
}
