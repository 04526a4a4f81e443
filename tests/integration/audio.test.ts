import { createHash } from "node:crypto";
import fs from "node:fs";
import { expect, inject, test } from "vitest";
import { judgeAtTheEnd } from "../support/specs";
import { createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { until } from "../support/until";

const house = inject("house");
judgeAtTheEnd(house);

const SPEECH = fs.readFileSync(new URL("../fixtures/speech-20s.ulaw", import.meta.url));
const BEGINNING_BYTES = 2 * 8000;
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

/** The stretch that begins where the speech begins, as long as the speech; what was before and after is silence or another voice. */
function stretchOf(arrived: Buffer): Buffer | undefined {
  const from = arrived.indexOf(SPEECH.subarray(0, BEGINNING_BYTES));
  if (from < 0 || arrived.length < from + SPEECH.length) return undefined;
  return arrived.subarray(from, from + SPEECH.length);
}

test("the fixture is twenty seconds of sound that repeats nowhere", () => {
  expect(SPEECH.length).toBe(20 * 8000);
  const seconds = Array.from({ length: 20 }, (_, at) => sha256(SPEECH.subarray(at * 8000, (at + 1) * 8000)));
  expect(new Set(seconds).size).toBe(20);
});

test(
  "every byte of twenty seconds of speech arrives, in order, in both directions",
  { timeout: 150_000 },
  async () => {
    const business = await createBusiness(house);
    const phone = await business.dial();
    await phone.untilHeard(FIRST_MESSAGE);
    const callId = await business.findCallId(phone.from);
    const { elevenLabsConversationId } = await business.untilCall(
      callId,
      "has its conversation",
      (call) => call.elevenLabsConversationId !== null,
    );
    const conversation = `conversations/${elevenLabsConversationId}`;

    await business.sandbox.control("POST", `${conversation}/play`, SPEECH);
    const heard = await until(
      "the caller has heard the agent's twenty seconds",
      async () => stretchOf(await phone.heardAudio()),
      45_000,
    );
    expect(sha256(heard)).toBe(sha256(SPEECH));

    await phone.sayAudio(SPEECH);
    const received = await until(
      "the agent has received the caller's twenty seconds",
      async () => stretchOf(await business.sandbox.bytes(`${conversation}/received.ulaw`)),
      45_000,
    );
    expect(sha256(received)).toBe(sha256(SPEECH));

    await phone.hangUp();
    expect(await business.untilEnded(callId)).toMatchObject({ status: "completed", errorCode: null });
  },
);
