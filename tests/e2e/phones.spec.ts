import { readFile } from "node:fs/promises";
import { expect, test } from "@playwright/test";
import {
  act,
  CLINIC_NUMBER,
  freshCaller,
  house,
  liveCall,
  openPhones,
  ring,
  signIn,
  untilAwake,
} from "./house";

test("somebody who speaks into the microphone is heard, and told that the script knows only typed words", async ({
  context,
}) => {
  await context.grantPermissions(["microphone"], { origin: house.sandboxUrl });
  const phones = await openPhones(context, freshCaller());
  const caller = phones.getByTestId("phone-1");
  await caller.getByTestId("dial-select").selectOption(CLINIC_NUMBER);
  await caller.getByTestId("call").click();
  await expect(caller.getByTestId("subtitles")).toContainText("pedir una cita", { timeout: 30_000 });
  await caller.getByTestId("mic").click();
  await expect(caller.getByTestId("subtitles")).toContainText("solo entiendo", { timeout: 30_000 });
  await caller.getByTestId("hang-up").click();
});

test("a key pressed on the telephone is on the timeline of the call, and hanging up ends it", async ({
  context,
}) => {
  const number = freshCaller();
  const phones = await openPhones(context, number);
  const caller = phones.getByTestId("phone-1");
  await caller.getByTestId("dial-select").selectOption(CLINIC_NUMBER);
  await caller.getByTestId("call").click();
  await expect(caller.getByTestId("subtitles")).toContainText("Clínica Sol", { timeout: 30_000 });
  await caller.getByTestId("key-5").click();
  const page = await context.newPage();
  await signIn(page);
  await liveCall(page, number).getByRole("link", { name: "Ver la llamada" }).click();
  await expect(page.getByText("Se pulsó la tecla 5").first()).toBeVisible();
  await caller.getByTestId("hang-up").click();
  await expect(caller.getByTestId("status")).not.toContainText("En llamada");
});

test("what is filtered is what is exported", async ({ page }) => {
  const callSid = await ring(freshCaller());
  await signIn(page);
  await page.goto(`${house.webUrl}/calls?status=failed`);
  await expect(page.getByTestId("call-row").first()).toBeVisible();
  await untilAwake(page);
  const rows = await page.getByTestId("call-row").count();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Exportar" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toContain("started_at,direction,status");
  expect(lines.slice(1).every((line) => line.includes(",failed,"))).toBe(true);
  expect(lines.length - 1).toBeGreaterThanOrEqual(rows);
  await act(callSid, "hangup");
});
