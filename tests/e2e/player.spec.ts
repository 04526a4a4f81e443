import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { act, freshCaller, house, liveCall, ring, signIn, untilAwake } from "./house";

declare global {
  interface Window {
    /** Which side of the recording was let through, by its place. */
    heardSides: (number | undefined)[];
  }
}

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
}, testInfo) => {
  await page.addInitScript(() => {
    window.heardSides = [];
    window.AudioContext = class extends AudioContext {
      override createChannelSplitter(sides?: number): ChannelSplitterNode {
        const splitter = super.createChannelSplitter(sides);
        const connect = splitter.connect.bind(splitter);
        return Object.assign(splitter, {
          connect: (to: AudioNode, side?: number) => {
            window.heardSides.push(side);
            return connect(to, side);
          },
        });
      }
    };
  });
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

  // Both sides stand apart, and one can be heard alone.
  await expect(player.locator("[data-channel]")).toHaveText(["Persona al teléfono", "Agente o asesor"]);
  await expect(player.locator(".canvases > div")).toHaveCount(2);
  const who = player.getByRole("combobox", { name: "Quién se oye" });
  await who.selectOption("Solo: Agente o asesor");
  await who.selectOption("Solo: Persona al teléfono");
  expect(await page.evaluate(() => window.heardSides)).toEqual([1, 0]);
  await who.selectOption("Ambos");
  expect(await page.evaluate(() => window.heardSides)).toEqual([1, 0]);

  // From turn to turn, with keys and with buttons.
  await page.getByRole("heading", { name: "Conversación" }).click();
  await expect(async () => {
    // The greeting may begin with the recording, or a moment after it.
    await page.locator("body").press(".");
    await expect(spoken(page)).toContainText("¿Qué horario tienen?", { timeout: 1500 });
  }).toPass();
  await player.getByRole("button", { name: "Intervención siguiente" }).press("Enter");
  await expect(spoken(page)).toContainText("Nuestro horario");
  await page.locator("body").press(",");
  await expect(spoken(page)).toContainText("¿Qué horario tienen?");
  await expect(player.getByRole("button", { name: "Reproducir" })).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath("player.png") });

  // On a telephone, with the other colours; a tap on what was said plays it.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await expect(player).toHaveAttribute("data-phase", "ready");
  await expect(player.getByRole("combobox", { name: "Velocidad" })).toHaveValue("2");
  await page.getByText("¿Qué horario tienen?", { exact: true }).last().click();
  await expect(spoken(page)).toContainText("¿Qué horario tienen?");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.screenshot({ path: testInfo.outputPath("player-small.png") });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBe(0);
});

test("a recording is taken away by whom the business lets, and deleted by an admin, who is told what is lost", async ({
  page,
  browser,
}) => {
  await signIn(page);
  const callId = await talk(page);
  const player = page.getByTestId("player");
  await expect(player).toHaveAttribute("data-phase", "ready", { timeout: 30_000 });
  const link = player.getByRole("link", { name: "Descargar la grabación" });
  const address = new URL((await link.getAttribute("href")) ?? "", house.webUrl).href;
  const download = page.waitForEvent("download");
  await link.press("Enter");
  expect((await download).suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d .*\.wav$/);
  const file = await readFile(await (await download).path());
  expect([file.toString("latin1", 0, 4), file.readUInt16LE(22)]).toEqual(["RIFF", 2]);

  const operator = await joinAsOperator(page, browser);
  await operator.goto(`${house.webUrl}/calls/${callId}`);
  await expect(operator.getByTestId("player")).toHaveAttribute("data-phase", "ready");
  await expect(operator.getByRole("link", { name: "Descargar la grabación" })).toHaveCount(0);
  await expect(operator.getByRole("button", { name: "Borrar la grabación" })).toHaveCount(0);
  expect((await operator.request.get(address)).status()).toBe(403);
  await operator.context().close();

  await page.goto(`${house.webUrl}/calls/${callId}`);
  await untilAwake(page);
  await player.getByRole("button", { name: "Borrar la grabación" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "¿Borrar esta grabación?" });
  await expect(dialog).toContainText("La transcripción y el resumen de la llamada se conservan.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole("button", { name: "Borrar la grabación" }).click();
  await expect(player).toBeHidden();
  await expect(page.getByTestId("turn").first()).toBeVisible();
  await expect(
    page.getByTestId("event-row").filter({ hasText: "porque lo pidió una persona del equipo" }),
  ).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});

async function joinAsOperator(admin: Page, browser: Browser): Promise<Page> {
  await admin.goto(`${house.webUrl}/settings/team`);
  await untilAwake(admin);
  await admin.getByRole("button", { name: "Invitar a una persona" }).first().click();
  await admin.getByLabel("Correo electrónico").fill(`rosa-${randomUUID()}@clinicasol.example`);
  await admin.getByRole("combobox", { name: "Puesto" }).selectOption("Recepción");
  await admin.getByRole("button", { name: "Crear invitación" }).click();
  const invitation = await admin.getByLabel("Enlace de invitación").inputValue();
  const context = await browser.newContext({ locale: "es-ES" });
  const guest = await context.newPage();
  await guest.goto(invitation);
  await untilAwake(guest);
  await guest.getByLabel("Su nombre").fill("Rosa Marín");
  await guest.getByLabel("Elija una contraseña", { exact: true }).fill("cinco faroles en la niebla");
  await guest.getByRole("button", { name: "Aceptar la invitación" }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();
  return guest;
}
