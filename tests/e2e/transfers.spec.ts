import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import { advisorView } from "@/lib/advisors/schema";
import { contactDetail } from "@/lib/contacts/schema";
import { teamView } from "@/lib/team/schema";
import { person, untilRings } from "../support/outbound";
import { newMobile, type PhoneCall } from "../support/telephone";
import { createBusiness, FIRST_MESSAGE, type Business } from "../support/tenant";
import { until } from "../support/until";
import { house, untilAwake } from "./house";
import { enterAs } from "./outgoing";

const CALLER = "Rosa Vidal Cano";

/** Somebody of the business whose telephone rings when an agent passes a call on. */
async function addAdvisor(
  business: Business,
  name: string,
  given: { isMember?: boolean; priority?: number; skills?: string[] } = {},
): Promise<string> {
  const { isMember = false, ...facts } = given;
  const number = await person(business.sandbox, "ring");
  const team = await business.client.get("/api/team", teamView);
  const userId = isMember ? team.members[0]?.userId : null;
  await business.client.ask("POST", "/api/advisors", advisorView, { name, number, userId, ...facts });
  return number;
}

/** A caller whom the business knows, greeted by the agent. */
async function greeted(business: Business): Promise<{ caller: PhoneCall; callId: string }> {
  const number = newMobile();
  await business.client.ask("POST", "/api/contacts", contactDetail, {
    name: CALLER,
    numbers: [{ number }],
    tags: ["ortodoncia"],
    notes: "Prefiere que le hablen despacio.",
  });
  const caller = await business.sandbox.dial(business.number, number);
  await caller.untilHeard(FIRST_MESSAGE);
  return { caller, callId: await business.findCallId(number) };
}

async function sound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)).toEqual(
    [],
  );
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

/** Presses 1 while the brief is heard. */
async function accept(advisor: PhoneCall): Promise<void> {
  await advisor.answer();
  await until("a key is asked for", async () =>
    (await advisor.detail()).documents.some(({ document }) => document.includes("<Gather")),
  );
  await advisor.press("1");
}

test("an operator passes a call on, and the advisor whose telephone rings sees who it is and hands it back", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const business = await createBusiness(house);
  const number = await addAdvisor(business, "Ana Prueba", { isMember: true, skills: ["facturación"] });
  await addAdvisor(business, "Luis Vega", { priority: 5 });
  const { caller, callId } = await greeted(business);
  await caller.say("Tengo una duda sobre una factura");
  await until("the caller's words are known", async () =>
    (await business.turns(callId)).some(({ role, text }) => role === "caller" && text !== ""),
  );
  await enterAs(page, business);
  const live = page.locator(`[data-testid="live-call"][data-call-id="${callId}"]`);
  await expect(live).toContainText(CALLER);

  // The key opens the same dialog as the button; what the caller said last is offered as the brief.
  await page.keyboard.press("t");
  const dialog = page.getByTestId("transfer-dialog");
  await expect(dialog.getByRole("radio", { name: "El que esté libre" })).toBeChecked();
  await expect(dialog.locator('[data-advisor="Ana Prueba"]')).toContainText("De turno");
  await expect(dialog.getByLabel(/^Qué oirá el asesor/)).toHaveValue(/Rosa Vidal Cano: «.*factura/);
  await sound(page);
  await dialog.getByRole("radio", { name: "facturación", exact: true }).check();
  await dialog.getByLabel(/^Motivo/).fill("Una factura repetida");
  await dialog.getByRole("button", { name: "Pasar la llamada" }).click();
  await expect(dialog).toHaveCount(0);

  const advisor = await untilRings(business.sandbox, number);
  await expect(live.getByTestId("waiting-for")).toContainText("En espera de Ana Prueba");
  await expect(live.getByRole("button", { name: /^Pasar a una persona/ })).toHaveCount(0);
  const incoming = page.getByTestId("incoming-transfer");
  await expect(incoming).toContainText(CALLER);
  await expect(incoming).toContainText("Una factura repetida");
  await sound(page);

  await accept(advisor);
  // Nobody is writing: the page opens by itself.
  await expect(page).toHaveURL(/\/transfers\//);
  const strip = page.getByTestId("transfer-strip");
  await expect(strip).toHaveAttribute("data-status", "connected", { timeout: 30_000 });
  await expect(page.getByTestId("transfer-page")).toContainText("Una factura repetida");
  await expect(page.getByTestId("transfer-caller")).toContainText("ortodoncia");
  await expect(page.getByRole("textbox", { name: "Notas", exact: true })).toHaveValue(/despacio/);
  await expect(page.getByRole("log")).toContainText("factura");
  await expect(incoming).toHaveCount(0);
  await sound(page);

  const note = page.getByRole("textbox", { name: "Nota del asesor" });
  await note.fill("Se le devuelve el importe.");
  await expect(page.getByText("Guardado")).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await sound(page);
  await page.getByRole("button", { name: "Volver con el agente" }).click();
  await expect(strip).toHaveAttribute("data-status", "returned_to_agent", { timeout: 30_000 });
  await expect(page.getByTestId("transfer-actions")).toHaveCount(0);
  await advisor.untilOver();
  await caller.hangUp();
  await business.untilEnded(callId);

  // Opened late it says what came of it.
  await page.reload();
  await untilAwake(page);
  await expect(strip).toContainText("volvió con el agente");
  await expect(note).toHaveValue("Se le devuelve el importe.");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("link", { name: "Ver la llamada" }).click();
  await expect(page.getByTestId("transfer")).toContainText("Se le devuelve el importe.");
  await expect(page.locator('[data-testid="event-row"][data-type="transfer_moved"]').first()).toContainText(
    "Ana Prueba",
  );
});

test("whoever does not take it is passed over, and the call shows each of them and how it ended", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const business = await createBusiness(house);
  await business.client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), { advisorRingSeconds: 10 });
  const first = await addAdvisor(business, "Ana Ruiz", { priority: 1 });
  const second = await addAdvisor(business, "Luis Vega", { priority: 2 });
  const third = await addAdvisor(business, "Eva Sanz", { priority: 3 });
  const { caller, callId } = await greeted(business);
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await untilAwake(page);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Pasar a una persona/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Pasar la llamada" }).click();

  const attempts = page.getByTestId("transfer-attempt");
  const ana = await untilRings(business.sandbox, first);
  await expect(attempts).toHaveCount(1);
  await expect(attempts.first()).toContainText("Ana Ruiz");
  await ana.reject();
  const luis = await untilRings(business.sandbox, second);
  await expect(attempts).toHaveCount(2);
  await expect(attempts.nth(1)).toHaveAttribute("data-status", "ringing");

  // Somebody else is to be tried without waiting for the end of the ringing.
  await page.getByRole("button", { name: "Probar con otro asesor" }).click();
  const eva = await untilRings(business.sandbox, third);
  await luis.untilOver();
  await expect(attempts.nth(1)).toHaveAttribute("data-status", "canceled");
  await accept(eva);
  await expect(page.getByTestId("transfer-strip")).toHaveAttribute("data-status", "connected", {
    timeout: 30_000,
  });

  await page.getByRole("button", { name: "Terminar la llamada" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Terminar la llamada" }).click();
  await expect(page.getByTestId("transfer-strip")).toHaveAttribute("data-status", "completed", {
    timeout: 30_000,
  });
  await Promise.all([eva.untilOver(), caller.untilOver()]);
  await expect(page.getByTestId("transfer-actions")).toHaveCount(0);
  const rows = page.locator('[data-testid="event-row"][data-type="transfer_moved"]');
  for (const name of ["Ana Ruiz", "Luis Vega", "Eva Sanz"])
    await expect(rows.filter({ hasText: name }).first()).toBeVisible();
  await sound(page);
});

test("whoever is writing is not taken away, and the notice waits at the side of the page", async ({
  page,
}) => {
  test.setTimeout(120_000);
  const business = await createBusiness(house);
  const number = await addAdvisor(business, "Ana Prueba", { isMember: true });
  const { caller, callId } = await greeted(business);
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/contacts`);
  await untilAwake(page);
  await page.getByRole("searchbox").fill("Rosa");
  await business.client.send("POST", `/api/calls/${callId}/transfers`, { reason: "Pregunta por precios" });
  const advisor = await untilRings(business.sandbox, number);
  const incoming = page.getByTestId("incoming-transfer");
  await expect(incoming).toContainText("Pregunta por precios");
  await accept(advisor);
  await expect(incoming).toContainText("Está en una llamada", { timeout: 30_000 });
  await expect(page).toHaveURL(/\/contacts/);
  await incoming.getByRole("link", { name: "Abrir" }).click();
  await expect(page.getByTestId("transfer-page")).toContainText("Pregunta por precios");
  await caller.hangUp();
  await expect(page.getByTestId("transfer-strip")).toHaveAttribute("data-status", "completed", {
    timeout: 30_000,
  });
});
