import { expect, it } from "vitest";
import type { LineView } from "@/lib/line/schema";
import { lackOf, outagesOf, saidByLine } from "./outages";

const AT = new Date("2026-11-20T10:42:00Z");
const LATER = new Date("2026-11-20T10:43:00Z");
type Service = LineView["services"][number];
const down = (service: Service["service"], since = AT): Service => ({
  service,
  state: "down",
  since,
  error: "x",
});
const up = (service: Service["service"]): Service => ({ service, state: "up", since: AT, error: null });

it("names nothing while everything works", () => {
  expect(outagesOf([up("telephone"), up("agent")])).toEqual([]);
});

it("names ElevenLabs once where agent and voice are both gone, since the first of them", () => {
  const services = [up("telephone"), down("agent", LATER), down("voice"), down("model", LATER)];
  expect(outagesOf(services)).toEqual([
    { who: "elevenlabs", since: AT },
    { who: "model", since: LATER },
  ]);
});

it.each(["telephone", "agent", "voice", "model"] as const)("names %s where it alone is gone", (service) => {
  expect(outagesOf([down(service)])).toEqual([{ who: service, since: AT }]);
});

it("leaves to the health check what the line does not say", () => {
  expect([...saidByLine([down("model")])]).toEqual(["openai_account"]);
  expect([...saidByLine([down("voice")])]).not.toContain("openai_account");
});

type Number = LineView["numbers"][number];
const number = (rung: Number["rung"], code: string | null): Number => ({
  numberId: "00000000-0000-4000-8000-000000000000",
  phoneNumber: "+34910000000",
  agentName: "Lucía",
  rung,
  code,
});

it.each([
  ["house_key_spent", "house_key_spent"],
  ["no_openai_account", "no_openai_account"],
  ["voice_missing", "voice_missing"],
  ["agent_not_linked", "other"],
])("says why callers get the tone though nothing is down: %s", (code, lack) => {
  const numbers = [number("agent", null), number("message_box", code)];
  expect(lackOf({ services: [up("model")], numbers })).toBe(lack);
});

it("says nothing of what lacks where an agent answers, or where an outage says it already", () => {
  expect(lackOf({ services: [], numbers: [number("turns", "trial_account")] })).toBeUndefined();
  const numbers = [number("message_box", "model_down")];
  expect(lackOf({ services: [down("model")], numbers })).toBeUndefined();
});
