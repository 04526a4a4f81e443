import type { ComponentProps } from "react";
import { cn } from "./class-names";
import { controlClasses } from "./input";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea {...props} className={cn(controlClasses, "min-h-20 px-3 py-2", className)} />;
}
