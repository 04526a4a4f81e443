import { expect, type Page } from "@playwright/test";
import { z } from "zod";
import type { Business } from "../support/tenant";
import { until } from "../support/until";
import { house, untilAwake } from "./house";

type Behaviour = "ring" | "answer" | "reject" | "busy" | "no-answer" | "unreachable";

async function control(method: string, path: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${house.sandboxUrl}/control/${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** What the telephone with this number does when it is called. */
export async function setPhone(number: string, behaviour: Behaviour): Promise<void> {
  await control("POST", "phones", { number, behaviour });
}

/** What a person does with the telephone at the other end. */
export async function atPhone(
  callSid: string,
  deed: "answer" | "reject" | "say" | "hangup",
  body: object = {},
): Promise<void> {
  await control("POST", `calls/${callSid}/${deed}`, body);
}

const calls = z.object({ calls: z.array(z.object({ callSid: z.string(), to: z.string() })) });

/** The call that rings there, once it does. */
export function phoneCallTo(number: string): Promise<string> {
  return until(`a call to ${number}`, async () => {
    const listed = calls.parse(await control("GET", "calls"));
    return listed.calls.find(({ to }) => to === number)?.callSid;
  });
}

/** Accounts that come into being at the vendors. */
export async function addWorld(world: object): Promise<void> {
  await control("POST", "world", world);
}

/** What the passage of time, or its owner, does to an account of Twilio. */
export async function changeAccount(accountSid: string, change: object): Promise<void> {
  await control("POST", "accounts", { accountSid, ...change });
}

/** Opens the day of a business that was made without a browser, as its owner or whoever else is signed in. */
export async function enterAs(page: Page, business: Pick<Business, "client">): Promise<void> {
  const { cookie = "" } = business.client.headers();
  const cookies = cookie.split("; ").map((pair) => {
    const cut = pair.indexOf("=");
    return { name: pair.slice(0, cut), value: pair.slice(cut + 1), url: house.webUrl };
  });
  await page.context().addCookies(cookies);
  await page.goto(house.webUrl);
  await expect(page.getByRole("heading", { level: 1, name: "Hoy" })).toBeVisible();
  await untilAwake(page);
}
