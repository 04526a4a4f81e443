import type { ComponentProps } from "react";
import { cn } from "./class-names";

/** Give `aria-label` or a caption. Scrolls sideways in its own frame when the screen is too narrow. */
export function Table({ className, ...props }: ComponentProps<"table">) {
  return (
    <div className="relative overflow-x-auto rounded-lg border bg-surface">
      <table {...props} className={cn("w-full border-separate border-spacing-0 text-left", className)} />
    </div>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...props}
      className={cn("h-9 border-b px-3 text-xs font-medium whitespace-nowrap text-ink-muted", className)}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr {...props} className={cn("group/row hover:bg-hover", className)} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td {...props} className={cn("h-10 border-b px-3 group-last/row:border-b-0", className)} />;
}
