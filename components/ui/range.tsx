import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** A slider; what it stands at is said by whoever shows it, `aria-valuetext` included. */
export function Range({ className, ...props }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      {...props}
      type="range"
      className={cn("h-9 w-full min-w-0 accent-(--accent) disabled:opacity-60", className)}
    />
  );
}
