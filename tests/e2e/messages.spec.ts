import { randomInt } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { advisorView } from "@/lib/advisors/schema";
import { sessionView } from "@/lib/tenants/schema";
import type { MessageKind, TranscriptState } from "@/lib/vocabulary";
import { openHouseDatabase } from "../integration/house-database";
import { addMember } from "../integration/members";
import { type Business, createBusiness } from "../support/tenant";
import { house } from "./house";
import { atPhone, enterAs, phoneCallTo, setPhone } from "./outgoing";

const database = openHouseDatabase(house.dataFolder);
test.afterAll(() => database.end());

interface Given {
  isUrgent?: boolean;
  dueInMinutes?: number;
  kind?: MessageKind;
  name?: string | null;
  number?: string | null;
  transcriptState?: TranscriptState;
}

/** As if a call had left it. */
async function addMessage(of: Business, text: string, given: Given = {}): Promise<string> {
  const { isUrgent = false, dueInMinutes = 60, kind = "message", name = "Rosa Gil" } = given;
  const { number = "+34600111222", transcriptState = null } = given;
  const [row] = await database<{ id: string }[]>`
    insert into messages (tenant_id, name, number, text, is_urgent, due_at, kind, transcript_state)
    values (${of.tenantId}, ${name}, ${number}, ${text}, ${isUrgent},
      now() + make_interval(mins => ${dueInMinutes}), ${kind}, ${transcriptState})
    returning id`;
  return row?.id ?? "";
}

const addAdvisor = (of: Business, name: string, given: object = {}) =>
  of.client.ask("POST", "/api/advisors", advisorView, {
    name,
    number: `+3460012${randomInt(1000, 9999)}`,
    ...given,
  });

const row = (page: Page, text: string) => page.getByTestId("message-row").filter({ hasText: text });
const tab = (page: Page, name: string) => page.getByRole("group").getByRole("button", { name });

test("a receptionist sees whom to call back and by when, does it, and may take it back", async ({ page }) => {
  const business = await createBusiness(house, { agent: null });
  await addMessage(business, "Se le cayó la funda", { isUrgent: true });
  await addMessage(business, "Pregunta por el presupuesto", { dueInMinutes: -30 });
  await addMessage(business, "Llamó y nadie pudo atenderle.", { kind: "missed_call", name: null });
  await enterAs(page, business);

  // The day says it, what is overdue first, and the menu counts it.
  const today = page.getByTestId("open-messages");
  await expect(today.getByTestId("message")).toHaveCount(3);
  await expect(today.getByTestId("message").first()).toContainText("Pregunta por el presupuesto");
  await expect(today.getByTestId("message").first()).toContainText(/Venció hace (29|30) min/);
  await expect(today.getByRole("link", { name: "1 llamada perdida hoy" })).toBeVisible();
  const count = page.getByTestId("open-message-count");
  await expect(count).toContainText("3 recados pendientes");

  await page.getByRole("link", { name: /^Recados/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Recados" })).toBeVisible();
  await expect(page.getByTestId("count-new")).toHaveText("3");
  await expect(page.getByTestId("message-row").first()).toContainText("Se le cayó la funda");
  await expect(row(page, "Se le cayó la funda").getByText("Urgente").filter({ visible: true })).toBeVisible();
  await expect(
    row(page, "Pregunta por el presupuesto").getByText("Vencido").filter({ visible: true }),
  ).toBeVisible();
  await expect(row(page, "nadie pudo atenderle")).toContainText("Llamada perdida");

  // Keys alone: the second row, open, done.
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const detail = page.getByTestId("message-detail");
  await expect(detail).toContainText("Pregunta por el presupuesto");
  await page.keyboard.press("e");
  await expect(row(page, "Pregunta por el presupuesto")).toHaveCount(0);
  await expect(detail.getByText("Hecho por Ana Prueba,")).toBeVisible();
  await expect(count).toContainText("2 recados pendientes");
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect(row(page, "Pregunta por el presupuesto")).toBeVisible();
  await expect(count).toContainText("3 recados pendientes");

  await detail.getByRole("button", { name: "Hecho", exact: true }).click();
  await tab(page, "Hechos").click();
  await expect(page).toHaveURL(/status=done/);
  await expect(row(page, "Pregunta por el presupuesto")).toContainText("Hecho por Ana Prueba");
  await page.reload();
  await expect(row(page, "Pregunta por el presupuesto")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/messages\?status=done$/);
});

test("work is shared out: who calls, by when, and what happened", async ({ page }) => {
  const business = await createBusiness(house, { agent: null });
  await addAdvisor(business, "Marta Gil");
  const { user } = await business.client.get("/api/session", sessionView);
  await addAdvisor(business, "Ana Prueba", { userId: user.id });
  const id = await addMessage(business, "Quiere cambiar su tratamiento");
  await addMessage(business, "Otra cosa");
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/messages/${id}`);
  const detail = page.getByTestId("message-detail");

  await detail.getByLabel("Asignado a").selectOption({ label: "Ana Prueba" });
  await page.getByRole("search").getByLabel("Asignado a").selectOption({ label: "Los míos" });
  await expect(page.getByTestId("message-row")).toHaveCount(1);
  await expect(row(page, "Quiere cambiar su tratamiento")).toContainText("Ana Prueba");
  await detail.getByLabel("Asignado a").selectOption({ label: "Marta Gil" });
  await expect(page.getByTestId("empty-state")).toContainText("Ningún recado coincide");
  await page.getByTestId("empty-state").getByRole("button", { name: "Quitar filtros" }).click();
  await expect(page.getByTestId("message-row")).toHaveCount(2);

  await detail.getByRole("button", { name: "Cambiar el plazo" }).click();
  await page.getByLabel("Día").fill("2098-03-03");
  await page.getByLabel("Hora").fill("1030");
  await page.getByRole("button", { name: "Guardar el plazo" }).click();
  await expect(detail.getByText("3 mar 2098, 10:30")).toBeVisible();

  await detail.getByRole("button", { name: "Me encargo" }).click();
  await expect(detail.getByText("A cargo de Ana Prueba")).toBeVisible();
  await expect(page.getByTestId("count-in_progress")).toHaveText("1");
  await detail.getByRole("textbox", { name: "Notas" }).fill("No contesta; vuelvo a probar a las seis.");
  await detail.getByRole("button", { name: "Añadir nota" }).click();
  await expect(page.getByTestId("message-note")).toContainText("No contesta; vuelvo a probar a las seis.");
  await expect(detail.getByRole("textbox", { name: "Notas" })).toHaveValue("");
  await page.reload();
  await expect(page.getByTestId("message-note")).toContainText("Ana Prueba");
});

test("one press calls back, and whoever looks on sees that somebody is at it", async ({ page, browser }) => {
  const business = await createBusiness(house);
  const caller = `+3462${randomInt(1_000_000, 9_999_999)}`;
  await setPhone(caller, "ring");
  const id = await addMessage(business, "Llamar por la tarde", { number: caller });
  await enterAs(page, business);
  const colleague = await (await browser.newContext()).newPage();
  await enterAs(colleague, business);
  await colleague.goto(`${house.webUrl}/messages`);
  await expect(colleague.getByTestId("count-new")).toHaveText("1");

  await page.goto(`${house.webUrl}/messages/${id}`);
  await page.getByTestId("message-detail").getByRole("button", { name: "Llamar", exact: true }).click();
  await expect(page.getByTestId("dial-dialog")).toBeVisible();
  const callSid = await phoneCallTo(caller);
  await expect(colleague.getByTestId("count-new")).toHaveText("0");
  await expect(colleague.getByTestId("count-in_progress")).toHaveText("1");
  await atPhone(callSid, "reject");
  await colleague.context().close();
});

test("who may only look sees everything and changes nothing; an unknown message says so", async ({
  page,
}) => {
  const business = await createBusiness(house, { agent: null });
  const id = await addMessage(business, "", { transcriptState: "pending", name: null, number: null });
  const viewer = await addMember(business.client, "viewer", business.key);
  await enterAs(page, viewer);
  await page.goto(`${house.webUrl}/messages/${id}`);
  const detail = page.getByTestId("message-detail");
  await expect(detail).toContainText("Transcribiendo…");
  await expect(detail).toContainText("Sin número para llamar");
  await expect(detail).toContainText("Nadie en particular");
  for (const name of ["Llamar", "Me encargo", "Hecho", "Cambiar el plazo", "Añadir nota"])
    await expect(detail.getByRole("button", { name, exact: true })).toHaveCount(0);
  await page.goto(`${house.webUrl}/messages/3f0c2a52-7a4e-4b8e-9b2b-0a4f1a2b3c4d`);
  await expect(page.getByTestId("message-detail")).toContainText("Este recado no existe");
});

for (const { language, theme, width } of [
  { language: "es", theme: "light", width: 1440 },
  { language: "en", theme: "dark", width: 390 },
] as const) {
  test(`messages are sound in ${language}, ${theme}, ${width} px`, async ({ browser }, testInfo) => {
    const business = await createBusiness(house, { agent: null });
    const context = await browser.newContext({
      colorScheme: theme,
      reducedMotion: "reduce",
      viewport: { width, height: 900 },
    });
    const page = await context.newPage();
    const look = async (name: string) => {
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} is wider than the screen`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`),
      ).toEqual([]);
      await testInfo.attach(name, { body: await page.screenshot(), contentType: "image/png" });
    };
    await enterAs(page, business);
    await context.addCookies([
      { name: "locale", value: language, url: house.webUrl },
      { name: "theme", value: theme, url: house.webUrl },
    ]);
    await page.goto(`${house.webUrl}/messages`);
    await expect(page.getByTestId("empty-state")).toBeVisible();
    await look("empty");

    await addMessage(
      business,
      "Quiere saber si el seguro cubre la ortodoncia de su hija.\nLlamar después de las seis.",
    );
    await addMessage(business, "Le duele mucho una muela desde anoche", { isUrgent: true, dueInMinutes: 40 });
    await addMessage(business, "Pregunta por el presupuesto", { dueInMinutes: -90 });
    await addMessage(business, "Llamó y nadie pudo atenderle.", { kind: "missed_call", name: null });
    await addMessage(business, "Colgó mientras esperaba a un asesor.", { kind: "hung_up_on_hold" });
    await page.reload();
    await expect(page.getByTestId("message-row")).toHaveCount(5);
    await look("new");
    await row(page, "Le duele mucho una muela").getByRole("link").first().click();
    await expect(page.getByTestId("message-detail")).toContainText("Le duele mucho una muela");
    await look("detail");
    await page.goto(house.webUrl);
    await expect(page.getByTestId("open-messages")).toBeVisible();
    await look("today");
    await context.close();
  });
}
