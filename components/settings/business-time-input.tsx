"use client";

import { type ComponentProps, useState } from "react";
import { Input } from "@/components/ui/input";
import { readTime, shiftTime } from "./business-week";

type BusinessTimeInputProps = Pick<
  ComponentProps<"input">,
  "id" | "aria-label" | "aria-invalid" | "aria-describedby"
> & {
  /** `HH:MM`, or what was typed and is no time. */
  value: string;
  onChange: (value: string) => void;
};

/** The browser's own field shows hours as the machine is set up; ours shows them as the rest of the house, and takes `930` for 09:30. */
export function BusinessTimeInput({ value, onChange, ...props }: BusinessTimeInputProps) {
  // What is being typed; the form gets it once it is whole.
  const [typed, setTyped] = useState<string>();
  const settle = (text: string) => {
    setTyped(undefined);
    onChange(readTime(text) ?? text.trim());
  };
  return (
    <Input
      {...props}
      inputMode="numeric"
      autoComplete="off"
      value={typed ?? value}
      onFocus={(event) => event.target.select()}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => typed !== undefined && settle(typed)}
      onKeyDown={(event) => {
        if (event.key === "Enter" && typed !== undefined) settle(typed);
        const quarters = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
        const time = readTime(typed ?? value);
        if (quarters === 0 || time === undefined) return;
        event.preventDefault();
        settle(shiftTime(time, quarters));
      }}
      className="w-18 px-2 text-center tabular-nums"
    />
  );
}
