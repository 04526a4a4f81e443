import { expect, inject, test } from "vitest";
import { judgeAtTheEnd } from "../support/specs";
import { dialExpected } from "../support/practice";
import { createBusiness, FIRST_MESSAGE } from "../support/tenant";

const house = inject("house");
judgeAtTheEnd(house);

test("a native agent reports what the call came to, through the tool that ElevenLabs asks for", async () => {
  const business = await createBusiness(house, { agent: { mode: "native" } });
  const phone = await dialExpected(business);
  await phone.untilHeard(FIRST_MESSAGE);
  await phone.say("Sí, confirmo la cita.");
  const callId = await business.findCallId(phone.from);
  await business.untilCall(callId, "has its outcome", ({ outcome }) => outcome === "confirmed");
  await phone.hangUp();
  await business.untilEnded(callId);
  const uses = (await business.events(callId)).filter(
    ({ type, source }) => type === "tool_used" && source === "elevenlabs",
  );
  expect(uses[0]?.payload).toMatchObject({
    name: "confirm_appointment",
    toolType: "webhook",
    isError: false,
  });
});

test.each([
  ["no key", {}],
  ["a key nobody gave out", { "x-centralita-key": `ck_${"0".repeat(36)}.${"a".repeat(43)}` }],
  ["words", { "x-centralita-key": "let me in" }],
])("a tool with %s is refused before its body is read", async (_what, headers) => {
  const answer = await fetch(`${house.webUrl}/api/tools/report_result`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: "{",
  });
  expect(answer.status).toBe(401);
});
