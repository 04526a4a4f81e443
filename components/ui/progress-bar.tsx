import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** Without a `value` nobody knows how long it takes: the whole bar is alive. */
export function ProgressBar({ className, ...props }: ComponentProps<"progress">) {
  return (
    <progress
      {...props}
      className={cn(
        "h-2 appearance-none overflow-hidden rounded-full bg-line indeterminate:animate-live [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line indeterminate:[&::-webkit-progress-bar]:bg-accent [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent",
        className,
      )}
    />
  );
}
