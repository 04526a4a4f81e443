import { orderWords } from "./session-words";
import {
  type AgentMessage,
  type Effect,
  type FixedWords,
  type FoundHold,
  type Live,
  nextLine,
  type Running,
  SAID_TO_CALLER,
  type Step,
} from "./session-state";

/** Said to an agent that nobody has told more: whoever was wanted is no longer waited for. */
const NOT_WAITED_FOR =
  "The caller no longer waits for a person and is with you again. Tell them that nobody could take the call now, and offer to " +
  "take a message.";

/** What the house knows of the waiting, which may be what was known already. */
export function holdFound(session: Running, found: FoundHold | undefined): Step {
  if (session.phase !== "live") return [session, []];
  if (!found) return holdOver(session);
  const { transferId, phase } = found;
  if (transferId === session.pastTransferId) return [session, []];
  if (phase === "returned") return callerReturned(session, found);
  if (session.hold?.transferId !== transferId) return holdBegan(session, found);
  return [session, session.agent.state === "ready" ? [{ type: "quiet_agent" }] : []];
}

/** The waiting is over and the house says nothing of it, or it has lasted too long. */
export function holdOver(session: Running): Step {
  if (session.phase !== "live" || !session.hold) return [session, []];
  const { transferId } = session.hold;
  return callerReturned(session, { transferId, briefing: NOT_WAITED_FOR });
}

/** A goodbye that was under way is no more: the caller waits. Words follow what the caller is hearing, which is not taken from them. */
function holdBegan(session: Live, { transferId, briefing, music, words }: FoundHold): Step {
  const hold = { transferId, briefing };
  const begun: Live = { ...session, hold, isEnding: false };
  const [spoken, speaking] = words ? orderWords(begun, { words, cutsIn: false }) : [begun, []];
  const [told, telling] = tell(spoken, [{ type: "tell_agent", text: briefing }, ...saidToCaller(words)]);
  return [told, [{ type: "begin_hold", music }, ...speaking, ...telling]];
}

/** The agent has the caller again, if there is one. */
function callerReturned(
  session: Live,
  { transferId, words, briefing }: Pick<FoundHold, "transferId" | "words" | "briefing">,
): Step {
  const effects: Effect[] = session.hold ? [{ type: "end_hold" }] : [];
  const base: Live = { ...session, hold: undefined, pastTransferId: transferId };
  const [spoken, speaking] = words ? orderWords(base, { words, cutsIn: true }) : [base, []];
  effects.push(...speaking);
  if (spoken.agent.state === "lost") {
    // The web side is asked how to go on, as ever when an agent is lost (lib/calls/continue-call.ts).
    if (!words) effects.push({ type: "await_playback" });
    return [{ ...spoken, isEnding: true }, effects];
  }
  const [there, calling] = callAgain(spoken);
  const news: AgentMessage[] = words
    ? [{ type: "tell_agent", text: briefing }, ...saidToCaller(words)]
    : [{ type: "ask_agent", text: briefing }];
  const [told, telling] = tell({ ...there, returnNews: news }, news);
  return [told, [...effects, ...calling, ...telling]];
}

/** An agent that said goodbye meanwhile: the caller needs another one. */
function callAgain(session: Live): [Live, Effect[]] {
  if (session.agent.state !== "finished") return [session, []];
  const agent = nextLine(session.agent);
  const { generation } = agent;
  return [{ ...session, agent, isEnding: false, untold: [] }, [{ type: "reopen_agent", generation }]];
}

function saidToCaller(words: FixedWords | undefined): AgentMessage[] {
  return words ? [{ type: "tell_agent", text: `${SAID_TO_CALLER} ${words.text}` }] : [];
}

function tell(session: Live, messages: AgentMessage[]): [Live, Effect[]] {
  if (session.agent.state === "ready") return [session, messages];
  return [{ ...session, untold: [...session.untold, ...messages] }, []];
}
