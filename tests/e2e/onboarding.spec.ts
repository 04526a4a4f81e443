import { randomBytes, randomInt } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { act, freshCaller, house, ring, untilAwake } from "./house";
import { addWorld, changeAccount } from "./outgoing";

const PASSWORD = "tres gatos duermen al sol";

/** Accounts at both vendors that nobody has entered anywhere yet; Twilio's is on trial, as every new one. */
async function openVendorAccounts() {
  const key = randomBytes(6).toString("hex");
  const accounts = {
    accountSid: `AC${randomBytes(16).toString("hex")}`,
    authToken: randomBytes(16).toString("hex"),
    apiKey: `sk_${randomBytes(16).toString("hex")}`,
    number: `+3491${randomInt(10_000_000).toString().padStart(7, "0")}`,
  };
  const { accountSid, authToken, apiKey, number } = accounts;
  const owned = {
    sid: `PN${randomBytes(16).toString("hex")}`,
    phoneNumber: number,
    friendlyName: "Recepción",
  };
  await addWorld({
    twilio: { accounts: [{ accountSid, authToken, friendlyName: key, type: "Trial", numbers: [owned] }] },
    elevenlabs: { workspaces: [{ apiKey, name: key }] },
  });
  return accounts;
}

async function signUp(page: Page): Promise<void> {
  await page.goto(`${house.webUrl}/sign-up`);
  await untilAwake(page);
  await page.getByLabel("Nombre del negocio").fill("Podología Norte");
  await page.getByLabel("Su nombre").fill("Irene Vidal");
  await page
    .getByLabel("Correo electrónico")
    .fill(`irene-${randomBytes(6).toString("hex")}@podologia.example`);
  await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Crear la centralita" }).click();
}

const step = (page: Page, name: string) =>
  page.locator(`[data-testid="onboarding-step"][data-step="${name}"]`);
const goOn = (page: Page) => page.getByRole("link", { name: "Seguir", exact: true }).click();

test("a new business gets from nothing to a line that answers, without a console of any vendor", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const vendor = await openVendorAccounts();
  await signUp(page);

  await expect(step(page, "business")).toBeVisible();
  await untilAwake(page);
  await page.getByRole("button", { name: "Lunes a viernes, de 9 a 14 y de 16 a 20" }).click();
  await page.getByLabel("Sábado").check();
  await page.getByRole("button", { name: "Guardar y seguir" }).click();

  await expect(step(page, "accounts")).toBeVisible();
  const twilio = page.getByTestId("account-twilio");
  await twilio.getByLabel("Account SID").fill(vendor.accountSid);
  await twilio.getByLabel("Auth Token", { exact: true }).fill("0".repeat(32));
  await twilio.getByRole("button", { name: "Guardar y comprobar" }).click();
  await expect(twilio.getByText("El proveedor no lo acepta").first()).toBeVisible();
  await twilio.getByLabel("Auth Token", { exact: true }).fill(vendor.authToken);
  await twilio.getByRole("button", { name: "Guardar y comprobar" }).click();
  const trial = page.locator('[data-problem="twilio_trial"]');
  await expect(trial).toContainText("no puede llevar la voz de un agente");
  await changeAccount(vendor.accountSid, { type: "Full" });
  await twilio.getByRole("button", { name: "Comprobar de nuevo" }).click();
  await expect(trial).toHaveCount(0);

  const elevenLabs = page.getByTestId("account-elevenlabs");
  await elevenLabs.getByLabel("Clave de API", { exact: true }).fill(vendor.apiKey);
  await elevenLabs.getByRole("button", { name: "Guardar y comprobar" }).click();
  // Webhook, secret, tools and numbers are arranged before the way on opens.
  await expect(page.locator('[data-step="accounts"][data-state="done"]')).toBeVisible({ timeout: 60_000 });
  await goOn(page);

  await expect(step(page, "agent")).toBeVisible();
  await expect(page.getByLabel("Saludo")).toHaveValue(/Podología Norte/);
  await page.getByRole("button", { name: "Crear el agente" }).click();

  // Whoever leaves comes back to where they were.
  await expect(step(page, "number")).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "Seguir después" }).click();
  await page.getByRole("link", { name: "Seguir con la puesta en marcha" }).click();
  await expect(step(page, "number")).toBeVisible();
  const row = page.locator(`[data-testid="number-row"][data-phone-number="${vendor.number}"]`);
  await row.getByRole("combobox").first().selectOption({ label: "Recepción" });
  await expect(page.locator('[data-step="number"][data-state="done"]')).toBeVisible({ timeout: 30_000 });
  await goOn(page);

  await expect(step(page, "test")).toBeVisible();
  await expect(page.getByText("Esperando la llamada")).toBeVisible();
  const callSid = await ring(freshCaller(), vendor.number);
  await expect(page.getByText("Su línea funciona")).toBeVisible({ timeout: 30_000 });
  await act(callSid, "hangup");
  await goOn(page);

  await expect(step(page, "done")).toContainText("Su centralita está lista");
  await page.getByRole("button", { name: "Terminar e ir a Hoy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();
  await expect(page.getByText("Para que su línea funcione")).toHaveCount(0);
});

test("what comes later says what comes first, and back leads back", async ({ page }) => {
  await signUp(page);
  await expect(step(page, "business")).toBeVisible();
  await untilAwake(page);
  await page.getByRole("link", { name: /^Prueba/ }).click();
  await expect(step(page, "test")).toHaveAttribute("data-state", "blocked");
  await page.getByRole("link", { name: "Ir a Cuentas" }).click();
  await expect(step(page, "accounts")).toBeVisible();
  await page.goBack();
  await expect(step(page, "test")).toBeVisible();
  await page.getByRole("button", { name: "No necesito la guía" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Seguir con la puesta en marcha" })).toHaveCount(0);
});
