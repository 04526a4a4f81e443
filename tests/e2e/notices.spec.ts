import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { advisorView } from "@/lib/advisors/schema";
import { messageView } from "@/lib/messages/schema";
import { openHouseDatabase } from "../integration/house-database";
import { addMember } from "../integration/members";
import { addMobileNumber } from "../support/mobile-number";
import { newMobile } from "../support/telephone";
import { createBusiness } from "../support/tenant";
import { house, openPhones } from "./house";
import { enterAs } from "./outgoing";

const database = openHouseDatabase(house.dataFolder);
test.afterAll(() => database.end());

/** As if a call had left it. */
async function addMessage(tenantId: string, text: string): Promise<string> {
  const [row] = await database<{ id: string }[]>`
    insert into messages (tenant_id, name, number, text, due_at)
    values (${tenantId}, 'Rosa Gil', '+34600111222', ${text}, now() + interval '1 hour') returning id`;
  return row?.id ?? "";
}

test("an owner says who hears of messages, and sees what nobody was told and why", async ({ page }) => {
  const business = await createBusiness(house, { agent: null });
  const { client, tenantId } = business;
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/settings/notices`);
  await expect(page.getByText("Sin configurar")).toBeVisible();
  await expect(page.getByText("Ningún aviso ha fallado")).toBeVisible();
  await expect(page.getByRole("button", { name: "Enviarme un correo de prueba" })).toHaveCount(0);

  const field = page.getByRole("textbox", { name: /^Correo/ });
  await field.fill("no es un correo");
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("No parece una dirección de correo").first()).toBeVisible();
  await field.fill("recados@example.com");
  await field.press("Enter");
  await expect(page.getByText("Guardado")).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("recados@example.com");

  // The business's number is a landline, and the house has no mail server: both ways fail, each in its own words.
  const advisor = await client.ask("POST", "/api/advisors", advisorView, {
    name: "Marta Gil",
    number: newMobile(),
    email: "marta@example.com",
    notifyBySms: true,
  });
  const messageId = await addMessage(tenantId, "Pregunta por el presupuesto");
  await client.ask("PATCH", `/api/messages/${messageId}`, messageView, { advisorId: advisor.id });
  const failures = page.getByRole("list", { name: "Avisos que no llegaron" }).getByTestId("notice");
  await expect(failures).toHaveCount(2);
  await expect(failures.filter({ hasText: "marta@example.com" })).toContainText(
    "no tiene servidor de correo",
  );
  await expect(failures.filter({ hasText: "21606" })).toContainText("hace falta uno que pueda");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await failures.first().getByRole("link", { name: "Abrir el recado" }).click();
  const detail = page.getByTestId("message-detail");
  await expect(detail.getByTestId("notice")).toHaveCount(2);
  await expect(detail.getByTestId("notice").first()).toContainText("No llegó");

  await page.goto(`${house.webUrl}/settings/notices`);
  await field.fill("");
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado")).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("");
});

test("who may not change settings reads them", async ({ page }) => {
  const business = await createBusiness(house, { agent: null });
  const viewer = await addMember(business.client, "viewer", business.key);
  await enterAs(page, viewer);
  await page.goto(`${house.webUrl}/settings/notices`);
  await expect(page.getByText("Sin configurar")).toBeVisible();
  await expect(page.getByRole("button", { name: "Guardar" })).toHaveCount(0);
});

test("an advisor reads the SMS on the sandbox's telephone, and opens the message from it", async ({
  page,
  context,
}) => {
  const business = await createBusiness(house, { agent: null });
  const { client, tenantId } = business;
  await addMobileNumber(business);
  const number = newMobile();
  const advisor = await client.ask("POST", "/api/advisors", advisorView, {
    name: "Marta Gil",
    number,
    notifyByEmail: false,
    notifyBySms: true,
  });
  const phones = await openPhones(context, number);
  const texts = phones.getByTestId("phone-1").getByTestId("texts");
  await expect(texts).toBeHidden();
  const messageId = await addMessage(tenantId, "Pregunta por el presupuesto");
  await client.ask("PATCH", `/api/messages/${messageId}`, messageView, { advisorId: advisor.id });
  await expect(texts).toContainText("Recado de Rosa Gil (+34600111222)");
  await enterAs(page, business);
  const link = await texts.getByRole("link").getAttribute("href");
  await page.goto(link ?? "");
  await expect(page.getByTestId("message-detail")).toContainText("Pregunta por el presupuesto");
  await expect(page.getByTestId("message-detail").getByTestId("notice")).toContainText("Enviado");
});
