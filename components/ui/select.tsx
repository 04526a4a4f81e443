import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { controlClasses } from "./input";

/** The browser's own select: keyboard, screen reader and phone wheel come with it. */
export function Select({ className, children, ...props }: ComponentProps<"select">) {
  return (
    <span className={cn("relative block", className)}>
      <select {...props} className={cn(controlClasses, "peer h-9 appearance-none truncate pr-8 pl-3")}>
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-ink-muted peer-disabled:opacity-40"
      />
    </span>
  );
}
