import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { MODES } from "@/lib/vocabulary";
import { READABLE_VOICE } from "../support/practice";
import { type Business, createBusiness } from "../support/tenant";
import { house, untilAwake } from "./house";
import { atPhone, enterAs, phoneCallTo, setPhone } from "./outgoing";

let calls = 0;

/** A Spanish mobile that nobody else in this run is called on, as E.164 and as people type it. */
function freshPerson(): { number: string; typed: string } {
  calls += 1;
  const national = `62${String(process.pid % 1000).padStart(3, "0")}${String(calls).padStart(4, "0")}`;
  return { number: `+34${national}`, typed: national };
}

async function openDial(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Llamar", exact: true }).first().click();
  await expect(page.getByTestId("dial-number")).toBeFocused();
}

async function call(page: Page, typed: string): Promise<void> {
  const dialog = page.getByTestId("dial-dialog");
  await page.getByTestId("dial-number").fill(typed);
  await dialog.getByLabel("Nombre de la persona").fill("Marta Ruiz");
  await dialog.getByRole("button", { name: "Llamar", exact: true }).click();
}

const progress = (page: Page, name: string) =>
  page.locator(`[data-testid="dial-progress"][data-progress="${name}"]`);

for (const mode of MODES) {
  test.describe(`calls in mode ${mode}`, () => {
    test.describe.configure({ mode: "serial", timeout: 180_000 });
    let business: Business;
    test.beforeAll(async () => {
      business = await createBusiness(house, {
        agent: { mode, ...(mode === "turns" ? { voiceId: READABLE_VOICE } : {}) },
      });
    });

    test("a patient is called, answers, and the strip takes over when the dialog is closed", async ({
      page,
    }) => {
      const person = freshPerson();
      await setPhone(person.number, "ring");
      await enterAs(page, business);
      await openDial(page);
      await call(page, person.typed);
      await expect(progress(page, "ringing")).toContainText("Suena el teléfono de Marta Ruiz");
      const callSid = await phoneCallTo(person.number);
      await atPhone(callSid, "answer");
      await expect(progress(page, "talking")).toBeVisible();
      if (mode === "bridge") {
        // ElevenLabs tells nothing of a call it carries before that is over.
        const lastSaid = page.getByRole("list", { name: "Lo último que se dijo" });
        await expect(lastSaid).toContainText("asistente");
        await atPhone(callSid, "say", { text: "Sí, confirmo mi cita. Gracias." });
        await expect(lastSaid).toContainText("confirmo mi cita");
      }

      await page.getByRole("button", { name: "Seguir en segundo plano" }).click();
      await expect(page.getByTestId("dial-dialog")).toHaveCount(0);
      await expect(page.getByTestId("live-strip")).toContainText("Marta Ruiz");
      await atPhone(callSid, "hangup");
      await expect(page.getByTestId("live-strip")).toHaveCount(0, { timeout: 20_000 });
    });

    test("a patient who declines, whose line is busy or who is away is said to be so, and can be called again", async ({
      page,
    }) => {
      const [declines, busy, away] = [freshPerson(), freshPerson(), freshPerson()];
      await setPhone(declines.number, "ring");
      await setPhone(busy.number, "busy");
      await setPhone(away.number, "no-answer");
      await enterAs(page, business);

      await openDial(page);
      await call(page, declines.typed);
      await expect(progress(page, "ringing")).toBeVisible();
      await atPhone(await phoneCallTo(declines.number), "reject");
      await expect(progress(page, "no_answer")).toContainText("rechazó la llamada");
      await page.getByRole("button", { name: "Llamar de nuevo" }).click();
      await expect(progress(page, "ringing")).toBeVisible();
      await page.getByRole("button", { name: "Colgar", exact: true }).click();
      await expect(progress(page, "ended_manually")).toBeVisible();
      await page.getByRole("button", { name: "Terminar" }).click();

      await openDial(page);
      await call(page, busy.typed);
      await expect(progress(page, "busy")).toContainText("El teléfono de Marta Ruiz comunica");
      await page.getByRole("button", { name: "Terminar" }).click();

      await openDial(page);
      await call(page, away.typed);
      await expect(progress(page, "no_answer")).toContainText("Marta Ruiz no contestó", { timeout: 60_000 });
    });

    test("whoever hangs up while it rings is told that the team ended the call", async ({ page }) => {
      const person = freshPerson();
      await setPhone(person.number, "ring");
      await enterAs(page, business);
      await openDial(page);
      await call(page, person.typed);
      await expect(progress(page, "ringing")).toBeVisible();
      await page.getByRole("button", { name: "Colgar", exact: true }).click();
      await expect(progress(page, "ended_manually")).toBeVisible({ timeout: 30_000 });
      await page.getByRole("link", { name: "Ver la llamada" }).click();
      await expect(page.getByText("Colgada por el equipo").filter({ visible: true }).first()).toBeVisible();
    });
  });
}

test("a number is grouped as it is typed, and what is wrong with it is said at once", async ({ page }) => {
  await enterAs(page, await createBusiness(house));
  await untilAwake(page);
  await openDial(page);
  const box = page.getByTestId("dial-number");
  await box.pressSequentially("612345678");
  await expect(box).toHaveValue("612 34 56 78");
  await expect(page.getByText("Número de España.")).toBeVisible();
  for (const [typed, words] of [
    ["+57 300 123 4567", "Su negocio no permite llamar a ese país"],
    ["803 123 456", "tarificación especial"],
    ["123456789", "Ese número no existe en ese país"],
  ] as const) {
    await box.fill(typed);
    await expect(page.getByText(words).first()).toBeVisible();
  }
  await box.fill("612 34");
  await page.getByRole("button", { name: "Llamar", exact: true }).last().click();
  await expect(page.getByText("Faltan cifras.").first()).toBeVisible();
  await expect(box).toHaveValue(/612 34/);
});

test("a link and the palette open the dialog with the number in it", async ({ page }) => {
  await enterAs(page, await createBusiness(house));
  await page.goto(`${house.webUrl}/calls?call=%2B34612345678`);
  await expect(page.getByTestId("dial-number")).toHaveValue("612 34 56 78");
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("dial-dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/calls$/);

  await page.keyboard.press("Control+k");
  await page.keyboard.type("613 222 333");
  await page.getByRole("option", { name: "Llamar al 613 222 333" }).click();
  await expect(page.getByTestId("dial-number")).toHaveValue("613 22 23 33");
});

for (const look of [
  { colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const) {
  test(`the dialog is sound at ${look.viewport.width} px, ${look.colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ ...look, locale: "es-ES", reducedMotion: "reduce" });
    const page = await context.newPage();
    await enterAs(page, await createBusiness(house));
    const sound = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`),
      ).toEqual([]);
    };
    await openDial(page);
    await page.getByText("Más opciones").click();
    await page.getByTestId("dial-number").fill("123456789");
    await expect(page.getByText("Ese número no existe en ese país").first()).toBeVisible();
    await sound();
    const person = freshPerson();
    await setPhone(person.number, "ring");
    await call(page, person.typed);
    await expect(progress(page, "ringing")).toBeVisible();
    await sound();
    await page.getByRole("button", { name: "Colgar", exact: true }).click();
    await expect(progress(page, "ended_manually")).toBeVisible();
    await context.close();
  });
}
