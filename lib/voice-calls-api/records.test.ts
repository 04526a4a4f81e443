import { describe, expect, it } from "vitest";
import { newCallInput } from "@/lib/calls/schema";
import { toConversation } from "./records";
import { voiceCallInput } from "./schema";
import { toNewCall } from "./start-voice-call";

const agentId = "0b5e1c52-4f0b-4f0e-9f37-1f3f6a1f0a11";

describe("a transcript of the documented address", () => {
  it("knows the business's side and the person's, and nothing of the tools", () => {
    const spokenAt = new Date("2026-11-20T10:00:00Z");
    const turns = (["agent", "caller", "tool", "advisor"] as const).map((role) => ({
      role,
      text: role,
      spokenAt,
    }));
    expect(toConversation(turns)).toEqual([
      { role: "assistant", content: "agent", timestamp: spokenAt },
      { role: "user", content: "caller", timestamp: spokenAt },
      { role: "assistant", content: "advisor", timestamp: spokenAt },
    ]);
  });
});

describe("a documented order for a turn-based call", () => {
  const order = (sent: Record<string, unknown>) =>
    toNewCall(voiceCallInput.parse({ toNumber: "3001234567", ...sent }), { agentId });

  it("is an order the house takes, with everything it brought", () => {
    const made = order({
      contactName: "María Pérez",
      businessName: "Salón Carmen",
      userId: 17,
      metadata: { source: "crm", userId: "spoofed" },
    });
    expect(newCallInput.safeParse(made).success).toBe(true);
    expect(made).toMatchObject({
      to: "3001234567",
      agentId,
      contactName: "María Pérez",
      variables: { contact_business: "Salón Carmen" },
      metadata: { source: "crm", userId: "17", businessName: "Salón Carmen" },
    });
  });

  it("may be a number and nothing else", () => {
    expect(newCallInput.safeParse(order({})).success).toBe(true);
    expect(order({})).toMatchObject({ variables: {}, metadata: {} });
  });
});
