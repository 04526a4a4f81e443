import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { act, freshCaller, house, liveCall, ring, signIn } from "./house";

/** A whole call, told to nobody but the telephone; answers our id of it. */
async function talk(page: Page): Promise<string> {
  const number = freshCaller();
  const callSid = await ring(number);
  const live = liveCall(page, number);
  await expect(live).toBeVisible({ timeout: 20_000 });
  const callId = (await live.getAttribute("data-call-id")) ?? "";
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await expect(page.getByTestId("turn").first()).toContainText("Clínica Sol", { timeout: 20_000 });
  await act(callSid, "say", { text: "¿Qué horario tienen?" });
  await expect(page.getByTestId("turn").filter({ hasText: "Nuestro horario" })).toBeVisible({
    timeout: 20_000,
  });
  await act(callSid, "say", { text: "No, nada más. Adiós." });
  await expect(page.getByText("Terminada").filter({ visible: true }).first()).toBeVisible({
    timeout: 30_000,
  });
  return callId;
}

const spoken = (page: Page) => page.locator('[data-testid="turn"][aria-current="true"]');

test("the sound of a call comes to its page by itself and is heard along the transcript, with keys alone", async ({
  page,
}) => {
  await signIn(page);
  const callId = await talk(page);
  // No reload: the recording arrives after the call.
  const player = page.getByTestId("player");
  await expect(player).toHaveAttribute("data-phase", "ready", { timeout: 30_000 });

  await page.locator("body").press("Space");
  await expect(player.getByRole("button", { name: "Pausar" })).toBeVisible();
  await expect(spoken(page)).toContainText("Clínica Sol");
  await page.locator("body").press("Space");
  await expect(player.getByRole("button", { name: "Reproducir" })).toBeVisible();

  const answer = page.getByTestId("turn").filter({ hasText: "Nuestro horario" });
  await answer.getByRole("button", { name: /^Oír desde/ }).press("Enter");
  await expect(spoken(page)).toContainText("Nuestro horario");
  await player.getByRole("button", { name: "Pausar" }).press("Space");
  await expect(player.getByRole("button", { name: "Reproducir" })).toBeVisible();

  const position = player.getByRole("slider", { name: "Posición en el audio" });
  await position.press("Home");
  await expect(position).toHaveAttribute("aria-valuetext", /^0:00 de /);
  await player.getByRole("combobox", { name: "Velocidad" }).selectOption("2");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  // On a telephone, with the other colours; a tap on what was said plays it.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await expect(player).toHaveAttribute("data-phase", "ready");
  await page.getByText("¿Qué horario tienen?", { exact: true }).last().click();
  await expect(spoken(page)).toContainText("¿Qué horario tienen?");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});
