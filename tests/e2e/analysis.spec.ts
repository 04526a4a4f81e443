import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import {
  act,
  CLINIC_NUMBER,
  freshCaller,
  house,
  liveCall,
  ring,
  signIn,
  untilAwake,
  untilHeard,
} from "./house";

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

test("what is looked for in calls is written, refused where it is wrong, and kept", async ({ page }) => {
  await signIn(page, { email: "demo@centralita.example", password: house.password });
  await page.goto(`${house.webUrl}/settings/analysis`);
  await untilAwake(page);
  const fields = page.getByRole("region", { name: "Datos propios" });
  await fields.getByRole("button", { name: "Añadir un dato" }).click();
  const row = fields.getByRole("group", { name: "Dato 1" });
  await row.getByLabel("Nombre").fill("Seguro médico");
  await row.getByLabel("Clave").focus();
  await expect(row.getByLabel("Clave")).toHaveValue("seguro_medico");
  await row.getByLabel("Tipo").selectOption("Una de varias opciones");
  await row.getByLabel("Opciones").fill("Sanitas");
  await fields.getByRole("button", { name: "Guardar los datos" }).click();
  await expect(fields.getByRole("alert")).toContainText("al menos dos opciones");
  await expectSound(page);
  await row.getByLabel("Opciones").fill("Sanitas\nAdeslas");
  await fields.getByRole("button", { name: "Guardar los datos" }).click();
  await expect(page.getByText("Datos guardados.")).toBeVisible();

  const phrases = page.getByRole("region", { name: "Frases que ningún agente dice" });
  await phrases.getByLabel("Frases prohibidas").fill("sin dolor\nSin dolor");
  await phrases.getByRole("button", { name: "Guardar las frases" }).click();
  await expect(phrases.getByRole("alert")).toContainText("Está repetido");
  await phrases.getByLabel("Frases prohibidas").fill("sin dolor");
  await phrases.getByRole("button", { name: "Guardar las frases" }).click();
  await expect(page.getByText("Frases guardadas.")).toBeVisible();
  await page.reload();
  await expect(phrases.getByLabel("Frases prohibidas")).toHaveValue("sin dolor");
  await expect(row.getByLabel("Clave")).toHaveValue("seguro_medico");
  // Other tests look at this business too.
  await phrases.getByLabel("Frases prohibidas").fill("");
  await phrases.getByRole("button", { name: "Guardar las frases" }).click();
  await fields.getByRole("button", { name: "Quitar Seguro médico" }).click();
  await fields.getByRole("button", { name: "Guardar los datos" }).click();
  await expect(fields.getByText("Todavía no hay ningún dato propio.")).toBeVisible();
});

test("a call says what it was about once it is over, and is corrected in place", async ({ page }) => {
  await signIn(page);
  const caller = freshCaller();
  const callSid = await ring(caller, CLINIC_NUMBER);
  await expect(liveCall(page, caller)).toBeVisible({ timeout: 30_000 });
  await untilHeard(callSid, "Clínica Sol");
  await act(callSid, "say", { text: "¿Cuál es el horario de los sábados?" });
  await liveCall(page, caller).getByRole("link").first().click();
  await expect(page.getByText("¿Cuál es el horario de los sábados?").first()).toBeVisible({
    timeout: 30_000,
  });
  await act(callSid, "hangup");

  const card = page.getByRole("region", { name: "Análisis" });
  await expect(card.getByText("Hecho por")).toBeVisible({ timeout: 60_000 });
  await expect(card).toContainText("Información");
  await expect(page.getByText(/Modelo de lenguaje \(OpenAI\): /)).toBeVisible();
  await expectSound(page);

  await card.getByRole("button", { name: "Corregir" }).click();
  await card.getByLabel("Resultado").selectOption("Interesado");
  await card.getByLabel("Resumen").fill("Preguntó por los sábados.");
  await expectSound(page);
  await card.getByRole("button", { name: "Guardar" }).click();
  await expect(card).toContainText("Preguntó por los sábados.");
  await expect(card).toContainText("Interesado");
  await expect(card).toContainText("Corregido por");

  await card.getByRole("button", { name: "Analizar otra vez" }).click();
  await expect(page.getByText("Se está analizando otra vez.")).toBeVisible();
  await expect(card).toContainText("Preguntó por los sábados.");
});
