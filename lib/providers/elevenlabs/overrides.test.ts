import { describe, expect, it } from "vitest";
import { overrideFlags, OVERRIDES, overrideValues, readOverrideFlags } from "./overrides";

describe("the overrides of a vendor's agent", () => {
  it("that we switch on are the ones we read back", () => {
    expect(readOverrideFlags(overrideFlags(OVERRIDES))).toEqual([...OVERRIDES]);
    expect(readOverrideFlags(overrideFlags(["agent.first_message"]))).toEqual(["agent.first_message"]);
    expect(overrideFlags(["agent.prompt.prompt", "tts.voice_id"])).toEqual({
      agent: { prompt: { prompt: true } },
      tts: { voice_id: true },
    });
  });

  it.each([
    undefined,
    null,
    {},
    { agent: null },
    { agent: { prompt: true } },
    { agent: { language: "true" } },
    "x",
  ])("are none when the vendor says %j", (flags) => {
    expect(readOverrideFlags(flags)).toEqual([]);
  });

  it("are sent only where they are allowed and known, never empty", () => {
    const values = {
      "agent.prompt.prompt": "p",
      "agent.first_message": "",
      "agent.language": "es",
      "tts.voice_id": null,
    };
    expect(overrideValues(OVERRIDES, values)).toEqual({ agent: { prompt: { prompt: "p" }, language: "es" } });
    expect(overrideValues(["agent.language", "unheard.of"], values)).toEqual({ agent: { language: "es" } });
    expect(overrideValues([], values)).toEqual({});
  });
});
