import { expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { z } from "zod";
import type { House } from "../support/house.mjs";

/** Addresses and demo login of the running house. */
export const house = JSON.parse(process.env["CENTRALITA_E2E"] ?? "{}") as Omit<House, "stop" | "output">;

export const CLINIC_NUMBER = "+34910000001";

export async function signIn(
  page: Page,
  person = { email: house.email, password: house.password },
): Promise<void> {
  await page.goto(`${house.webUrl}/sign-in`);
  await untilAwake(page);
  await page.getByLabel(/Correo electrónico|E-mail/).fill(person.email);
  await page.getByLabel(/^(Contraseña|Password)$/).fill(person.password);
  await page.getByRole("button", { name: /^(Entrar|Sign in)$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Hoy|Today/ })).toBeVisible();
  await untilAwake(page);
}

/** The page is drawn by the server first; a person is slower than React, a test is not. */
export async function untilAwake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__react"));
  });
}

/** The sandbox's page with two telephones, the first with a number of its own so that tests do not share a line. */
export async function openPhones(context: BrowserContext, number: string): Promise<Page> {
  const phones = await context.newPage();
  await phones.goto(`${house.sandboxUrl}/phones?a=${encodeURIComponent(number)}`);
  return phones;
}

/** Among the calls of all tests, the one with this number. */
export function liveCall(page: Page, number: string): Locator {
  return page
    .getByTestId("live-call")
    .filter({ has: page.getByRole("button", { name: `Colgar la llamada de ${number}` }) });
}

let calls = 0;

/** A telephone number nobody else in this run calls from. */
export function freshCaller(): string {
  calls += 1;
  return `+3461${String(process.pid % 1000).padStart(3, "0")}${String(calls).padStart(4, "0")}`;
}

/** Rings a number without a page, as if somebody dialled. */
export async function ring(from: string, to = CLINIC_NUMBER): Promise<string> {
  const answer = await fetch(`${house.sandboxUrl}/control/calls`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from, to }),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { callSid: string }).callSid;
}

export async function act(callSid: string, deed: "say" | "hangup", body: object = {}): Promise<void> {
  const answer = await fetch(`${house.sandboxUrl}/control/calls/${callSid}/${deed}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

/** Until these words have reached the ear of whoever rang: before that the house still says that it records. */
export async function untilHeard(callSid: string, words: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const answer = await fetch(`${house.sandboxUrl}/control/calls/${callSid}`);
        const { heard } = call.parse(await answer.json());
        return heard.map(({ text }) => text).join("\n");
      },
      { timeout: 30_000 },
    )
    .toContain(words);
}

/** Somebody whom the clinic expects the day after tomorrow, or as soon after as there is a free time. */
export async function expectAtClinic(page: Page, name: string, number: string): Promise<void> {
  const ask = async <Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    data?: object,
  ): Promise<z.output<Schema>> => {
    const answer = await page.request.fetch(`${house.webUrl}${path}`, { method, ...(data ? { data } : {}) });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    return schema.parse(z.object({ data: z.unknown() }).parse(await answer.json()).data);
  };
  const { id: contactId } = await ask("POST", "/api/contacts", row, { name, numbers: [{ number }] });
  const [service] = await ask("GET", "/api/services", z.array(row));
  const from = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const free = await ask(
    "GET",
    `/api/appointments/slots?serviceId=${service?.id ?? ""}&from=${from}&days=7`,
    z.array(z.object({ startsAt: z.string(), staff: row })),
  );
  // Tests book at the same time: each takes a free time of its own by chance.
  const slot = free[Math.floor(Math.random() * free.length)];
  await ask("POST", "/api/appointments", row, {
    contactId,
    staffId: slot?.staff.id,
    serviceId: service?.id,
    startsAt: slot?.startsAt,
  });
}

const row = z.object({ id: z.string() });
const call = z.object({ heard: z.array(z.object({ text: z.string() })) });
