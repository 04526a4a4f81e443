import type { ComponentProps } from "react";
import { cn } from "./class-names";

// 16 px on phones: smaller text makes iOS zoom the page when the field takes focus.
export const controlClasses =
  "w-full min-w-0 rounded-md border border-line-strong bg-surface text-ink transition-colors placeholder:text-ink-muted disabled:border-line disabled:bg-hover disabled:text-ink-muted aria-invalid:border-failed max-md:text-lg";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input {...props} className={cn(controlClasses, "h-9 px-3 read-only:bg-hover", className)} />;
}
