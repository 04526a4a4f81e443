import { describe, expect, it } from "vitest";
import { agentFaults } from "@/lib/agents/rules";
import { agentInput } from "@/lib/agents/schema";
import { DEMO_BUSINESSES } from "./businesses";

const AGENTS = Object.values(DEMO_BUSINESSES).flatMap(({ agents }) => agents);

describe("the demo", () => {
  it.each(AGENTS)("has a sound agent in $name", (agent) => {
    // Each is given a voice when it is made.
    const spoken = { ...agentInput.parse(agent), voiceId: "voice_1" };
    expect(agentFaults(spoken)).toEqual([]);
  });

  it("has an agent in every mode, and one that calls in every business, by the name its calls were placed with", () => {
    expect(new Set(AGENTS.map(({ mode }) => mode))).toEqual(new Set(["bridge", "native", "turns"]));
    for (const { agents, placed } of Object.values(DEMO_BUSINESSES))
      expect(agents.find(({ name }) => name === placed.agent)).toMatchObject({
        type: "outbound",
        status: "active",
      });
  });
});
