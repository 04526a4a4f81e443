import { expect, test } from "@playwright/test";
import { act, freshCaller, liveCall, ring, signIn, untilHeard } from "./house";

test("an emergency is on today's page while the call goes on, until somebody says they have seen to it", async ({
  page,
}) => {
  await signIn(page);
  const caller = freshCaller();
  const callSid = await ring(caller);
  await expect(liveCall(page, caller)).toBeVisible({ timeout: 30_000 });
  await untilHeard(callSid, "Clínica Sol");
  await act(callSid, "say", { text: "Mi marido se ha desmayado y no respira." });

  const waiting = page
    .getByTestId("needs-person")
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: `Marcar como atendida la llamada de ${caller}` }) });
  await expect(waiting).toContainText("Dijo: «Mi marido se ha desmayado y no respira.»", { timeout: 30_000 });
  await expect(waiting).toContainText("Posible urgencia médica");
  const news = page.locator("[data-sonner-toast]").filter({ hasText: "Posible urgencia médica" });
  await expect(news.first()).toBeVisible();
  await act(callSid, "hangup");

  await waiting.getByRole("link", { name: "Ver la llamada" }).click();
  const notice = page.getByTestId("attention-notice");
  await expect(notice).toContainText("Mi marido se ha desmayado");
  // Who looks at it need not be told any more.
  await expect(news).toHaveCount(0);
  await notice.getByRole("button", { name: "Atendida" }).click();
  await expect(notice).toContainText("Atendida por");
  await notice.getByRole("button", { name: "Volver a pendientes" }).click();
  await expect(notice.getByRole("button", { name: "Atendida" })).toBeVisible();

  await page.getByRole("navigation").getByRole("link", { name: "Hoy" }).first().click();
  await waiting.getByRole("button", { name: /^Marcar como atendida/ }).click();
  await expect(waiting).toHaveCount(0);
});
