import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { house, signIn } from "./house";

const PAGES = [
  "/",
  "/calls",
  "/calls?q=zzzzzz",
  "/contacts",
  "/contacts?q=zzzzzz",
  "/appointments",
  "/appointments?view=week",
  "/agents",
  "/agents/new",
  "/numbers",
  "/messages",
  "/messages?state=done",
  "/settings/webhooks",
  "/settings/agenda",
  "/settings/advisors",
  "/settings/notices",
  "/settings/analysis",
  "/settings/voice",
  "/contacts/import",
  "/settings/business",
  "/settings/accounts",
  "/settings/health",
  "/settings/team",
  "/settings/account",
  "/settings/api",
  "/analytics",
  "/analytics?from=2020-01-01&to=2020-01-31",
  "/settings/calls",
  "/transfers/00000000-0000-4000-8000-000000000000",
  "/onboarding/business",
  "/onboarding/accounts",
  "/onboarding/agent",
  "/onboarding/number",
  "/onboarding/test",
  "/onboarding/done",
];
const PUBLIC_PAGES = [
  "/sign-in",
  "/sign-up",
  `/invitation?token=${"x".repeat(43)}`,
  "/reference",
  "/nowhere",
];

const LOOKS = [
  { language: "es", theme: "light", width: 1440 },
  { language: "en", theme: "dark", width: 1440 },
  { language: "en", theme: "light", width: 390 },
  { language: "es", theme: "dark", width: 390 },
] as const;

for (const { language, theme, width } of LOOKS) {
  test(`every page is sound in ${language}, ${theme}, ${width} px`, async ({ browser }, testInfo) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({
      locale: language === "es" ? "es-ES" : "en-GB",
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height: 900 },
    });
    await context.addCookies([
      { name: "locale", value: language, url: house.webUrl },
      { name: "theme", value: theme, url: house.webUrl },
    ]);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
    page.on("console", (message) => {
      // A refused or missing thing is logged by the browser itself; what our code says is what counts.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        complaints.push(`${page.url()}: ${message.text()}`);
      }
    });

    const visit = async (path: string) => {
      await page.goto(house.webUrl + path);
      await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${path}: ${id}: ${nodes.map((node) => node.html).join(" | ")}`),
      ).toEqual([]);
      await testInfo.attach(`${path.replaceAll(/\W+/g, "-")}.png`, {
        body: await page.screenshot(),
        contentType: "image/png",
      });
    };

    for (const path of PUBLIC_PAGES) await visit(path);
    await signIn(page);
    for (const path of PAGES) await visit(path);
    const [agent] = await page.evaluate(
      async () => ((await (await fetch("/api/agents")).json()) as { data: { id: string }[] }).data,
    );
    const [call] = await page.evaluate(
      async () =>
        ((await (await fetch("/api/calls?limit=1&status=completed")).json()) as { data: { id: string }[] })
          .data,
    );
    await visit(`/agents/${agent?.id}`);
    await visit(`/calls/${call?.id}`);
    const [transfer] = await page.evaluate(
      async () => ((await (await fetch("/api/transfers")).json()) as { data: { id: string }[] }).data,
    );
    if (transfer) await visit(`/transfers/${transfer.id}`);
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test("the telephones' page is sound", async ({ page }) => {
  await page.goto(`${house.sandboxUrl}/phones`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual(
    [],
  );
});
