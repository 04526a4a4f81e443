import type { TenantId } from "@/lib/vocabulary";
import { describe, expect, it } from "vitest";
import { conversationIdOf, costOf, toTranscript } from "./records";

describe("what a record says", () => {
  it("of money is all vendors' together, and nothing while none has told a price", () => {
    const none = { costElevenLabsUsd: null, costTwilioUsd: null, costOpenAiUsd: null };
    expect(costOf({ costElevenLabsUsd: "0.1", costTwilioUsd: "0.2", costOpenAiUsd: "0.003" })).toBe(0.303);
    expect(costOf({ ...none, costTwilioUsd: "0.0085" })).toBe(0.0085);
    expect(costOf({ ...none, costElevenLabsUsd: "0" })).toBe(0);
    expect(costOf({ ...none, costOpenAiUsd: "0.00000010" })).toBe(0);
    expect(costOf(none)).toBeNull();
  });

  it("of the conversation is the vendor's id once there is one", () => {
    expect(conversationIdOf({ id: "ours", elevenLabsConversationId: null })).toBe("ours");
    expect(conversationIdOf({ id: "ours", elevenLabsConversationId: "conv_1" })).toBe("conv_1");
  });

  it("of what was said calls the person outside the user, in whole seconds", () => {
    const turn = {
      tenantId: "t" as TenantId,
      callId: "c",
      position: 0,
      originalText: null,
      interrupted: false,
      language: "es" as const,
      spokenAt: new Date(),
      search: "",
    };
    expect(
      toTranscript([
        { ...turn, role: "agent", text: "Hola.", offsetMs: 900 },
        { ...turn, role: "caller", text: "Buenas.", offsetMs: 2100 },
      ]),
    ).toEqual([
      { role: "agent", message: "Hola.", time_in_call_secs: 0 },
      { role: "user", message: "Buenas.", time_in_call_secs: 2 },
    ]);
  });
});
