import type { HealthFinding } from "@/lib/health/schema";
import type { LineView } from "@/lib/line/schema";

interface Outage {
  who: "elevenlabs" | "agent" | "voice" | "model" | "telephone";
  since: Date;
}

/** What is down, as one would say it: agent and voice together are ElevenLabs. Pure. */
export function outagesOf(services: LineView["services"]): Outage[] {
  const down = services.flatMap(({ service, state, since }) =>
    state === "down" && since !== null ? [{ who: service, since }] : [],
  );
  const [agent, voice] = [down.find(({ who }) => who === "agent"), down.find(({ who }) => who === "voice")];
  if (!agent || !voice) return down;
  const since = agent.since < voice.since ? agent.since : voice.since;
  return [
    ...down.filter(({ who }) => who === "telephone"),
    { who: "elevenlabs", since },
    ...down.filter(({ who }) => who === "model"),
  ];
}

const EXPLAINED = ["house_key_spent", "no_openai_account", "voice_missing"] as const;
type Lack = (typeof EXPLAINED)[number] | "other";

/**
 * Why callers reach no agent although nothing is down: something is missing, or used up. Undefined: they reach one, or an outage says why. Pure.
 */
export function lackOf({ services, numbers }: Pick<LineView, "services" | "numbers">): Lack | undefined {
  if (outagesOf(services).length > 0) return undefined;
  const codes = numbers
    .filter(({ rung }) => rung === "message_box" || rung === "apology")
    .map(({ code }) => code);
  if (codes.length === 0) return undefined;
  return EXPLAINED.find((code) => codes.includes(code)) ?? "other";
}

const SAID_BY: Record<Outage["who"], readonly HealthFinding["check"][]> = {
  telephone: ["twilio_account", "twilio_balance"],
  elevenlabs: ["elevenlabs_account", "elevenlabs_credit"],
  agent: ["elevenlabs_account", "elevenlabs_credit"],
  voice: ["elevenlabs_account", "elevenlabs_credit"],
  model: ["openai_account"],
};

/** The health check finds the same out in its own words: nobody is told twice. Pure. */
export function saidByLine(services: LineView["services"]): ReadonlySet<HealthFinding["check"]> {
  return new Set(outagesOf(services).flatMap(({ who }) => SAID_BY[who]));
}
