import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Business, createBusiness } from "../support/tenant";
import { atElevenLabs, atTwilio } from "../support/vendor-rest";
import { house } from "./house";
import { enterAs } from "./outgoing";

const webhooks = async (of: Business) =>
  (await atElevenLabs(of, "GET", "/v1/workspace/webhooks"))["webhooks"] as {
    webhook_id: string;
    webhook_url: string;
    name: string;
    is_disabled: boolean;
  }[];

async function ownedNumber(of: Business): Promise<Record<string, string>> {
  const listed = await atTwilio(of, "GET", "/IncomingPhoneNumbers.json");
  return (listed["incoming_phone_numbers"] as Record<string, string>[])[0] ?? {};
}

const agentPath = (of: Business) => `/v1/convai/agents/${of.vendorAgentId}`;

/** What owners do in their vendors' consoles without knowing what hangs on it. */
async function spoil(of: Business): Promise<void> {
  const { sid } = await ownedNumber(of);
  await atTwilio(of, "POST", `/IncomingPhoneNumbers/${sid}.json`, {
    VoiceUrl: "https://another.example.com/voice",
  });
  await atElevenLabs(of, "PATCH", agentPath(of), {
    conversation_config: {
      tts: { agent_output_audio_format: "pcm_16000", model_id: "eleven_flash_v2" },
      agent: { prompt: { tool_ids: [] } },
    },
    platform_settings: {
      overrides: { conversation_config_override: { agent: { first_message: false } } },
    },
  });
  for (const { webhook_id: id, name } of await webhooks(of)) {
    await atElevenLabs(of, "PATCH", `/v1/workspace/webhooks/${id}`, { name, is_disabled: true });
  }
}

const finding = (page: Page, check: string, problem: string): Locator =>
  page.locator(`[data-testid="health-finding"][data-check="${check}"][data-problem="${problem}"]`);

const SPOILT: [check: string, problem: string][] = [
  ["number_webhooks", "elsewhere"],
  ["agent_audio", "format"],
  ["agent_overrides", "refused"],
  ["agent_tools", "missing"],
  ["agent_drift", "settings"],
  ["post_call_webhook", "disabled"],
];

test("six things that somebody changed at the vendors are found, explained, and mended with a button each", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const business = await createBusiness(house);
  await spoil(business);
  await enterAs(page, business);
  await page.goto(`${house.webUrl}/settings/health`);
  await page.getByRole("button", { name: "Comprobar ahora" }).first().click();
  for (const [check, problem] of SPOILT) {
    await expect(finding(page, check, problem), `${check} ${problem}`).toBeVisible({ timeout: 20_000 });
  }

  // Whoever looks at the day learns it without looking for it.
  await page.goto(house.webUrl);
  await expect(page.getByTestId("health-notice")).toBeVisible();
  await page.getByRole("link", { name: "Ver y arreglar" }).click();
  await expect(page.getByTestId("health-overview")).toHaveAttribute("data-status", "broken");

  for (const [check, problem] of SPOILT) {
    const card = finding(page, check, problem);
    // The agent is put in order as a whole: one button may mend what stood in several places.
    if ((await card.count()) === 0) continue;
    await card.getByRole("button").first().click();
    await expect(card, `${check} ${problem}`).toHaveCount(0, { timeout: 30_000 });
  }
  await expect(page.getByTestId("health-overview")).toHaveAttribute("data-status", "ok");
  await page.goto(house.webUrl);
  await expect(page.getByTestId("health-notice")).toHaveCount(0);

  expect((await ownedNumber(business))["voice_url"]).toBe(`${house.webUrl}/webhooks/voice`);
  const agent = JSON.stringify(await atElevenLabs(business, "GET", agentPath(business)));
  expect(agent).toContain('"agent_output_audio_format":"ulaw_8000"');
  expect(agent).toContain('"model_id":"eleven_flash_v2_5"');
  expect(agent).toContain('"first_message":true');
  expect(agent).not.toContain('"tool_ids":[]');
  const ours = (await webhooks(business)).find(({ webhook_url: url }) => url.startsWith(house.webUrl));
  expect(ours?.is_disabled).toBe(false);
});
