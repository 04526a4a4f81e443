import { describe, expect, it } from "vitest";
import { updateCall } from "@/db/queries/calls";
import { recordCallEvents } from "@/lib/calls/record-event";
import { endedCall, getCallCosts, openAnalyses, reported, scope, work } from "./analysis-desk";
import { createBusiness, newSid } from "./business";

openAnalyses();

describe("what a call cost", () => {
  it("is the sum of what the vendors have told, and says whose bill is still to come", async () => {
    const call = await endedCall({ elevenLabsConversationId: "conv_1" });
    expect(await getCallCosts(scope, call.id)).toMatchObject({
      totalUsd: "0.00000000",
      awaited: ["twilio", "elevenlabs", "openai"],
    });
    await work();
    await updateCall(scope, call.id, { costTwilioUsd: "0.014" });
    await recordCallEvents(scope, call.id, [reported()]);
    expect(await getCallCosts(scope, call.id)).toEqual({
      twilioUsd: "0.014",
      elevenLabsUsd: "0.080000",
      openAiUsd: "0.00020000",
      totalUsd: "0.09420000",
      awaited: [],
      estimated: [],
      modelUses: [
        {
          purpose: "analysis",
          model: "gpt-6-luna-2026-09-30",
          questions: 1,
          inputTokens: 1000,
          outputTokens: 200,
          isEstimated: false,
        },
      ],
    });
  });

  it("counts many questions at once, all of them, and a model whose price nobody told as the dearest", async () => {
    const { recordModelUse } = await import("@/lib/model-uses/record-model-use");
    const call = await endedCall();
    const usage = { model: "gpt-6-luna", inputTokens: 1000, outputTokens: 0 };
    const use = { callId: call.id, purpose: "reply" as const, isHouseKey: false };
    await Promise.all(Array.from({ length: 8 }, () => recordModelUse(scope, { ...use, usage })));
    expect(await getCallCosts(scope, call.id)).toMatchObject({ openAiUsd: "0.00080000", estimated: [] });
    await recordModelUse(scope, { ...use, usage: { ...usage, model: "gpt-9-nova" } });
    expect(await getCallCosts(scope, call.id)).toMatchObject({
      openAiUsd: "0.00280000",
      estimated: ["openai"],
      modelUses: [
        { model: "gpt-6-luna", isEstimated: false },
        { model: "gpt-9-nova", isEstimated: true },
      ],
    });
  });

  it("has speech by turns in it beside the conversations, whichever becomes known first", async () => {
    const { recordSpeech } = await import("@/lib/model-uses/record-speech");
    const call = await endedCall({ mode: "turns", twilioCallSid: newSid("CA") });
    await Promise.all(Array.from({ length: 4 }, () => recordSpeech(scope, call.id, 909)));
    expect(await getCallCosts(scope, call.id)).toMatchObject({
      elevenLabsUsd: "0.800000",
      estimated: ["elevenlabs"],
    });
    await recordCallEvents(scope, call.id, [reported()]);
    expect(await getCallCosts(scope, call.id)).toMatchObject({ elevenLabsUsd: "0.880000" });
    await recordSpeech(scope, call.id, 909);
    expect(await getCallCosts(scope, call.id)).toMatchObject({ elevenLabsUsd: "1.080000" });
    const { scope: stranger } = await createBusiness();
    await recordSpeech(stranger, call.id, 4545);
    expect(await getCallCosts(scope, call.id)).toMatchObject({ elevenLabsUsd: "1.080000" });
  });
});
