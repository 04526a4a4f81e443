"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { cn } from "./class-names";
import { CommandInput } from "./command-input";
import { controlClasses } from "./input";

export type ComboboxOption = { value: string; label: string; detail?: ReactNode; keywords?: string[] };

type ComboboxProps = {
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
  /** Names the list and its search field. */
  label: string;
  value: string | null;
  options: readonly ComboboxOption[];
  placeholder: string;
  emptyText: string;
  disabled?: boolean;
  onChange: (value: string) => void;
};

/** One of many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { label, value, options, placeholder, emptyText, disabled = false, onChange } = props;
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          id={props.id}
          disabled={disabled}
          // A label alone would hide the chosen value from a screen reader.
          aria-label={`${label}: ${chosen?.label ?? placeholder}`}
          aria-describedby={props["aria-describedby"]}
          className={cn(
            controlClasses,
            "flex h-9 items-center justify-between gap-2 px-3 text-left",
            props["aria-invalid"] && "border-failed",
          )}
        >
          <span className={cn("truncate", !chosen && "text-ink-muted")}>{chosen?.label ?? placeholder}</span>
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={label}
          className="z-50 w-(--radix-popover-trigger-width) min-w-64 rounded-lg border bg-raised shadow-overlay"
        >
          <Command label={label}>
            <CommandInput
              placeholder={placeholder}
              className="h-10 w-full rounded-t-lg border-b bg-transparent px-3 outline-offset-[-2px] placeholder:text-ink-muted max-md:text-lg"
            />
            <Command.List label={label} className="max-h-72 overflow-y-auto p-1">
              <Command.Empty className="px-2 py-4 text-center text-ink-muted">{emptyText}</Command.Empty>
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.value}
                  keywords={[option.label, ...(option.keywords ?? [])]}
                  onSelect={() => {
                    onChange(option.value);
                    setOpen(false);
                  }}
                  className="flex min-h-8 items-center gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-hover"
                >
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.detail}
                  {option.value === value && <Check aria-hidden="true" className="size-4 shrink-0" />}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
