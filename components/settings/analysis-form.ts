import { z } from "zod";
import { type AnalysisFieldInput, analysisFields, forbiddenPhrases } from "@/lib/analysis/schema";
import type { TenantView } from "@/lib/tenants/schema";
import { ANALYSIS_FIELD_TYPES } from "@/lib/vocabulary";

/** What stands in a text field, one thing on each line; empty lines are nothing. */
export function linesOf(typed: string): string[] {
  return typed
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** A fault that the server's schema has found, at a control of the form. Every kind of fault has its own kind of input, which nobody reads. */
function placed(issue: z.core.$ZodIssue, path: PropertyKey[]): z.core.$ZodRawIssue {
  return { ...issue, path, input: undefined };
}

const typedField = z.object({
  name: z.string(),
  label: z.string(),
  description: z.string(),
  type: z.enum(ANALYSIS_FIELD_TYPES),
  /** One on each line. */
  choices: z.string(),
});

/** Own fields as the form holds them; judged as the server judges them, each fault at the control it belongs to. */
export const fieldsForm = z.object({ analysisFields: z.array(typedField) }).check(({ value, issues }) => {
  const judged = analysisFields.safeParse(fieldsOfForm(value));
  for (const issue of judged.error?.issues ?? []) {
    const [index, control] = issue.path;
    const path = [index, control].filter((part) => part !== undefined);
    issues.push(placed(issue, ["analysisFields", ...path]));
  }
});
export type FieldsForm = z.output<typeof fieldsForm>;

export const fieldsFormOf = ({ analysisFields: fields }: Pick<TenantView, "analysisFields">): FieldsForm => ({
  analysisFields: fields.map((field) => ({ ...field, choices: field.choices.join("\n") })),
});

export const fieldsOfForm = ({ analysisFields: fields }: FieldsForm): AnalysisFieldInput[] =>
  fields.map((field) => ({ ...field, choices: linesOf(field.choices) }));

/** One text with a phrase on each line. */
export const phrasesForm = z.object({ phrases: z.string() }).check(({ value, issues }) => {
  const [issue] = forbiddenPhrases.safeParse(linesOf(value.phrases)).error?.issues ?? [];
  if (issue) issues.push(placed(issue, ["phrases"]));
});

const LONGEST_NAME = 40;

/** `Seguro médico` is `seguro_medico`; empty where no letter is left to begin with. */
export function nameOfLabel(label: string): string {
  return label
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, LONGEST_NAME)
    .replace(/_+$/, "");
}
