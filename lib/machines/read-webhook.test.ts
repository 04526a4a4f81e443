import { describe, expect, it } from "vitest";
import { readMachineWebhook } from "./read-webhook";

const TYPE = "answering_machine_detection";

describe("a webhook of ElevenLabs about who picked up", () => {
  it.each([
    [{ data: { answered_by: "machine_start" } }],
    [{ data: { metadata: { answered_by: "machine_start" } } }],
    [
      {
        data: {
          conversation_id: "conv_1",
          metadata: { type: "twilio", body: { AnsweredBy: "machine_start" } },
        },
      },
    ],
  ])("is read where the verdict stands in Twilio's words: %j", (webhook) => {
    expect(readMachineWebhook({ type: TYPE, ...webhook })).toMatchObject({ answeredBy: "machine" });
  });

  it.each([
    [{ type: TYPE, data: {} }],
    [{ type: TYPE, data: { answered_by: 7 } }],
    [{ type: TYPE, data: { answered_by: "x".repeat(41) } }],
    [{ type: TYPE, data: null }],
    [{ type: TYPE }],
    [{ type: "something_new", data: { answered_by: "machine_start" } }],
  ])("says nothing else: %j", (webhook) => {
    expect(readMachineWebhook(webhook)).toBeUndefined();
  });
});
