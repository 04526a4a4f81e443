import type { Scope } from "@/db/client";
import type { Advisor } from "@/db/schema/advisors";
import { nameKey } from "@/lib/contacts/name-key";
import type { Language } from "@/lib/vocabulary";
import { listAdvisors } from "./list-advisors";

const ANYTHING_ELSE: Record<Language, string> = { es: "Cualquier otra cosa", en: "Anything else" };

/** An agent chooses by these lines; more of them cost every call its reading. */
const MOST_LINES = 25;

/**
 * Whom an agent can ask for, a line for each skill with the names of those who help with it, most frequent first; who names no skill
 * comes last. Empty where the business has entered nobody. Says nothing of who is on duty: that changes while an agent speaks.
 */
export async function describeAdvisors(scope: Scope, language: Language): Promise<string> {
  return advisorLines(await listAdvisors(scope), language);
}

/** Pure. */
export function advisorLines(
  advisors: readonly Pick<Advisor, "name" | "skills" | "languages">[],
  language: Language,
): string {
  const skills = new Map<string, { skill: string; names: string[] }>();
  for (const advisor of advisors)
    for (const skill of advisor.skills) {
      const line = skills.get(nameKey(skill)) ?? { skill, names: [] };
      line.names.push(nameOf(advisor, language));
      skills.set(nameKey(skill), line);
    }
  const lines = [...skills.values()]
    .toSorted((one, other) => other.names.length - one.names.length)
    .map(({ skill, names }) => `- ${skill}: ${names.join(", ")}`);
  const others = advisors.filter((advisor) => advisor.skills.length === 0);
  const last =
    others.length > 0
      ? [`- ${ANYTHING_ELSE[language]}: ${others.map((advisor) => nameOf(advisor, language)).join(", ")}`]
      : [];
  return [...lines.slice(0, MOST_LINES - last.length), ...last].join("\n");
}

/** `Marta Gil (español, inglés)`; who names no languages speaks the business's own, and nothing has to be said of it. */
function nameOf({ name, languages }: Pick<Advisor, "name" | "languages">, language: Language): string {
  if (languages.length === 0) return name;
  const words = new Intl.DisplayNames(language, { type: "language" });
  return `${name} (${languages.map((code) => words.of(code) ?? code).join(", ")})`;
}
