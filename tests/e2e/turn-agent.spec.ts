import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { house, signIn, untilAwake } from "./house";

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

/** A slider at one of its ends, then so many steps from there. */
async function setSlider(slider: Locator, end: "Home" | "End", steps: number): Promise<void> {
  await slider.press(end);
  for (let step = 0; step < steps; step += 1) await slider.press(end === "Home" ? "ArrowRight" : "ArrowLeft");
}

test("an agent that speaks in turns is made with a voice, a model and a pause, and is in force when it is saved", async ({
  page,
}) => {
  const name = `Comercial ${randomBytes(4).toString("hex")}`;
  await signIn(page);
  await page.goto(`${house.webUrl}/agents/new`);
  await untilAwake(page);
  const bar = page.getByTestId("publish-bar");
  await page.getByLabel("Nombre", { exact: true }).fill(name);
  await expect(page.getByText("Crearlo por mí")).toBeVisible();
  await page.getByRole("radio", { name: "Por turnos, con OpenAI" }).press("Space");

  // Nothing of ElevenLabs' agents is asked for any more; what the mode needs is.
  await expect(page.getByText("Crearlo por mí")).toBeHidden();
  await expect(page.getByText("Falta elegir una voz")).toBeVisible();
  await bar.getByRole("button", { name: "Crear agente" }).click();
  await expect(page.getByText("En este modo el agente necesita una voz: elija una.").first()).toBeVisible();
  await expectSound(page);

  await page.getByRole("button", { name: "Elegir voz" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Elegir / })
    .first()
    .click();
  await setSlider(page.getByRole("slider", { name: /Estabilidad/ }), "Home", 6);
  await setSlider(page.getByRole("slider", { name: /Velocidad/ }), "End", 2);
  await expect(page.getByRole("slider", { name: /Velocidad/ })).toHaveAttribute("aria-valuetext", "1,10×");
  await page.getByLabel("Modelo de lenguaje").fill("gpt 6");
  await page.getByLabel("Pausa que termina una frase").selectOption("2");
  await page.getByLabel("Deja sonar el teléfono").selectOption("40");
  await bar.getByRole("button", { name: "Crear agente" }).click();
  await expect(page.getByText("Escriba el nombre del modelo como lo llama OpenAI").first()).toBeVisible();
  await page.getByLabel("Modelo de lenguaje").fill("gpt-6.1-terra");
  await bar.getByRole("button", { name: "Crear agente" }).click();

  await expect(page).toHaveURL(/\/agents\/[0-9a-f-]{36}$/);
  await expect(bar.getByText("Guardado")).toBeVisible();
  await expect(page.getByRole("button", { name: /[Pp]ublicar/ })).toHaveCount(0);
  await page.reload();
  await untilAwake(page);
  await expect(page.getByRole("slider", { name: /Estabilidad/ })).toHaveValue("0.3");
  await expect(page.getByLabel("Modelo de lenguaje")).toHaveValue("gpt-6.1-terra");
  await expect(page.getByLabel("Pausa que termina una frase")).toHaveValue("2");

  await page.getByLabel("Pausa que termina una frase").selectOption({ label: "Automática" });
  await bar.getByRole("button", { name: "Guardar", exact: true }).click();
  await expect(page.getByText("Guardado. Vale desde la próxima llamada.")).toBeVisible();
  await bar.getByRole("button", { name: "Historial" }).click();
  const history = page.getByRole("dialog");
  await expect(history.getByText("2 segundos")).toBeVisible();
  await history.getByRole("button", { name: /Versión 1/ }).click();
  await expect(history.getByText("gpt-6.1-terra")).toBeVisible();
  await expect(history.getByText("Velocidad: 1,10×")).toBeVisible();
  await expectSound(page);
});

for (const look of [
  { language: "es", theme: "light", width: 1440 },
  { language: "en", theme: "dark", width: 390 },
] as const)
  test(`the form of a turn-based agent is sound in ${look.language}, ${look.theme}, ${look.width} px`, async ({
    browser,
  }, testInfo) => {
    const context = await browser.newContext({
      locale: look.language,
      colorScheme: look.theme,
      reducedMotion: "reduce",
      viewport: { width: look.width, height: 900 },
    });
    await context.addCookies([
      { name: "locale", value: look.language, url: house.webUrl },
      { name: "theme", value: look.theme, url: house.webUrl },
    ]);
    const page = await context.newPage();
    await signIn(page);
    await page.goto(`${house.webUrl}/agents/new`);
    await untilAwake(page);
    await page.getByRole("radio", { name: /Por turnos, con OpenAI|In turns, with OpenAI/ }).press("Space");
    await expect(page.getByLabel(/Modelo de lenguaje|Language model/)).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath("turn-agent.png"), fullPage: true });
    await expectSound(page);
    await context.close();
  });

test("a key of OpenAI is refused in words, kept by its end, and taken away again", async ({ page }) => {
  const apiKey = `sk-${randomBytes(12).toString("hex")}`;
  const world = await fetch(`${house.sandboxUrl}/control/world`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ openai: { apiKeys: [apiKey] } }),
  });
  expect(world.status).toBe(200);
  await signIn(page);
  await page.goto(`${house.webUrl}/settings/accounts`);
  await untilAwake(page);
  const card = page.getByTestId("account-openai");
  await expect(card).toContainText("Sin una clave propia se usa la de la centralita, si la tiene.");
  await card.getByRole("button", { name: "Conectar" }).click();
  await card.getByLabel("Clave de API").fill("sk-nobody-has-this-key");
  await card.getByRole("button", { name: "Guardar y comprobar" }).click();
  await expect(card.getByRole("alert")).toBeFocused();
  await expectSound(page);
  await card.getByLabel("Clave de API").fill(apiKey);
  await card.getByRole("button", { name: "Guardar y comprobar" }).click();
  await expect(card).toContainText("OpenAI aceptó la clave.");
  await expect(card).toContainText(apiKey.slice(-4));
  await card.getByRole("button", { name: "Quitar la cuenta" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quitar la cuenta de OpenAI" }).click();
  await expect(card).toContainText("Sin conectar");
});
