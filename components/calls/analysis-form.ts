import { z } from "zod";
import type { AnalysisPatch, AnalysisView } from "@/lib/analysis/schema";
import type { TenantView } from "@/lib/tenants/schema";
import { CALL_INTENTS, CALL_OUTCOMES, SENTIMENTS } from "@/lib/vocabulary";

type OwnField = TenantView["analysisFields"][number];

/** A number as it is typed, or nothing. A decimal comma is how most of our members write it. */
const typedNumber = z
  .string()
  .refine(
    (typed) => typed.trim() === "" || Number.isFinite(Number(typed.trim().replace(",", "."))),
    "invalid",
  );
const typedWhole = (max: number) =>
  typedNumber.refine((typed) => {
    const value = numberOf(typed) ?? 0;
    return Number.isInteger(value) && value >= 0 && value <= max;
  }, "invalid");

/** What the fields of the form hold: all of it as typed; nothing: as the analysis says. */
export function analysisForm(own: readonly OwnField[]) {
  const fields = own.map(({ name, type }) => [name, type === "number" ? typedNumber : z.string().max(500)]);
  return z.object({
    summary: z.string().max(2000),
    outcome: z.string(),
    intent: z.string(),
    qualificationScore: typedWhole(100),
    sentiment: z.string(),
    followUp: z.string().max(500),
    followUpDays: typedWhole(365),
    fields: z.object(Object.fromEntries(fields) as Record<string, z.ZodType<string, string>>),
  });
}
export type AnalysisForm = z.output<ReturnType<typeof analysisForm>>;

/** Choices stand on "as found" until a person has made one; texts begin with what is shown. */
export function analysisFormOf(
  { findings, corrected }: Pick<AnalysisView, "findings" | "corrected">,
  own: readonly OwnField[],
): AnalysisForm {
  const chosen = (name: "outcome" | "intent" | "sentiment") =>
    corrected.includes(name) ? (findings?.[name] ?? "") : "";
  return {
    summary: findings?.summary ?? "",
    outcome: chosen("outcome"),
    intent: chosen("intent"),
    qualificationScore: textOf(findings?.qualificationScore),
    sentiment: chosen("sentiment"),
    followUp: findings?.followUp?.text ?? "",
    followUpDays: textOf(findings?.followUp?.dueInDays),
    fields: Object.fromEntries(own.map(({ name }) => [name, textOf(findings?.fields?.[name])])),
  };
}

function textOf(value: string | number | boolean | null | undefined): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || value === undefined ? "" : String(value);
}

/** Only what was changed is a correction; what was emptied takes one back. */
export function analysisPatchOf(
  before: AnalysisForm,
  now: AnalysisForm,
  own: readonly OwnField[],
): AnalysisPatch {
  const isChanged = (name: Exclude<keyof AnalysisForm, "fields">) => before[name].trim() !== now[name].trim();
  const patch: AnalysisPatch = {};
  if (isChanged("summary")) patch.summary = now.summary.trim() || null;
  if (isChanged("outcome")) patch.outcome = CALL_OUTCOMES.find((word) => word === now.outcome) ?? null;
  if (isChanged("intent")) patch.intent = CALL_INTENTS.find((word) => word === now.intent) ?? null;
  if (isChanged("sentiment")) patch.sentiment = SENTIMENTS.find((word) => word === now.sentiment) ?? null;
  if (isChanged("qualificationScore")) patch.qualificationScore = numberOf(now.qualificationScore);
  if (isChanged("followUp") || isChanged("followUpDays")) {
    const text = now.followUp.trim();
    patch.followUp = text === "" ? null : { text, dueInDays: numberOf(now.followUpDays) };
  }
  const fields = own.filter(({ name }) => (before.fields[name] ?? "") !== (now.fields[name] ?? ""));
  if (fields.length > 0)
    patch.fields = Object.fromEntries(
      fields.map((field) => [field.name, valueOf(field, now.fields[field.name] ?? "")]),
    );
  return patch;
}

function numberOf(typed: string): number | null {
  return typed.trim() === "" ? null : Number(typed.trim().replace(",", "."));
}

function valueOf({ type }: OwnField, typed: string): string | number | boolean | null {
  if (typed.trim() === "") return null;
  switch (type) {
    case "number":
      return numberOf(typed);
    case "boolean":
      return typed === "yes";
    case "text":
    case "choice":
      return typed.trim();
  }
}
