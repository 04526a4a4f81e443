import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { pcm16, tones, wavFile } from "../support/wav";
import { house, signIn, untilAwake } from "./house";

/** A business of its own: what one test writes must not be what another reads. */
async function openVoiceSettings(page: Page): Promise<void> {
  await page.goto(`${house.webUrl}/sign-up`);
  await untilAwake(page);
  await page.getByLabel("Nombre del negocio").fill("Estética Coral");
  await page.getByLabel("Su nombre").fill("Nuria Vives");
  await page.getByLabel("Correo electrónico").fill(`nuria-${randomBytes(6).toString("hex")}@coral.example`);
  await page.getByLabel("Contraseña", { exact: true }).fill("siete barcas vuelven tarde");
  await page.getByRole("button", { name: "Crear la centralita" }).click();
  await expect(page.getByTestId("onboarding-step")).toHaveAttribute("data-step", "business");
  await page.goto(`${house.webUrl}/settings/voice`);
  await untilAwake(page);
}

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

const row = (page: Page, name: string) =>
  page.getByRole("list", { name: "Frases" }).getByRole("listitem").filter({ hasText: name });

const music = (seconds: number) => ({
  name: "Olas.wav",
  mimeType: "audio/wav",
  buffer: wavFile({
    format: 1,
    bits: 16,
    sampleRateHz: 16_000,
    data: pcm16(tones(16_000, seconds, [{ hz: 440, height: 0.3 }])),
  }),
});

test("a sentence is rewritten by keyboard, corrected where it is wrong, and put back with one press", async ({
  page,
}) => {
  await openVoiceSettings(page);
  const brief = row(page, "Aviso al asesor");
  await expect(brief).toContainText("Llamada de negocio. resumen. Pulse uno para atenderla.");
  await brief.getByRole("button", { name: "Cambiar: Aviso al asesor" }).press("Enter");
  const text = brief.getByLabel("Texto");
  await expect(text).toBeFocused();
  await text.fill("Le llaman de {nadie}");
  await text.press("Control+Enter");
  await expect(brief).toContainText("«nadie» no tiene valor en esta frase");
  await expectSound(page);

  await text.fill("Llaman por ");
  await brief.getByRole("button", { name: "motivo" }).press("Enter");
  await expect(text).toHaveValue("Llaman por {reason}");
  await expect(text).toBeFocused();
  await page.keyboard.type(".");
  await brief.getByRole("button", { name: "Guardar frase" }).press("Enter");
  await expect(brief.getByRole("button", { name: "Cambiar: Aviso al asesor" })).toBeFocused();
  await expect(brief).toContainText("Llaman por motivo.");
  await expect(brief).toContainText("Propia");

  await brief.getByRole("button", { name: "Volver a la frase original" }).press("Enter");
  await expect(brief).toContainText("Llamada de negocio");
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(brief).toContainText("Llaman por motivo.");

  // English has words of its own.
  await page.getByRole("button", { name: "Inglés" }).click();
  await expect(brief).toContainText("A call from negocio.");
  await brief.getByRole("button", { name: "Cambiar: Aviso al asesor" }).click();
  await text.press("Escape");
  await expect(text).toBeHidden();
});

test("a sentence is heard in the agent's voice, and why it cannot be is said", async ({ page }) => {
  await openVoiceSettings(page);
  await row(page, "Antes del tono").getByRole("button", { name: "Escuchar: Antes del tono" }).click();
  await expect(page.getByText("Ningún agente tiene voz todavía")).toBeVisible();

  // The demo's agents have voices.
  await page.context().clearCookies();
  await signIn(page);
  await page.goto(`${house.webUrl}/settings/voice`);
  await untilAwake(page);
  const spoken = page.waitForResponse((answer) => answer.url().endsWith("/api/sentences/preview"));
  const before = row(page, "Antes del tono");
  await before.getByRole("button", { name: "Escuchar: Antes del tono" }).click();
  expect((await spoken).headers()["content-type"]).toBe("audio/wav");
  await before.getByRole("button", { name: "Detener: Antes del tono" }).click();
  await expect(before.getByRole("button", { name: "Escuchar: Antes del tono" })).toBeVisible();
});

test("music is brought along, heard, chosen and deleted", async ({ page }) => {
  await openVoiceSettings(page);
  const tracks = page.getByRole("group", { name: "Música que se oye" });
  await expect(tracks.getByRole("radio", { name: /Calma/ })).toBeChecked();
  await page.getByRole("button", { name: "Elegir archivo" }).click();
  await expect(page.getByText("Confirme que su negocio puede usar esta música")).toBeVisible();
  await expectSound(page);

  const give = async (file: ReturnType<typeof music>) => {
    await page.getByRole("checkbox", { name: /Mi negocio tiene permiso/ }).check();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Elegir archivo" }).click();
    await (await chooser).setFiles(file);
  };
  await give(music(3));
  await expect(page.getByText("Dura menos de cinco segundos")).toBeVisible();
  await give(music(7));
  await expect(tracks.getByRole("radio", { name: /Olas/ })).toBeVisible();
  await expect(tracks).toContainText("0:07 · Subida por Nuria Vives");
  await expect(page.getByText("Dura menos de cinco segundos")).toBeHidden();

  await tracks.getByRole("button", { name: "Escuchar: Olas" }).click();
  await expect(tracks.getByRole("button", { name: "Detener: Olas" })).toBeVisible();
  // Another one silences it.
  await tracks.getByRole("button", { name: "Escuchar: Luminosa" }).click();
  await expect(tracks.getByRole("button", { name: "Escuchar: Olas" })).toBeVisible();
  await tracks.getByRole("button", { name: "Detener: Luminosa" }).click();

  await tracks.getByRole("radio", { name: /Olas/ }).check();
  await expect(page.getByText("Ahora se oye «Olas».")).toBeVisible();
  await page.reload();
  await untilAwake(page);
  await expect(tracks.getByRole("radio", { name: /Olas/ })).toBeChecked();
  await tracks.getByRole("button", { name: "Borrar: Olas" }).click();
  const dialog = page.getByRole("dialog", { name: "Borrar «Olas»" });
  await expect(dialog).toContainText("en su lugar sonará la música incluida");
  await dialog.getByRole("button", { name: "Borrar pista" }).click();
  await expect(dialog).toBeHidden();
  await expect(tracks.getByRole("radio", { name: /Calma/ })).toBeChecked();
});

test("how long people wait for one another is kept, on a telephone's screen and in the dark too", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await openVoiceSettings(page);
  await expectSound(page);
  const form = page.getByRole("form", { name: "Desvíos y recados" });
  await expect(form.getByLabel("Cuánto suena el teléfono del asesor")).toHaveValue("");
  await form.getByLabel("Cuánto suena el teléfono del asesor").selectOption("20 segundos");
  await form.getByLabel("Asesores que se prueban").fill("11");
  await form.getByLabel("Duración máxima del recado").selectOption("5 minutos");
  await form.getByRole("button", { name: "Guardar" }).click();
  await expect(form.getByRole("alert")).toContainText("Como máximo 10");
  await form.getByLabel("Asesores que se prueban").fill("2");
  await form.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado.")).toBeVisible();
  await page.reload();
  await untilAwake(page);
  await expect(form.getByLabel("Cuánto suena el teléfono del asesor")).toHaveValue("20");
  await expect(form.getByLabel("Asesores que se prueban")).toHaveValue("2");
  await expect(form.getByLabel("Duración máxima del recado")).toHaveValue("300");
});
