import { hasVendorAgent, type LineService, type Mode, type Rung, RUNGS } from "@/lib/vocabulary";

/** What is known of a line at the moment of a decision. */
export interface LineFacts {
  mode: Mode;
  /** The agent stands at ElevenLabs. */
  isLinked: boolean;
  hasVoice: boolean;
  hasElevenLabs: boolean;
  /** Why nobody's key for a language model may be used; null: one may. */
  modelObstacle: "no_openai_account" | "house_key_spent" | null;
  /** Twilio's trial accounts neither stream nor record, they speak themselves instead (twilio.md §3.7); they play and listen. */
  isTrial: boolean;
  /** What does not work now, in the vendors' words. */
  down: ReadonlyMap<LineService, string>;
}

/** Who attends to a caller; `code`: why nobody better does, null for the best. */
export interface Decision {
  rung: Rung;
  code: string | null;
}

/** Why a rung cannot be had; null: it can. */
const OBSTACLES: Record<Rung, (facts: LineFacts) => string | null> = {
  agent({ isLinked, isTrial, down }) {
    if (!isLinked) return "agent_not_linked";
    if (isTrial) return "trial_account";
    return down.has("agent") ? "agent_down" : null;
  },
  turns({ hasVoice, hasElevenLabs, modelObstacle, down }) {
    if (!hasVoice) return "voice_missing";
    if (!hasElevenLabs) return "no_elevenlabs_account";
    if (modelObstacle) return modelObstacle;
    if (down.has("voice")) return "voice_down";
    return down.has("model") ? "model_down" : null;
  },
  message_box: ({ isTrial }) => (isTrial ? "trial_account" : null),
  apology: () => null,
};

/** The rung that an agent in this mode stands on. */
export function firstRung(mode: Mode): Rung {
  return hasVendorAgent(mode) ? "agent" : "turns";
}

/**
 * Who has the caller: the best of what works. What is known to be down is not asked first. `below`: that one has been tried, and a call goes
 * down, never up. Pure.
 */
export function decideRung(facts: LineFacts, below?: Rung): Decision {
  const first = RUNGS.indexOf(below ?? firstRung(facts.mode)) + (below === undefined ? 0 : 1);
  let code: string | null = null;
  for (const rung of RUNGS.slice(first)) {
    const obstacle = OBSTACLES[rung](facts);
    if (obstacle === null) return { rung, code };
    code ??= obstacle;
  }
  return { rung: "apology", code };
}

/** Whether a caller who is asked for a message may have a person instead: one is on duty, and telephones can be rung. Pure. */
export function mayOfferPerson(
  { isTrial, down }: Pick<LineFacts, "isTrial" | "down">,
  isSomebodyOnDuty: boolean,
): boolean {
  return isSomebodyOnDuty && !isTrial && !down.has("telephone");
}
