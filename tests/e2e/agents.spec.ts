import { expect, test } from "@playwright/test";
import { house, signIn, untilAwake } from "./house";

const GREETING = "Clínica Sol, le atiende la asistente virtual. ¿En qué puedo ayudarle?";

test("an agent's words are judged while they are written, published, and had back from the history", async ({
  page,
}) => {
  await signIn(page);
  const agentId = await page.evaluate(async (firstMessage) => {
    const answer = await fetch("/api/agents", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        name: `Borrador ${Date.now()}`,
        type: "outbound",
        mode: "bridge",
        status: "active",
        language: "es",
        elevenLabsAgentId: null,
        voiceId: null,
        prompt: "Atienda con calma.",
        firstMessage,
      }),
    });
    return ((await answer.json()) as { data: { id: string } }).data.id;
  }, GREETING);
  await page.goto(`${house.webUrl}/agents/${agentId}`);
  await untilAwake(page);
  const bar = page.getByTestId("publish-bar");
  await expect(bar.getByText("Publicado")).toBeVisible();

  await page.getByLabel("Saludo").fill("Clínica Sol, dígame.");
  await expect(
    page.getByText("Diga en la primera frase que habla una inteligencia artificial"),
  ).toBeVisible();
  await page.getByLabel("Instrucciones").fill("Confirme {{service}} a las {{hour}}.");
  await bar.getByRole("button", { name: "Guardar y publicar" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Falta corregir 3 datos" })).toBeFocused();

  await page.getByLabel("Saludo").fill(`${GREETING} Dígame.`);
  const row = (name: string) => page.getByRole("listitem").filter({ hasText: `{{${name}}}` });
  await row("service").getByRole("textbox").fill("su visita");
  await row("hour").getByLabel("Lo trae cada llamada").check();
  await bar.getByRole("button", { name: "Guardar y publicar" }).click();
  await expect(page.getByText("Publicado. Vale desde la próxima llamada.")).toBeVisible();

  await bar.getByRole("button", { name: "Historial" }).click();
  const history = page.getByRole("dialog");
  await expect(history.locator("ins").first()).toContainText("Dígame");
  await history.getByRole("button", { name: /Versión 1/ }).click();
  await history.getByRole("button", { name: "Volver a la versión 1" }).click();
  await expect(history).toBeHidden();
  await expect(page.getByLabel("Saludo")).toHaveValue(GREETING);
  await bar.getByRole("button", { name: "Historial" }).click();
  await expect(page.getByRole("button", { name: /Versión 3 · vuelta a la 1/ })).toBeVisible();
});
