import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import type postgres from "postgres";
import { openHouseDatabase } from "../integration/house-database";
import { hurryLine } from "../support/line";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { type Business, createBusiness } from "../support/tenant";
import { house, untilAwake } from "./house";
import { enterAs } from "./outgoing";

const LOOKS = [
  {
    language: "es",
    theme: "light",
    width: 1440,
    down: "ElevenLabs no está disponible desde",
    callers: "Quien llama deja un recado después de la señal.",
    offered: "Quien llama pulsa 1 para hablar con una persona, o deja un recado.",
  },
  {
    language: "en",
    theme: "dark",
    width: 390,
    down: "ElevenLabs has been unavailable since",
    callers: "Callers leave a message after the tone.",
    offered: "Callers press 1 to speak with a person, or leave a message.",
  },
] as const;

let database: postgres.Sql;
test.beforeAll(() => {
  database = openHouseDatabase(house.dataFolder);
});
test.afterAll(() => database.end());

async function setOutage({ sandbox, apiKey }: Business, isDown: boolean): Promise<void> {
  await sandbox.control("POST", "outages", { service: "elevenlabs", key: apiKey, isDown });
}

/** Workers ask again and again meanwhile. */
async function hurryUntil(business: Business, isSo: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await hurryLine(database, business.tenantId);
    await isSo();
  }).toPass({ timeout: 60_000 });
}

for (const look of LOOKS) {
  test(`whoever opens the day learns that a vendor is down and what callers get, and when it is over (${look.language}, ${look.theme}, ${look.width} px)`, async ({
    browser,
  }, testInfo) => {
    test.setTimeout(180_000);
    const business = await createBusiness(house, { agent: { voiceId: READABLE_VOICE } });
    const page = await enter(browser, business, look);
    await untilAwake(page);
    await hurryLine(database, business.tenantId);
    const notice = page.getByTestId("line-notice");
    await expect(notice).toHaveCount(0);

    await setOutage(business, true);
    await hurryUntil(business, () => expect(page.getByText(look.down)).toBeVisible({ timeout: 1000 }));
    await expect(notice).toHaveText(look.callers);
    await expect(page.getByTestId("health-notice")).toHaveCount(0);
    await addAdvisors(business, "accept");
    await expect(notice).toHaveText(look.offered);
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.screenshot({ path: testInfo.outputPath(`line-${look.width}.png`) });

    await setOutage(business, false);
    await hurryUntil(business, () => expect(notice).toHaveCount(0, { timeout: 1000 }));
    await page.context().close();
  });
}

async function enter(
  browser: Browser,
  business: Business,
  { language, theme, width }: (typeof LOOKS)[number],
): Promise<Page> {
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
  await page.reload();
  return page;
}
