import { type BrowserContext, expect, type Locator, type Page, test } from "@playwright/test";
import { z } from "zod";
import { advisorView } from "@/lib/advisors/schema";
import { messageView, noticeView } from "@/lib/messages/schema";
import { addMember, type Member } from "../integration/members";
import { addMobileNumber } from "../support/mobile-number";
import { tell } from "../support/outbound";
import { addAdvisors, READABLE_VOICE } from "../support/practice";
import { newMobile } from "../support/telephone";
import { type Business, createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";
import { house, untilAwake } from "./house";
import { enterAs } from "./outgoing";

const ADVISOR = "Ana Ruiz";
const BRIEF_END = "Pulse uno";
/** A telephone rings for seconds, and a conversation has the pace of speech. */
test.setTimeout(240_000);

interface Story {
  business: Business;
  /** Whose telephone is the second of the page. */
  member: Member;
  advisorNumber: string;
  callerNumber: string;
  /** The dashboard, as that member sees it. */
  page: Page;
  caller: Locator;
  advisor: Locator;
}

interface Cast {
  ringSeconds?: number;
  notifyBySms?: boolean;
  /** Who is asked before the member. */
  priority?: number;
}

/** A business with an agent, the page with two telephones, and a member to whom the second of them belongs. */
async function openStory(context: BrowserContext, page: Page, cast: Cast = {}): Promise<Story> {
  const { ringSeconds = 25, notifyBySms = false, priority = 1 } = cast;
  const business = await createBusiness(house, { agent: { voiceId: READABLE_VOICE } });
  const { client } = business;
  await client.ask("PATCH", "/api/tenant", z.object({ id: z.string() }), { advisorRingSeconds: ringSeconds });
  const member = await addMember(client, "operator", business.key);
  const [callerNumber, advisorNumber] = [newMobile(), newMobile()];
  const { userId } = member;
  const row = { name: ADVISOR, number: advisorNumber, userId, priority, notifyBySms };
  await client.ask("POST", "/api/advisors", advisorView, row);
  await enterAs(page, member);
  const phones = await context.newPage();
  const numbers = new URLSearchParams({ a: callerNumber, b: advisorNumber });
  await phones.goto(`${house.sandboxUrl}/phones?${numbers}`);
  const [caller, advisor] = [phones.getByTestId("phone-1"), phones.getByTestId("phone-2")];
  return { business, member, advisorNumber, callerNumber, page, caller, advisor };
}

const heard = (phone: Locator) => phone.getByTestId("subtitles");
const strip = (page: Page) => page.getByTestId("transfer-strip");

async function expectHeard(phone: Locator, words: string): Promise<void> {
  await expect(heard(phone)).toContainText(words, { timeout: 60_000 });
}

async function say(phone: Locator, words: string): Promise<void> {
  await phone.getByTestId("say").fill(words);
  await phone.getByTestId("say-send").click();
}

/** Dials the business from the first telephone and asks the agent for a person. */
async function askForPerson({ business, caller, callerNumber }: Story): Promise<string> {
  await caller.getByTestId("dial-select").selectOption(business.number);
  await caller.getByTestId("call").click();
  await expectHeard(caller, FIRST_MESSAGE);
  await say(caller, "Quiero hablar con una persona, por favor");
  return business.findCallId(callerNumber);
}

/** Answers at the second telephone, hears out who is calling, and takes the call. */
async function takeCall({ advisor }: Story): Promise<void> {
  await expect(advisor.getByTestId("incoming")).toBeVisible({ timeout: 60_000 });
  await advisor.getByTestId("answer").click();
  await expectHeard(advisor, BRIEF_END);
  await advisor.getByTestId("key-1").click();
}

test("a caller asks for a person: the advisor presses 1, both hear each other, and the screen has opened by itself", async ({
  context,
  page,
}) => {
  const story = await openStory(context, page);
  const { caller, advisor } = story;
  const callId = await askForPerson(story);
  await expect(advisor.getByTestId("incoming")).toBeVisible({ timeout: 60_000 });
  const incoming = page.getByTestId("incoming-transfer");
  await expect(incoming).toContainText("Quiero hablar con una persona");

  await takeCall(story);
  await expect(page).toHaveURL(/\/transfers\//, { timeout: 30_000 });
  await expect(strip(page)).toHaveAttribute("data-status", "connected", { timeout: 30_000 });
  await expect(incoming).toHaveCount(0);
  // Whoever pressed 1 hears a sentence before they enter.
  await expectHeard(advisor, "está en la línea");
  await say(advisor, "Buenas, soy Ana, dígame");
  await expectHeard(caller, "Buenas, soy Ana, dígame");
  await say(caller, "Es por una factura repetida");
  await expectHeard(advisor, "Es por una factura repetida");

  await page.getByRole("link", { name: "Ver la llamada" }).click();
  await expect(page).toHaveURL(new RegExp(`/calls/${callId}`));
  const transfer = page.getByTestId("transfer");
  await expect(transfer.getByTestId("transfer-strip")).toHaveAttribute("data-status", "connected");
  await expect(transfer).toContainText(`${ADVISOR} habla con la persona`);

  await advisor.getByTestId("hang-up").click();
  await expect(caller).toHaveAttribute("data-state", "ended", { timeout: 30_000 });
  await expect(transfer.getByTestId("transfer-strip")).toHaveAttribute("data-status", "completed", {
    timeout: 30_000,
  });
});

test("nobody answers: the agent is back and takes a message, and the advisor hears of it, calls back and is done", async ({
  context,
  page,
}) => {
  const story = await openStory(context, page, { ringSeconds: 5, notifyBySms: true });
  const { business, member, advisorNumber, caller, advisor } = story;
  await addMobileNumber(business);
  const callId = await askForPerson(story);
  await expect(advisor.getByTestId("incoming")).toBeVisible({ timeout: 60_000 });
  await expectHeard(caller, "recado?");
  await expect(advisor.getByTestId("incoming")).toBeHidden();
  await say(caller, "Sí");
  await expectHeard(caller, "¿Qué recado quiere dejar?");
  await say(caller, "Que me llamen por la factura de octubre");
  await expectHeard(caller, "He tomado nota");
  await caller.getByTestId("hang-up").click();

  // By e-mail nobody can be told here, and the message says so; the SMS is on the telephone.
  const message = await until("the message is in the inbox", async () => {
    const list = await business.client.get(`/api/messages?callId=${callId}`, z.array(messageView));
    return list[0];
  });
  const notices = await until("both notices have been tried", async () => {
    const list = await business.client.get(`/api/messages/${message.id}/notices`, z.array(noticeView));
    return list.filter(({ channel, status, error }) =>
      channel === "sms" ? status === "delivered" : error !== null,
    ).length === 2
      ? list
      : undefined;
  });
  expect(notices).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ channel: "sms", address: advisorNumber, reason: "taken" }),
      expect.objectContaining({ channel: "email", address: member.email, error: "not_configured" }),
    ]),
  );
  await expect(advisor.getByTestId("texts")).toContainText("factura de octubre");

  await page.getByRole("link", { name: /^Recados/ }).click();
  const row = page.getByTestId("message-row").filter({ hasText: "factura de octubre" });
  await expect(row).toContainText(ADVISOR);
  await row.getByRole("link").first().click();
  const detail = page.getByTestId("message-detail");
  await expect(detail).toContainText("factura de octubre");
  await expect(detail.getByTestId("notice").filter({ hasText: member.email })).toContainText(
    "no tiene servidor de correo",
  );

  await detail.getByRole("button", { name: "Llamar", exact: true }).click();
  const dial = page.getByTestId("dial-dialog");
  await expect(caller.getByTestId("incoming")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByTestId("count-in_progress")).toHaveText("1");
  await caller.getByTestId("answer").click();
  await expectHeard(caller, FIRST_MESSAGE);
  await caller.getByTestId("hang-up").click();
  await dial.getByRole("button", { name: "Terminar", exact: true }).click();

  await expect(detail).toContainText("A cargo de Persona operator");
  await detail.getByRole("button", { name: "Hecho", exact: true }).click();
  await expect(detail).toContainText("Hecho por Persona operator");
  await expect(page.getByTestId("count-in_progress")).toHaveText("0");
});

test("an advisor's mailbox is no advisor: nobody presses 1, and the agent is back with the caller", async ({
  context,
  page,
}) => {
  const story = await openStory(context, page);
  const { business, advisorNumber, caller, advisor } = story;
  await tell(business.sandbox, advisorNumber, "mailbox");
  const callId = await askForPerson(story);
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await untilAwake(page);
  await expectHeard(caller, "recado?");
  await expect(strip(page)).toHaveAttribute("data-status", "returned_to_agent");
  await expect(page).toHaveURL(new RegExp(`/calls/${callId}`));
  await expect(page.getByTestId("transfer")).toContainText("Ningún asesor atendió");
  await expect(page.getByTestId("transfer-attempt")).toHaveAttribute("data-status", "declined");
  await expect(page.getByTestId("transfer-attempt")).toContainText("saltó el buzón");
  await expectHeard(advisor, BRIEF_END);
  await expect(advisor).toHaveAttribute("data-state", "ended");
  await expect(heard(caller)).not.toContainText("buzón");
  await caller.getByTestId("hang-up").click();
});

test("three advisors in turn: one engaged, one who presses another key, and the third, each with what came of it", async ({
  context,
  page,
}) => {
  const story = await openStory(context, page, { priority: 3 });
  const { business, caller, advisor } = story;
  await addAdvisors(
    business,
    { behaviour: "busy", name: "Luis Vega" },
    { behaviour: "decline", name: "Eva Sanz" },
  );
  const callId = await askForPerson(story);
  await page.goto(`${house.webUrl}/calls/${callId}`);
  await untilAwake(page);
  const attempts = page.getByTestId("transfer-attempt");
  await takeCall(story);
  await expect(page).toHaveURL(/\/transfers\//, { timeout: 30_000 });
  await expect(strip(page)).toHaveAttribute("data-status", "connected", { timeout: 30_000 });
  await page.getByRole("link", { name: "Ver la llamada" }).click();
  await expect(page).toHaveURL(new RegExp(`/calls/${callId}`));
  for (const [index, [name, status, words]] of [
    ["Luis Vega", "busy", "ocupado"],
    ["Eva Sanz", "declined", "no pulsó 1"],
    [ADVISOR, "connected", "en conversación"],
  ].entries()) {
    await expect(attempts.nth(index)).toHaveAttribute("data-status", status ?? "");
    await expect(attempts.nth(index)).toContainText(name ?? "");
    await expect(attempts.nth(index)).toContainText(words ?? "");
  }

  await caller.getByTestId("hang-up").click();
  await expect(advisor).toHaveAttribute("data-state", "ended", { timeout: 30_000 });
  await expect(strip(page)).toHaveAttribute("data-status", "completed", { timeout: 30_000 });
  await expect(attempts.nth(2)).toContainText("atendió la llamada");
});
