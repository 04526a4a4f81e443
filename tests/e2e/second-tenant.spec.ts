import { expect, test } from "@playwright/test";
import { act, freshCaller, house, ring, signIn, untilAwake } from "./house";

test("a new business sees nothing of the clinic's calls, not even while they happen", async ({ browser }) => {
  const ownContext = await browser.newContext({ locale: "es-ES" });
  const own = await ownContext.newPage();
  await signIn(own);

  const context = await browser.newContext({ locale: "es-ES" });
  const page = await context.newPage();
  await page.goto(`${house.webUrl}/sign-up`);
  await untilAwake(page);
  await page.getByLabel("Nombre del negocio").fill("Podología Norte");
  await page.getByLabel("Su nombre").fill("Irene Vidal");
  await page.getByLabel("Correo electrónico").fill(`irene-${Date.now()}@podologia.example`);
  await page.getByLabel("Contraseña", { exact: true }).fill("tres gatos duermen al sol");
  await page.getByRole("button", { name: "Crear la centralita" }).click();
  // A new business is led through its set-up; it can be left at any point.
  await expect(page.getByTestId("onboarding-step")).toHaveAttribute("data-step", "business");
  await page.getByRole("link", { name: "Seguir después" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();
  await expect(page.getByText("Conecte la cuenta de Twilio")).toBeVisible();

  const caller = freshCaller();
  const callSid = await ring(caller);
  const live = own
    .getByTestId("live-call")
    .filter({ has: own.getByRole("button", { name: `Colgar la llamada de ${caller}` }) });
  await expect(live).toBeVisible({ timeout: 20_000 });
  const callId = await live.getAttribute("data-call-id");

  // The owner's page shows it by now: what were to leak would have leaked.
  await expect(page.getByTestId("live-call")).toHaveCount(0);
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await expect(page.getByTestId("turn")).toHaveCount(0);
  await expect(page.getByText("Clínica Sol")).toHaveCount(0);
  await page.goto(`${house.webUrl}/calls`);
  await expect(page.getByTestId("empty-state")).toBeVisible();
  await expect(page.getByTestId("call-row")).toHaveCount(0);
  await page.goto(`${house.webUrl}/numbers`);
  await expect(page.getByTestId("empty-state")).toBeVisible();

  await act(callSid, "hangup");
  await ownContext.close();
  await context.close();
});

test("an owner of two businesses switches, and each keeps to itself", async ({ page }) => {
  await signIn(page);
  await page.getByTestId("tenant-switcher").click();
  await page
    .getByRole("menuitemradio", { name: "Salón Magnolia" })
    .or(page.getByRole("menuitem", { name: "Salón Magnolia" }))
    .first()
    .click();
  await expect(page.getByTestId("tenant-switcher")).toContainText("Salón Magnolia");
  await page.goto(`${house.webUrl}/numbers`);
  await expect(page.getByText("910 00 00 01")).toHaveCount(0);
  await expect(page.getByText("(601) 0000001").first()).toBeVisible();
  await page.goto(`${house.webUrl}/agents`);
  await expect(page.getByText("Magnolia").first()).toBeVisible();
  await untilAwake(page);
  await page.getByTestId("tenant-switcher").click();
  await page
    .getByRole("menuitemradio", { name: "Clínica Sol" })
    .or(page.getByRole("menuitem", { name: "Clínica Sol" }))
    .first()
    .click();
  await expect(page.getByTestId("tenant-switcher")).toContainText("Clínica Sol");
});
