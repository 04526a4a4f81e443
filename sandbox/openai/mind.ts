/**
 * The model's mind in a conversation: the scripted receptionist of sandbox/receptionist. Like the vendor's it remembers nothing. What was
 * said and done so far is thought through again, item by item, and only what follows the last one is answered.
 *
 * Lines of the instructions that it follows are those of brain.ts; the language is named by a line (`Idioma: español`, `Speak English`),
 * or else it is the one that the instructions are written in. A message of the role `developer` or `system` is background for it, unless
 * it tells the model to speak.
 */
import { isObject, type JsonObject } from "../json";
import { think } from "../receptionist/brain";
import {
  type Action,
  type BrainState,
  createBrain,
  type Heard,
  namesMessage,
  offersMessage,
} from "../receptionist/brain-state";
import { GIVEN_BACK, TOLD_TO_OFFER, withMessageOffered } from "../receptionist/brain-transfer";
import { adoptUse } from "../receptionist/brain-work";
import { argumentsFor, parametersOf } from "./function-parameters";
import { type InputItem, outputOf, wordsOf } from "./input-items";
import { languageOf } from "./language";
import { type FunctionTool, itemsOf, type ResponseOrder } from "./order";

export interface Thought {
  /** Empty when there is nothing to say. */
  text: string;
  calls: readonly { name: string; arguments: JsonObject }[];
}

const END_CALL = "end_call";

/** What the model says and does next. Pure. */
export function thinkOf(order: ResponseOrder): Thought {
  const items = itemsOf(order);
  const tools = order.tools ?? [];
  const memory = new Memory(order, items, tools);
  for (const item of items) memory.take(item);
  return chosen(order, thoughtOf(memory.pending, tools), tools);
}

function thoughtOf(actions: readonly Action[], tools: readonly FunctionTool[]): Thought {
  const calls = actions.flatMap((action) => {
    if (action.type === "say") return [];
    const name = action.type === "end_call" ? END_CALL : action.name;
    const tool = tools.find((candidate) => candidate.name === name);
    // Who cannot hang up waits for the caller to do so.
    if (!tool) return [];
    const values = action.type === "end_call" ? { reason: action.reason } : action.parameters;
    return [{ name, arguments: argumentsFor(tool, values) }];
  });
  const said = actions.flatMap((action) => (action.type === "say" ? [action.text] : []));
  return { text: said.join(" "), calls };
}

/** What the order leaves the model to choose. */
function chosen(order: ResponseOrder, thought: Thought, tools: readonly FunctionTool[]): Thought {
  const { tool_choice: choice = "auto", parallel_tool_calls: areManyAllowed } = order;
  if (choice === "none") return { ...thought, calls: [] };
  const wanted = thought.calls.filter(({ name }) => typeof choice === "string" || name === choice.name);
  const calls = areManyAllowed === false ? wanted.slice(0, 1) : wanted;
  if (choice === "auto" || calls.length > 0) return { ...thought, calls };
  const forced = tools.find(({ name }) => choice === "required" || name === choice.name);
  return { text: "", calls: forced ? [{ name: forced.name, arguments: argumentsFor(forced, {}) }] : [] };
}

/** A conversation that is thought through from its beginning. */
class Memory {
  /** Thought of, and neither said nor done so far. */
  pending: Action[] = [];
  #state: BrainState;
  /** Words that nobody has answered yet: who speaks twice is answered once. */
  #unanswered: { before: BrainState; words: string[] } | undefined;
  /** The brain's number of each use by the vendor's id. */
  readonly #uses = new Map<string, { name: string; use: number }>();

  constructor(order: ResponseOrder, items: readonly InputItem[], tools: readonly FunctionTool[]) {
    const prompt = order.instructions ?? "";
    const [first] = items;
    const isGreeted = first?.type === "message" && first.role === "assistant";
    this.#state = createBrain({
      language: languageOf(prompt, items),
      prompt,
      tools: new Map(tools.map((tool) => [tool.name, parametersOf(tool)])),
      ...(isGreeted ? { firstMessage: wordsOf(first) } : {}),
    });
  }

  take(item: InputItem): void {
    if (item.type === "function_call_output") return this.#hearResult(item);
    if (item.type === "function_call") return this.#recallUse(item);
    const words = wordsOf(item);
    if (item.role === "assistant") return this.#recallWords(words);
    const isOrder = TOLD_TO_OFFER.test(words) || GIVEN_BACK.test(words);
    if (item.role === "user" || isOrder) return this.#hearWords(words);
    this.#hear({ type: "context", text: words, isAnswerDue: this.#unanswered !== undefined });
  }

  #hearWords(words: string): void {
    if (!this.#unanswered) this.#forgetUndone();
    // Who waits on hold is with somebody else: who speaks here is back.
    const back: BrainState = { ...this.#state, isHolding: false };
    const { before, words: earlier } = this.#unanswered ?? { before: back, words: [] };
    this.#unanswered = { before, words: [...earlier, words] };
    this.#state = before;
    this.pending = [];
    this.#hear({ type: "text", text: this.#unanswered.words.join(" ") });
  }

  #hearResult(item: Extract<InputItem, { type: "function_call_output" }>): void {
    const known = this.#uses.get(item.call_id);
    if (known) this.#hear({ type: "tool_result", ...known, value: outputOf(item), isError: false });
  }

  #hear(heard: Heard): void {
    const [state, actions] = think(this.#state, heard);
    this.#state = state;
    this.pending.push(...actions);
  }

  /** Said, by the model or by the house in its place, which may have offered what the model knows nothing of. */
  #recallWords(words: string): void {
    const isOwn = this.pending.some((action) => action.type === "say" && words.includes(action.text));
    this.pending = this.pending.filter((action) => action.type !== "say");
    this.#unanswered = undefined;
    const isOffer = offersMessage(words) || (this.#state.isHolding && namesMessage(words));
    if (!isOwn && isOffer && !this.#state.work) this.#state = withMessageOffered(this.#state);
  }

  #recallUse(item: Extract<InputItem, { type: "function_call" }>): void {
    this.#unanswered = undefined;
    const at = this.pending.findIndex((action) => nameOf(action) === item.name);
    const [thought] = at < 0 ? [] : this.pending.splice(at, 1);
    if (thought?.type === "end_call") return;
    if (thought?.type === "use_tool") {
      this.#uses.set(item.call_id, { name: item.name, use: thought.use });
      return;
    }
    // Of a conversation whose beginning was left out.
    this.#state = adoptUse(this.#state, item.name, argumentsIn(item.arguments));
    this.#uses.set(item.call_id, { name: item.name, use: this.#state.uses });
  }

  /** What was thought of and never done, because the answer was lost, is not waited for. */
  #forgetUndone(): void {
    if (this.pending.some(({ type }) => type === "use_tool")) this.#state = { ...this.#state, work: null };
  }
}

function nameOf(action: Action): string | undefined {
  if (action.type === "say") return undefined;
  return action.type === "end_call" ? END_CALL : action.name;
}

function argumentsIn(text: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
