import { randomBytes } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { house, signIn, untilAwake } from "./house";

interface Look {
  language: "es" | "en";
  theme: "light" | "dark";
  width: number;
}

const WIDE: Look = { language: "es", theme: "light", width: 1440 };
const SMALL: Look = { language: "en", theme: "dark", width: 390 };

async function openPage(browser: Browser, { language, theme, width }: Look): Promise<Page> {
  const context = await browser.newContext({
    locale: language,
    colorScheme: theme,
    reducedMotion: "reduce",
    viewport: { width, height: 900 },
  });
  await context.addCookies([
    { name: "locale", value: language, url: house.webUrl },
    { name: "theme", value: theme, url: house.webUrl },
  ]);
  return context.newPage();
}

/** A business of its own: what one test sets must not be what another's calls are recorded by. */
async function openBusiness(page: Page, country: string): Promise<void> {
  await page.goto(`${house.webUrl}/sign-up`);
  await untilAwake(page);
  await page.getByLabel(/^(Nombre del negocio|Business name)$/).fill("Estética Duna");
  await page.getByLabel(/^(País|Country)$/).selectOption(country);
  await page.getByLabel(/^(Su nombre|Your name)$/).fill("Alba Rey");
  await page
    .getByLabel(/^(Correo electrónico|E-mail)$/)
    .fill(`alba-${randomBytes(6).toString("hex")}@duna.example`);
  await page.getByLabel(/^(Contraseña|Password)$/).fill("ocho puertas dan al patio");
  await page.getByRole("button", { name: /^(Crear la centralita|Create the switchboard)$/ }).click();
  await expect(page.getByTestId("onboarding-step")).toHaveAttribute("data-step", "business");
  await page.goto(`${house.webUrl}/settings/business`);
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

test("what is said before a call is recorded is chosen with the law of the country beside it", async ({
  browser,
}, testInfo) => {
  const page = await openPage(browser, WIDE);
  await openBusiness(page, "ES");
  const form = page.getByRole("form", { name: "Grabación" });
  await expect(form.getByRole("radio", { name: /^Según el país/ })).toBeChecked();
  await expect(form).toContainText("En España basta con informar (RGPD, art. 13, y LOPDGDD, art. 11).");
  await expect(form).toContainText("Esta llamada se graba para atenderle mejor.");
  await form.getByRole("radio", { name: /^Informar y pedir el acuerdo/ }).check();
  await expect(form).toContainText("entendemos que está de acuerdo");
  await form.getByRole("radio", { name: /^No decir nada/ }).check();
  await expect(form).toContainText("Grabar sin decirlo puede ser ilegal");
  await expect(form).not.toContainText("entendemos que está de acuerdo");
  await page.screenshot({ path: testInfo.outputPath("none.png"), fullPage: true });
  await expectSound(page);
  await form.getByRole("radio", { name: /^Informar y pedir el acuerdo/ }).check();
  await form.getByLabel("Audio de las llamadas").selectOption("No guardarlo");
  await expect(form).toContainText("no se graba nada y no se dice nada");
  await form.getByLabel("Audio de las llamadas").selectOption("Guardarlo");

  const days = form.getByLabel("Conservar las grabaciones");
  await days.fill("0");
  await form.getByRole("button", { name: "Guardar" }).click();
  await expect(form.getByRole("alert")).toContainText("Conservar las grabaciones: Como mínimo 1.");
  await days.fill("90");
  await form.getByLabel("Quién puede descargarlas").selectOption("También recepción");
  await form.getByRole("checkbox", { name: /^Borrar la copia de Twilio/ }).uncheck();
  await form.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Grabación: cambios guardados.")).toBeVisible();
  await page.reload();
  await untilAwake(page);
  await expect(form.getByRole("radio", { name: /^Informar y pedir el acuerdo/ })).toBeChecked();
  await expect(days).toHaveValue("90");
  await expect(form.getByLabel("Quién puede descargarlas")).toHaveValue("operator");
  await expect(form.getByRole("checkbox", { name: /^Borrar la copia de Twilio/ })).not.toBeChecked();
  await page.screenshot({ path: testInfo.outputPath("recording.png"), fullPage: true });
  await expectSound(page);

  // Nothing in the field is for ever.
  await days.fill("");
  await form.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Grabación: cambios guardados.")).toBeVisible();
  await page.reload();
  await untilAwake(page);
  await expect(days).toHaveValue("");
  await page.context().close();
});

test("a business where people have to agree is warned of saying less, on a telephone's screen and in the dark", async ({
  browser,
}, testInfo) => {
  const page = await openPage(browser, SMALL);
  await openBusiness(page, "MX");
  const form = page.getByRole("form", { name: "Recording" });
  await expect(form).toContainText("In Mexico the person has to agree");
  await expect(form).toContainText("we take it that you agree");
  await form.getByRole("radio", { name: /^Inform It is said/ }).check();
  await expect(form).toContainText("Informing may not be enough");
  await form.getByRole("radio", { name: /^Say nothing/ }).check();
  await expect(form).toContainText("In Mexico the law asks for the person’s agreement");
  await expect(form).toContainText("Recording without a word may be illegal");
  await page.screenshot({ path: testInfo.outputPath("recording.png"), fullPage: true });
  await expectSound(page);
  await page.context().close();
});

test("the notice is heard in the voice that callers hear", async ({ browser }) => {
  const page = await openPage(browser, WIDE);
  await signIn(page);
  await page.goto(`${house.webUrl}/settings/business`);
  await untilAwake(page);
  const form = page.getByRole("form", { name: "Grabación" });
  const spoken = page.waitForResponse((answer) => answer.url().endsWith("/api/sentences/preview"));
  await form.getByRole("button", { name: "Escuchar el aviso" }).click();
  expect((await spoken).headers()["content-type"]).toBe("audio/wav");
  await form.getByRole("button", { name: "Detener el aviso" }).click();
  await expect(form.getByRole("button", { name: "Escuchar el aviso" })).toBeVisible();
  await page.context().close();
});

test("every tab of the settings is in sight on a desk's screen", async ({ browser }, testInfo) => {
  const page = await openPage(browser, WIDE);
  await signIn(page);
  await page.goto(`${house.webUrl}/settings/business`);
  await untilAwake(page);
  const tabs = page.getByRole("navigation", { name: "Apartados de los ajustes" }).getByRole("link");
  expect(await tabs.count()).toBeGreaterThan(12);
  for (const tab of await tabs.all()) await expect(tab).toBeInViewport({ ratio: 1 });
  await page.screenshot({ path: testInfo.outputPath("tabs.png") });
  await page.context().close();
});
