"use client";

import { Switch as Base } from "radix-ui";

type SwitchProps = {
  checked: boolean;
  /** For screen readers; what is seen stands beside it. */
  label: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
};

/** On or off at once, without saving; the thumb's place says which, not the colour alone. */
export function Switch({ checked, label, disabled = false, onChange }: SwitchProps) {
  return (
    <Base.Root
      checked={checked}
      disabled={disabled}
      aria-label={label}
      onCheckedChange={onChange}
      className="inline-flex h-6 w-10 shrink-0 items-center rounded-full border border-line-strong bg-hover p-0.5 transition-colors disabled:opacity-55 data-[state=checked]:border-transparent data-[state=checked]:bg-accent"
    >
      <Base.Thumb className="block size-4.5 rounded-full border border-line-strong bg-surface transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:border-transparent" />
    </Base.Root>
  );
}
