import { z } from "zod";
import { BUILT_IN_VARIABLES, variablesIn } from "@/lib/agents/variables";
import type { AgentView } from "@/lib/agents/schema";
import { newCallInput } from "@/lib/calls/schema";
import { CALL_PURPOSES } from "@/lib/vocabulary";

/** As the fields hold it; what is left empty is not sent. */
export const dialForm = z.object({
  to: newCallInput.shape.to,
  agentId: z.string().min(1),
  numberId: z.string(),
  purpose: z.enum(["", ...CALL_PURPOSES]),
  contactName: z.string().trim().max(120),
  variables: z.record(z.string(), z.string().max(2000)),
  firstMessage: z.string().trim().max(1000),
  prompt: z.string().trim().max(20_000),
});
export type DialForm = z.output<typeof dialForm>;

export const EMPTY_FORM: DialForm = {
  to: "",
  agentId: "",
  numberId: "",
  purpose: "",
  contactName: "",
  variables: {},
  firstMessage: "",
  prompt: "",
};

/** The body of `POST /api/calls`. */
export function orderOf(form: DialForm, wanted: readonly WantedVariable[], idempotencyKey: string) {
  const given = wanted.flatMap(({ name }): [string, string][] => {
    const value = form.variables[name]?.trim() ?? "";
    return value === "" ? [] : [[name, value]];
  });
  const { numberId, purpose, contactName, firstMessage, prompt } = form;
  return {
    to: form.to,
    agentId: form.agentId,
    ...(numberId === "" ? {} : { numberId }),
    ...(purpose === "" ? {} : { purpose }),
    ...(contactName === "" ? {} : { contactName }),
    ...(firstMessage === "" ? {} : { firstMessage }),
    ...(prompt === "" ? {} : { prompt }),
    variables: Object.fromEntries(given),
    idempotencyKey,
  };
}

export type WantedVariable = {
  name: string;
  /** What is said when the field stays empty. */
  fallback: string;
  isRequired: boolean;
};

// The house fills it where it keeps the agenda; of an appointment in another system whoever calls knows it best.
const ASKED_ALTHOUGH_BUILT_IN = "next_appointment";

/** What this call has to bring: the variables of the words that will be said, without those the house fills. */
export function wantedVariables(
  agent: Pick<AgentView, "prompt" | "firstMessage" | "variables">,
  own: { prompt: string; firstMessage: string },
): WantedVariable[] {
  const builtIn = new Set<string>(BUILT_IN_VARIABLES.filter((name) => name !== ASKED_ALTHOUGH_BUILT_IN));
  const texts = [own.firstMessage.trim() || agent.firstMessage, own.prompt.trim() || agent.prompt];
  return variablesIn(...texts)
    .filter((name) => !builtIn.has(name))
    .map((name) => {
      const fallback = agent.variables[name] ?? "";
      return { name, fallback, isRequired: fallback === "" && name !== ASKED_ALTHOUGH_BUILT_IN };
    });
}
