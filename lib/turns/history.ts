import type { ToolUseRow, Turn } from "@/db/schema/calls";
import type { ReplyItem } from "@/lib/providers/openai/stream-reply";
import { readAnswer } from "@/lib/tools/answer";

export interface History {
  items: ReplyItem[];
  /** What was done in the part of the call that is too long ago to be told word by word. */
  earlier: string[];
}

/** A quarter of an hour of talk; more makes every answer slower and says nothing new. */
const MOST_ITEMS = 40;
/** Of one utterance, for the model. */
const MAX_CHARACTERS = 2000;

/** What a model is told of a call: words and deeds in their order, bounded however long the call lasts. Pure. */
export function historyFor(
  turns: readonly Pick<Turn, "role" | "text" | "spokenAt">[],
  uses: readonly Pick<ToolUseRow, "toolCallId" | "name" | "arguments" | "result" | "startedAt">[],
): History {
  const said = turns.flatMap(({ role, text, spokenAt }): Told[] => {
    if (role === "tool" || text.trim() === "") return [];
    const speaker = role === "agent" ? "assistant" : "user";
    const words = role === "advisor" ? `(${role}) ${text}` : text;
    return [{ at: spokenAt, item: { type: "said", role: speaker, text: words.slice(0, MAX_CHARACTERS) } }];
  });
  const done = uses.flatMap(({ toolCallId, name, arguments: given, result, startedAt }): Told[] =>
    result === null
      ? []
      : [
          {
            at: startedAt,
            item: {
              type: "call",
              callId: toolCallId,
              name,
              arguments: JSON.stringify(given),
              output: result,
            },
          },
        ],
  );
  // Words before deeds of the same instant: a tool is used because of what was said.
  const all = [...said, ...done].toSorted((one, other) => one.at.getTime() - other.at.getTime());
  const kept = all.slice(-MOST_ITEMS);
  const dropped = all.slice(0, -MOST_ITEMS);
  return {
    items: kept.map(({ item }) => item),
    earlier: dropped.flatMap(({ item }) => (item.type === "call" ? deedOf(item) : [])),
  };
}

interface Told {
  at: Date;
  item: ReplyItem;
}

function deedOf({ name, output }: Extract<ReplyItem, { type: "call" }>): string[] {
  const answer = readAnswer(output);
  return answer?.status === "done" ? [`${name}: ${answer.say}`] : [];
}
