import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { freshCaller, house, signIn, untilAwake } from "./house";

const mark = `${process.pid}${Date.now() % 100_000}`;

async function openContacts(page: Page, search = ""): Promise<void> {
  await page.goto(`${house.webUrl}/contacts${search}`);
  await untilAwake(page);
}

async function addContact(page: Page, name: string, number: string): Promise<void> {
  await page.getByRole("button", { name: "Nuevo contacto" }).click();
  await page.getByLabel("Nombre", { exact: true }).fill(name);
  await page.getByLabel("Teléfono 1", { exact: true }).fill(number);
  await page.getByRole("button", { name: "Crear contacto" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

const row = (page: Page, name: string) => page.getByTestId("contact-row").filter({ hasText: name });

test("a contact is added with its faults shown, found while typing, changed, and its notes save themselves", async ({
  page,
}) => {
  await signIn(page);
  await openContacts(page);
  const name = `Rosa Núñez ${mark}`;
  const number = freshCaller();
  await page.getByRole("button", { name: "Nuevo contacto" }).click();
  await page.getByLabel("Teléfono 1", { exact: true }).fill("12");
  await page.getByRole("button", { name: "Crear contacto" }).click();
  const summary = page.getByRole("dialog").getByRole("alert");
  await expect(summary).toContainText("Nombre");
  await page.getByLabel("Nombre", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Crear contacto" }).click();
  await expect(summary).toContainText("No es un número de teléfono");
  await page.getByLabel("Teléfono 1", { exact: true }).fill(number);
  await page.getByRole("textbox", { name: /^Etiquetas/ }).fill(`vip ${mark}, ortodoncia`);
  await page.getByRole("button", { name: "Crear contacto" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(/\/contacts\/[0-9a-f-]{36}/);

  await page.getByRole("textbox", { name: "Notas" }).fill("Alergia al látex.");
  await expect(page.getByText("Guardado", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Editar" }).click();
  await page.getByLabel("Correo").fill(`rosa-${mark}@example.com`);
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByRole("link", { name: `rosa-${mark}@example.com` })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Notas" })).toHaveValue("Alergia al látex.");

  await openContacts(page);
  await page.keyboard.press("/");
  await page.keyboard.type(`nunez ${mark.slice(0, 6)}`);
  await expect(row(page, name)).toBeVisible();
  await expect(page).toHaveURL(/q=nunez/);
  await expect(page.getByTestId("contact-row")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/contacts\?q=nunez/);
  await openContacts(page, `?tag=vip+${mark}`);
  await expect(page.getByTestId("contact-row")).toHaveCount(1);
});

test("who does not want to be called is not offered to be called, and may change their mind", async ({
  page,
}) => {
  await signIn(page);
  await openContacts(page);
  const name = `Sin Llamadas ${mark}`;
  await addContact(page, name, freshCaller());
  await page.getByRole("button", { name: "Llamar", exact: true }).last().click();
  await expect(page.getByTestId("dial-dialog")).toBeVisible();
  await expect(page.getByLabel("Nombre de la persona")).toHaveValue(name);
  await page.getByRole("button", { name: "Cancelar" }).click();

  await page.getByRole("button", { name: "Más acciones" }).click();
  await page.getByRole("menuitem", { name: "No llamar más" }).click();
  await page.getByLabel("Motivo").fill("Lo pidió en recepción.");
  await page.getByRole("button", { name: "No llamar más" }).click();
  await expect(page.getByText("No se le puede llamar desde")).toBeVisible();
  await expect(page.getByText("Lo pidió en recepción.")).toBeVisible();
  await expect(page.getByText("A este número no se llama")).toBeVisible();
  await expect(page.locator("article").getByRole("button", { name: "Llamar", exact: true })).toHaveCount(0);
  await openContacts(page, `?doNotCall=true&q=${mark}`);
  await expect(row(page, name)).toContainText("No llamar");

  await row(page, name).getByRole("link").click();
  await page.getByRole("button", { name: "Permitir llamadas" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Permitir llamadas" }).click();
  await expect(page.getByText("No se le puede llamar desde")).toHaveCount(0);

  await page.getByRole("button", { name: "Anotar", exact: true }).click();
  await page.getByLabel("Para qué").selectOption("marketing");
  await page.getByLabel("Decisión").selectOption("refused");
  await page.getByRole("dialog").getByRole("button", { name: "Anotar" }).click();
  await expect(page.getByRole("table", { name: "Consentimientos" })).toContainText("Rechaza");
});

test("two contacts of one person become one, and one is erased with all that is theirs", async ({ page }) => {
  await signIn(page);
  await openContacts(page);
  const [kept, other] = [`Quedada ${mark}`, `Sobrante ${mark}`];
  const [first, second] = [freshCaller(), freshCaller()];
  await addContact(page, other, second);
  await openContacts(page);
  await addContact(page, kept, first);
  await page.getByRole("button", { name: "Más acciones" }).click();
  await page.getByRole("menuitem", { name: "Unir con otro contacto" }).click();
  await page.getByLabel("El otro contacto").fill(`sobrante ${mark}`);
  await page.getByRole("dialog").getByRole("button", { name: other }).click();
  await expect(page.getByText(`la ficha de ${other} desaparece`)).toBeVisible();
  await page.getByRole("button", { name: "Unir los dos" }).click();
  await expect(page.getByText(`Unidos: queda ${kept}.`)).toBeVisible();
  const callable = page.locator("article").getByRole("button", { name: "Llamar", exact: true });
  await expect(callable).toHaveCount(2);

  await page.getByRole("button", { name: "Más acciones" }).click();
  await page.getByRole("menuitem", { name: "Borrar contacto" }).click();
  await expect(page.getByText("ninguna llamada · ninguna grabación")).toBeVisible();
  await page.getByRole("button", { name: "Borrar contacto y todo lo suyo" }).click();
  await expect(page).toHaveURL(/\/contacts$/);
  await openContacts(page, `?q=${encodeURIComponent(kept)}`);
  await expect(page.getByText("Nadie coincide")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`list, card and dialogs have no fault that axe finds (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await signIn(page);
    await openContacts(page);
    await addContact(page, `Ejemplar ${colorScheme} ${mark}`, freshCaller());
    const faults = async () =>
      (await new AxeBuilder({ page }).analyze()).violations.map(
        ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`,
      );
    expect(await faults()).toEqual([]);
    await page.getByRole("button", { name: "Editar" }).click();
    await page.getByText("Más datos").click();
    await page.getByRole("button", { name: "Añadir dato" }).click();
    expect(await faults()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Anotar", exact: true }).click();
    expect(await faults()).toEqual([]);
  });
}
