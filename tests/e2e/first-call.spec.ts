import { expect, test } from "@playwright/test";
import { CLINIC_NUMBER, expectAtClinic, freshCaller, house, liveCall, openPhones, signIn } from "./house";

const LOOKS = [
  { name: "at the desk, light", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "at the desk, dark", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "on a telephone, light", colorScheme: "light", viewport: { width: 390, height: 844 } },
] as const;

for (const look of LOOKS) {
  test(`a stranger rings the clinic and watches the call, ${look.name}`, async ({ browser }) => {
    const context = await browser.newContext({ ...look, locale: "es-ES" });
    const page = await context.newPage();
    await signIn(page);

    const number = freshCaller();
    await expectAtClinic(page, "Marta Gil Soto", number);
    const phones = await openPhones(context, number);
    const caller = phones.getByTestId("phone-1");
    await caller.getByTestId("dial-select").selectOption(CLINIC_NUMBER);
    await caller.getByTestId("call").click();
    await expect(caller.getByTestId("subtitles")).toContainText("Clínica Sol", { timeout: 20_000 });

    // No reload: the call came to the page by itself.
    const live = liveCall(page, number);
    await expect(live).toBeVisible();
    const callId = await live.getAttribute("data-call-id");
    await page.goto(`${house.webUrl}/calls/${callId}`);
    await expect(page.getByTestId("turn").first()).toContainText("Clínica Sol");

    await caller.getByTestId("say").fill("Hola, quiero confirmar mi cita de mañana");
    await caller.getByTestId("say-send").click();
    await expect(
      page.locator('[data-testid="turn"][data-role="caller"]', { hasText: "quiero confirmar mi cita" }),
    ).toBeVisible();
    await expect(caller.getByTestId("subtitles")).toContainText("nombre", { timeout: 20_000 });
    await caller.getByTestId("say").fill("Marta Gil");
    await caller.getByTestId("say-send").click();
    await expect(caller.getByTestId("subtitles")).toContainText("confirmada", { timeout: 20_000 });

    await caller.getByTestId("say").fill("Nada más, gracias. Adiós");
    await caller.getByTestId("say-send").click();
    const seen = (text: string | RegExp) => page.getByText(text).filter({ visible: true }).first();
    await expect(seen("Terminada")).toBeVisible({ timeout: 30_000 });
    await expect(seen("Cita confirmada")).toBeVisible();
    await expect(page.getByTestId("event-row").first()).toBeVisible();

    // What the vendor reports after the call arrives as well, and the words can be found again.
    await expect(seen(/confirmó su cita/)).toBeVisible({ timeout: 20_000 });
    await page.goto(`${house.webUrl}/calls?q=${encodeURIComponent("confirmar manana")}`);
    await expect(page.locator(`[data-testid="call-row"][data-call-id="${callId}"]`)).toBeVisible();
    await context.close();
  });
}

test("the receptionist hangs up, and the call says that the team ended it", async ({ page, context }) => {
  await signIn(page);
  const number = freshCaller();
  const phones = await openPhones(context, number);
  const caller = phones.getByTestId("phone-1");
  await caller.getByTestId("dial-select").selectOption(CLINIC_NUMBER);
  await caller.getByTestId("call").click();
  const live = liveCall(page, number);
  await expect(live).toBeVisible({ timeout: 20_000 });
  const callId = await live.getAttribute("data-call-id");
  await expect(caller.getByTestId("subtitles")).toContainText("Clínica Sol", { timeout: 20_000 });

  await live.getByRole("button", { name: /Colgar/ }).click();
  await page.getByRole("button", { name: "Colgar la llamada", exact: true }).click();
  await expect(page.locator(`[data-testid="live-call"][data-call-id="${callId}"]`)).toHaveCount(0, {
    timeout: 20_000,
  });
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await expect(page.getByText("Colgada por el equipo").filter({ visible: true }).first()).toBeVisible();
});
