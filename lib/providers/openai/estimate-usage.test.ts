import { expect, it } from "vitest";
import { estimateUsage } from "./estimate-usage";

it("an answer that was cut off takes a token for four characters of what was sent, and of what came", () => {
  const input = [{ role: "user" as const, content: "¿A qué hora abren?" }];
  const body = { model: "gpt-6-luna", instructions: "x".repeat(400), input, tools: [] };
  const sent = 400 + JSON.stringify(input).length + 2;
  expect(estimateUsage(body, 10)).toEqual({
    model: "gpt-6-luna",
    inputTokens: Math.ceil(sent / 4),
    outputTokens: 3,
    isEstimated: true,
  });
  expect(estimateUsage(body, 0).outputTokens).toBe(0);
});
