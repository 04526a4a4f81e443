import { think } from "./brain";
import { type Action, type BrainState, createBrain, type Heard } from "./brain-state";
import { isObject, type JsonObject } from "../json";
import { modelParameters } from "../elevenlabs/tool-parameters";
import type { ModelParameters } from "./parameters";

const PARAMETERS: Record<string, string[]> = {
  find_free_slots: ["service", "when", "staff", "appointment_id"],
  book_appointment: ["service", "when", "slot_id", "name", "phone", "notes", "staff"],
  confirm_appointment: ["appointment_id", "name", "date_of_birth", "number_digits"],
  reschedule_appointment: ["appointment_id", "when", "slot_id", "name", "date_of_birth", "number_digits"],
  cancel_appointment: ["appointment_id", "reason", "name", "date_of_birth", "number_digits"],
  take_message: ["text", "name", "phone", "urgent"],
  record_message: [],
  transfer_to_advisor: ["reason", "brief", "skill", "advisor"],
  do_not_call_again: ["reason"],
  report_result: ["outcome", "notes"],
};

export const TOOLS: ReadonlyMap<string, ModelParameters> = new Map(
  Object.entries(PARAMETERS).map(([name, parameters]) => [name, modelParameters(toolOf(parameters))]),
);

function toolOf(parameters: string[]): JsonObject {
  const properties = parameters.map((name) => [
    name,
    { type: name === "urgent" ? "boolean" : "string", description: name },
  ]);
  return { type: "client", parameters: { type: "object", properties: Object.fromEntries(properties) } };
}

/** A server of tools that answers in turn, and keeps what it was asked. */
export class Receptionist {
  readonly asked: [string, JsonObject][] = [];
  readonly #answers: (JsonObject | string | { isError: true })[];
  #state: BrainState;

  constructor(
    language: string,
    answers: (JsonObject | string)[] = [],
    given: { tools?: ReadonlyMap<string, ModelParameters>; prompt?: string; firstMessage?: string } = {},
  ) {
    this.#answers = answers;
    this.#state = createBrain({ language, prompt: "", tools: TOOLS, ...given });
  }

  get outcome(): string | null {
    return this.#state.outcome;
  }

  /** What is said, and `[end]` when the call is ended. */
  hear(heard: string | Heard): string {
    const said: string[] = [];
    let actions: Action[];
    [this.#state, actions] = think(
      this.#state,
      typeof heard === "string" ? { type: "text", text: heard } : heard,
    );
    for (const action of actions) {
      if (action.type === "say") said.push(action.text);
      else if (action.type === "end_call") said.push("[end]");
      else said.push(this.#use(action));
    }
    return said.filter((words) => words !== "").join(" ");
  }

  /** Background for the agent, after which it says nothing. */
  learn(text: string): string {
    return this.hear({ type: "context", text, isAnswerDue: false });
  }

  #use({ name, use, parameters }: Extract<Action, { type: "use_tool" }>): string {
    this.asked.push([name, parameters]);
    const answer = name === "report_result" ? "Noted." : (this.#answers.shift() ?? "");
    const isError = isObject(answer) && answer["isError"] === true;
    const value = typeof answer === "string" ? answer : JSON.stringify(answer);
    return this.hear({ type: "tool_result", name, use, value, isError });
  }
}

export const done = (say: string, more: JsonObject = {}) => ({ status: "done", say, ...more });
export const ask = (parameter: string, say: string) => ({ status: "ask", ask: parameter, say });
export const options = (say: string, ...words: string[]) => ({
  status: "options",
  say,
  options: words.map((one, index) => ({ slot_id: `s${index + 1}`, say: one })),
});
