import { expect, test } from "@playwright/test";
import { act, freshCaller, house, liveCall, ring, signIn, untilAwake } from "./house";

test("while the live feed is away the page says so, and catches up by itself when it is back", async ({
  page,
}) => {
  await page.route("**/api/live?*", (route) => route.abort());
  await signIn(page);
  await expect(page.getByText("Reconectando…").first()).toBeVisible();
  const caller = freshCaller();
  const callSid = await ring(caller);
  await page.unroute("**/api/live?*");
  const live = liveCall(page, caller);
  await expect(live).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Reconectando…")).toHaveCount(0);
  await act(callSid, "hangup");
  await expect(live).toHaveCount(0, { timeout: 20_000 });
});

test("a list that cannot be loaded says so and can be asked for again", async ({ page }) => {
  await signIn(page);
  await page.goto(`${house.webUrl}/calls`);
  await expect(page.getByTestId("call-row").first()).toBeVisible();
  await untilAwake(page);
  const broken = "**/api/calls?*";
  await page.route(broken, (route) => route.fulfill({ status: 500, json: { success: false } }));
  await page.getByRole("searchbox").fill("gracias");
  const trouble = page.getByTestId("error-state");
  await expect(trouble).toBeVisible({ timeout: 30_000 });
  await page.unroute(broken);
  await trouble.getByRole("button").first().click();
  await expect(page.getByTestId("call-row").first()).toBeVisible();
});
