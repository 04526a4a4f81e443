import { expect, test } from "@playwright/test";
import { house, signIn, untilAwake } from "./house";

test("an agent is made from a template, given a number, and takes it back", async ({ page }) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/agents`);
  await page.getByRole("link", { name: "Nuevo agente" }).first().click();
  const name = `Turno de tarde ${Date.now()}`;
  await page
    .getByRole("link", { name: "Recepción de clínica, en español" })
    .or(page.getByRole("button", { name: "Recepción de clínica, en español" }))
    .first()
    .click();
  await page.getByLabel("Nombre", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Crear agente" }).click();
  await expect(page.getByText("Agente creado")).toBeVisible({ timeout: 20_000 });

  await page.goto(`${house.webUrl}/numbers`);
  await untilAwake(page);
  const free = page.getByLabel("Quién contesta el 910 00 00 03");
  await free.selectOption({ label: name }).catch(async () => {
    await free.click();
    await page.getByRole("option", { name }).click();
  });
  await expect(page.getByText(`${name} contesta ahora`)).toBeVisible();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(page.getByText("Como estaba.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Nadie contesta este número").first()).toBeVisible();
});

test("a wrong Twilio token is refused at its field and nothing is lost", async ({ page }) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/settings/accounts`);
  await untilAwake(page);
  await page.getByRole("button", { name: "Cambiar los datos" }).first().click();
  await page.getByLabel("Account SID").fill(`AC${"0".repeat(32)}`);
  await page.getByLabel("Auth Token").fill("f".repeat(32));
  await page.getByRole("button", { name: "Guardar y comprobar" }).click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByLabel("Account SID")).toHaveValue(`AC${"0".repeat(32)}`);
  await page.reload();
  await expect(page.getByText("Funciona").first()).toBeVisible();
});

test("an invited person joins with the link and sees only what the role allows", async ({
  page,
  browser,
}) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/settings/team`);
  await untilAwake(page);
  await page.getByRole("button", { name: "Invitar a una persona" }).first().click();
  const email = `sara-${Date.now()}@clinicasol.example`;
  await page.getByLabel("Correo electrónico").fill(email);
  await page.getByRole("button", { name: "Crear invitación" }).click();
  const link = await page.getByLabel("Enlace de invitación").inputValue();

  const context = await browser.newContext({ locale: "es-ES" });
  const guest = await context.newPage();
  await guest.goto(link);
  await untilAwake(guest);
  await guest.getByLabel("Su nombre").fill("Sara Prado");
  await guest.getByLabel("Elija una contraseña", { exact: true }).fill("cuatro barcos de papel");
  await guest.getByRole("button", { name: "Aceptar la invitación" }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();
  await guest.goto(`${house.webUrl}/agents`);
  await expect(guest.getByRole("link", { name: "Nuevo agente" })).toHaveCount(0);
  await context.close();

  await page.reload();
  await expect(page.getByText("Sara Prado").first()).toBeVisible();
});

test("language and theme change at once and stay after a reload; signing out closes the door", async ({
  page,
}) => {
  await signIn(page);
  await page.getByTestId("language-toggle").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Today" })).toBeVisible();
  await untilAwake(page);
  await page.getByTestId("language-toggle").first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();

  const dark = () => page.evaluate(() => document.documentElement.classList.contains("dark"));
  const before = await dark();
  await page.getByTestId("theme-toggle").first().click();
  await expect.poll(dark).toBe(!before);
  await page.reload();
  await expect.poll(dark).toBe(!before);

  await untilAwake(page);
  await page.getByRole("button", { name: /Su cuenta/ }).click();
  await page.getByRole("menuitem", { name: "Salir" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await page.goto(`${house.webUrl}/calls`);
  await expect(page).toHaveURL(/sign-in/);
});

test("keyboard alone: sign in, find a call, read it, go to the numbers", async ({ page }) => {
  await page.goto(`${house.webUrl}/sign-in`);
  await page.getByLabel("Correo electrónico").focus();
  await page.keyboard.type(house.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(house.password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();

  await untilAwake(page);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.type("Llamadas");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Llamadas" })).toBeVisible();
  await expect(page.getByTestId("call-row").first()).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("aparcamiento");
  await expect(page).toHaveURL(/q=aparcamiento/);
  await expect(page.getByTestId("call-row").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(
    page
      .getByTestId("turn")
      .filter({ hasText: /aparca/ })
      .first(),
  ).toBeVisible();

  await page.keyboard.press("Control+k");
  await page.keyboard.type("Números");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Números" })).toBeVisible();
});
