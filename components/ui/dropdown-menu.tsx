"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Base } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

const itemClasses =
  "flex min-h-8 items-center gap-2 rounded-md px-2 py-1 outline-none data-highlighted:bg-hover data-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

type DropdownMenuProps = {
  /** One element that takes a ref: a Button. */
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "right" | "bottom" | "left";
};

export function DropdownMenu({ trigger, children, align = "start", side = "bottom" }: DropdownMenuProps) {
  return (
    // Not modal: the page behind stays readable and scrolls, and nothing jumps when a scroll bar goes.
    <Base.Root modal={false}>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-y-auto rounded-lg border bg-raised p-1 shadow-overlay duration-120 data-[state=open]:animate-in data-[state=open]:fade-in-0"
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ className, ...props }: ComponentProps<typeof Base.Item>) {
  return <Base.Item {...props} className={cn(itemClasses, className)} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Base.Label className="px-2 py-1 text-xs text-ink-muted">{children}</Base.Label>;
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 border-t" />;
}

type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChoose: (value: Value) => void;
};

/** One of several, the chosen one ticked. */
export function MenuChoice<Value extends string>({
  label,
  value,
  options,
  onChoose,
}: MenuChoiceProps<Value>) {
  return (
    <Base.RadioGroup
      value={value}
      aria-label={label}
      onValueChange={(next) => {
        const option = options.find((candidate) => candidate.value === next);
        if (option) onChoose(option.value);
      }}
    >
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={itemClasses}>
          <span className="flex min-w-0 flex-1 items-center gap-2">{option.label}</span>
          <Base.ItemIndicator>
            <Check aria-hidden="true" />
          </Base.ItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

type MenuToggleProps = { checked: boolean; onToggle: () => void; children: ReactNode };

/** One of several that may be on together; the menu stays open. */
export function MenuToggle({ checked, onToggle, children }: MenuToggleProps) {
  return (
    <Base.CheckboxItem
      checked={checked}
      onCheckedChange={onToggle}
      onSelect={(event) => event.preventDefault()}
      className={itemClasses}
    >
      <span className="min-w-0 flex-1">{children}</span>
      <Base.ItemIndicator>
        <Check aria-hidden="true" />
      </Base.ItemIndicator>
    </Base.CheckboxItem>
  );
}
