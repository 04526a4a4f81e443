import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { person, place } from "../support/outbound";
import { READABLE_VOICE } from "../support/practice";
import { type Business, createBusiness } from "../support/tenant";
import { house, untilAwake } from "./house";
import { enterAs } from "./outgoing";

const LOOKS = [
  { language: "es", theme: "light", width: 1440, card: "Si contesta una máquina", who: "Contestó un buzón" },
  { language: "en", theme: "dark", width: 390, card: "If a machine answers", who: "Voicemail answered" },
] as const;

// What is shown then was set and called before.
test.describe.configure({ mode: "serial" });

let business: Business;
test.beforeAll(async () => {
  business = await createBusiness(house, {
    agent: { type: "outbound", voiceId: READABLE_VOICE, firstMessage: "Hola, soy la asistente virtual." },
  });
});

async function expectSound(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
}

test("a mailbox gets the message that was written for it, and the call says who answered", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/agents/${business.agent.id}`);
  await untilAwake(page);
  const card = page.getByRole("region", { name: "Si contesta una máquina" });
  await expect(card.getByLabel("Mensaje")).toBeHidden();
  await card.getByLabel("Qué hace").selectOption({ label: "Dejar un mensaje" });
  await expect(card.getByText("Sin mensaje, el agente cuelga.")).toBeVisible();
  await card.getByLabel("Mensaje").fill("Hola, {{contact_name}}. Llámenos mañana, por favor.");
  const heard = page.waitForResponse((answer) => answer.url().endsWith("/machine-message/preview"));
  await card.getByRole("button", { name: "Escuchar el mensaje" }).click();
  expect((await heard).headers()["content-type"]).toBe("audio/wav");
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await page.getByTestId("publish-bar").getByRole("button", { name: "Guardar y publicar" }).click();
  expect((await saved).status()).toBe(200);

  const to = await person(business.sandbox, "mailbox");
  const { id } = await place(business, { to, contactName: "Rosa" });
  await page.goto(`${house.webUrl}/calls/${id}`);
  await untilAwake(page);
  const facts = page.getByLabel("Datos de la llamada");
  await expect(facts).toContainText("Buzón de voz", { timeout: 60_000 });
  await expect(facts).toContainText("Contestó un buzón");
  const said = page.getByTestId("event-row").filter({ hasText: "Contestó un buzón: se dejó el mensaje" });
  await expect(said).toBeVisible();
  await expect(page.getByTestId("event-row").filter({ hasText: "Sonó el mensaje" })).toBeVisible();
  await page.goto(`${house.webUrl}/calls?answeredBy=machine`);
  await expect(page.getByTestId("call-row")).toHaveCount(1);
});

for (const look of LOOKS) {
  test(`what is shown of machines is sound in ${look.language}, ${look.theme}, ${look.width} px`, async ({
    browser,
  }, testInfo) => {
    const page = await enter(browser, look);
    await page.goto(`${house.webUrl}/agents/${business.agent.id}`);
    await untilAwake(page);
    const card = page.getByRole("region", { name: look.card });
    await card.scrollIntoViewIfNeeded();
    await expect(card.getByRole("textbox")).toBeVisible();
    await expectSound(page);
    await page.screenshot({ path: testInfo.outputPath(`agent-${look.width}.png`) });
    await page.goto(`${house.webUrl}/calls?answeredBy=machine`);
    await untilAwake(page);
    await expect(page.getByTestId("call-row").first()).toContainText(look.who);
    await expectSound(page);
    await page.screenshot({ path: testInfo.outputPath(`calls-${look.width}.png`) });
    await page.context().close();
  });
}

async function enter(browser: Browser, { language, theme, width }: (typeof LOOKS)[number]): Promise<Page> {
  const context = await browser.newContext({
    locale: "es-ES",
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
  return page;
}
