"use client";

import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { useSettled } from "./use-settled";
import { useShortcut } from "./use-shortcut";

const SETTLE_MS = 250;

type ListSearchFieldProps = {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
};

/** Searches when the typing pauses; `/` brings the cursor here. */
export function ListSearchField({ label, placeholder, value, onChange }: ListSearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // The address changed by other means, such as "clear" or the back button.
  if (value !== known) {
    setKnown(value);
    if (value !== text.trim()) setText(value);
  }
  const settled = useSettled(text.trim(), SETTLE_MS);
  const report = useEffectEvent((words: string) => {
    if (words !== value && words === text.trim()) onChange(words);
  });
  useEffect(() => report(settled), [settled]);
  useShortcut("/", () => field.current?.focus());
  return (
    <span className="relative block">
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 left-3 size-4 text-ink-muted"
      />
      <Input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        className="pl-9"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          // The browser would empty the field; here Escape leaves it, so that the keys of the list work on what was found.
          if (event.key !== "Escape") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
    </span>
  );
}
