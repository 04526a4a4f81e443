import { describe, expect, it, test } from "vitest";
import { LINE_SERVICES, type LineService, MODES, type Rung, RUNGS } from "@/lib/vocabulary";
import { decideRung, firstRung, type LineFacts, mayOfferPerson } from "./decide-rung";

const down = (...services: LineService[]) => new Map(services.map((service) => [service, "HTTP 503"]));
const LINE: LineFacts = {
  mode: "bridge",
  isLinked: true,
  hasVoice: true,
  hasElevenLabs: true,
  modelObstacle: null,
  isTrial: false,
  down: down(),
};

test.each<[string, Partial<LineFacts>, Rung, string | null]>([
  ["everything works", {}, "agent", null],
  ["everything works, native", { mode: "native" }, "agent", null],
  ["everything works, by turns", { mode: "turns", isLinked: false }, "turns", null],
  ["the agent is down", { down: down("agent") }, "turns", "agent_down"],
  ["the agent is down, native", { mode: "native", down: down("agent") }, "turns", "agent_down"],
  ["the agent is down, by turns", { mode: "turns", down: down("agent") }, "turns", null],
  ["the voice is down", { down: down("voice") }, "agent", null],
  ["the voice is down, by turns", { mode: "turns", down: down("voice") }, "message_box", "voice_down"],
  ["the model is down, by turns", { mode: "turns", down: down("model") }, "message_box", "model_down"],
  ["all of ElevenLabs is down", { down: down("agent", "voice") }, "message_box", "agent_down"],
  ["agent and model are down", { down: down("agent", "model") }, "message_box", "agent_down"],
  ["Twilio's interface is down", { down: down("telephone") }, "agent", null],
  ["the agent is not linked", { isLinked: false }, "turns", "agent_not_linked"],
  ["not linked, without a voice", { isLinked: false, hasVoice: false }, "message_box", "agent_not_linked"],
  ["by turns without a voice", { mode: "turns", hasVoice: false }, "message_box", "voice_missing"],
  [
    "by turns without a model",
    { mode: "turns", modelObstacle: "no_openai_account" },
    "message_box",
    "no_openai_account",
  ],
  [
    "by turns, the house's key spent",
    { mode: "turns", modelObstacle: "house_key_spent" },
    "message_box",
    "house_key_spent",
  ],
  [
    "by turns without ElevenLabs",
    { mode: "turns", hasElevenLabs: false },
    "message_box",
    "no_elevenlabs_account",
  ],
  ["a trial account", { isTrial: true }, "turns", "trial_account"],
  ["a trial account by turns", { mode: "turns", isTrial: true }, "turns", null],
  ["a trial account without a voice", { isTrial: true, hasVoice: false }, "apology", "trial_account"],
  [
    "a trial account by turns, the model down",
    { mode: "turns", isTrial: true, down: down("model") },
    "apology",
    "model_down",
  ],
])("%s", (_, facts, rung, code) => {
  expect(decideRung({ ...LINE, ...facts })).toEqual({ rung, code });
});

test.each<[Rung, Partial<LineFacts>, Rung]>([
  ["agent", {}, "turns"],
  ["agent", { modelObstacle: "no_openai_account" }, "message_box"],
  ["turns", {}, "message_box"],
  ["turns", { isTrial: true }, "apology"],
  ["message_box", {}, "apology"],
])("below %s, with %o, is what is left", (below, facts, rung) => {
  expect(decideRung({ ...LINE, ...facts }, below).rung).toBe(rung);
});

describe("for every line there can be", () => {
  const flags = ["isLinked", "hasVoice", "hasElevenLabs", "hasModel", "isTrial"] as const;
  const lines: LineFacts[] = MODES.flatMap((mode) =>
    Array.from({ length: 2 ** (flags.length + LINE_SERVICES.length) }, (_, bits) => ({
      ...LINE,
      mode,
      ...Object.fromEntries(flags.map((flag, index) => [flag, (bits & (1 << index)) !== 0])),
      down: down(...LINE_SERVICES.filter((_service, index) => (bits & (1 << (flags.length + index))) !== 0)),
    })),
  );

  it("somebody or something answers, and says why when it is not the best", () => {
    for (const line of lines) {
      const { rung, code } = decideRung(line);
      expect(code === null).toBe(rung === firstRung(line.mode));
      if (line.isTrial) expect(["turns", "apology"]).toContain(rung);
    }
  });

  it("a step leads down", () => {
    for (const line of lines)
      for (const below of RUNGS.slice(0, -1))
        expect(RUNGS.indexOf(decideRung(line, below).rung)).toBeGreaterThan(RUNGS.indexOf(below));
  });
});

test.each([
  ["somebody is on duty", {}, true, true],
  ["nobody is", {}, false, false],
  ["telephones cannot be rung", { down: down("telephone") }, true, false],
  ["Twilio would speak itself", { isTrial: true }, true, false],
])("a person is offered, or not, where %s", (_, facts, isSomebodyOnDuty, expected) => {
  expect(mayOfferPerson({ ...LINE, ...facts }, isSomebodyOnDuty)).toBe(expected);
});
