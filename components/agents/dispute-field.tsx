import { useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "@/components/ui/class-names";
import type { Difference } from "@/lib/agents/schema";
import { useFieldWords } from "./field-words";
import { WordDiff } from "./word-diff";

type DisputeFieldProps = {
  difference: Difference;
  side: "ours" | "theirs" | undefined;
  onChoose: (side: "ours" | "theirs") => void;
};

/** One field, both sides, and the choice. */
export function DisputeField({ difference, side, onChoose }: DisputeFieldProps) {
  const t = useTranslations("agents.dispute");
  const { nameOf, valueOf } = useFieldWords();
  const name = useId();
  const { field, ours, theirs } = difference;
  const isText = (field === "prompt" || field === "firstMessage") && typeof ours === "string";
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium">{nameOf(field)}</legend>
      {isText && (
        <>
          <WordDiff before={ours} after={typeof theirs === "string" ? theirs : ""} />
          <p className="text-sm text-ink-muted">{t("diffHelp")}</p>
        </>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        {(["ours", "theirs"] as const).map((each) => (
          <label
            key={each}
            className={cn(
              "flex min-h-11 items-start gap-2.5 rounded-md border px-3 py-2 hover:bg-hover",
              side === each && "border-accent bg-accent-soft hover:bg-accent-soft",
            )}
          >
            <input
              type="radio"
              name={name}
              checked={side === each}
              onChange={() => onChoose(each)}
              className="mt-0.5 size-4 shrink-0 accent-(--accent)"
            />
            <span className="min-w-0">
              <span className="block font-medium">{t(each)}</span>
              {!isText && (
                <span className="block text-sm break-words whitespace-pre-line">
                  {valueOf(field, difference[each])}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
