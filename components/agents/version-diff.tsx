import { useTranslations } from "next-intl";
import type { AgentSnapshot } from "@/lib/agents/schema";
import { HOUSE_ONLY_FIELDS, useFieldWords } from "./field-words";
import { WordDiff } from "./word-diff";

const TEXTS = ["firstMessage", "prompt"] as const;
const FACTS = [
  "name",
  "language",
  "voiceId",
  "voiceSettings",
  "variables",
  "maxDurationSeconds",
  "silenceTimeoutSeconds",
  ...HOUSE_ONLY_FIELDS,
] as const;

/** What a publication changed; of the first one, what it began with. */
export function VersionDiff({ before, after }: { before: AgentSnapshot | undefined; after: AgentSnapshot }) {
  const t = useTranslations("agents");
  const { nameOf, valueOf } = useFieldWords();
  const isChanged = (field: keyof AgentSnapshot) =>
    before === undefined || JSON.stringify(before[field]) !== JSON.stringify(after[field]);
  const texts = TEXTS.filter(isChanged);
  const facts = FACTS.filter(isChanged).map((field) => ({
    name: nameOf(field),
    from: before && valueOf(field, before[field]),
    to: valueOf(field, after[field]),
  }));
  if (isChanged("mode"))
    facts.push({
      name: t("form.mode"),
      from: before && t(`mode.${before.mode}`),
      to: t(`mode.${after.mode}`),
    });
  if (texts.length === 0 && facts.length === 0)
    return <p className="text-ink-muted">{t("history.nothing")}</p>;
  return (
    <div className="grid gap-4">
      {texts.map((field) => (
        <section key={field} className="grid gap-1.5">
          <h3 className="font-medium">{nameOf(field)}</h3>
          <WordDiff before={before?.[field] ?? after[field]} after={after[field]} />
        </section>
      ))}
      {facts.length > 0 && (
        <dl className="grid gap-2">
          {facts.map(({ name, from, to }) => (
            <div key={name} className="grid gap-0.5">
              <dt className="font-medium">{name}</dt>
              <dd className="text-sm whitespace-pre-line">
                {from !== undefined && <del className="text-failed">{from}</del>} <span>{to}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
