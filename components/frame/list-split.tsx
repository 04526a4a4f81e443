import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type ListSplitProps = {
  list: ReactNode;
  isOpen: boolean;
  /** What is open, while something is. */
  children: ReactNode;
};

/** List and what is open side by side on wide screens; on narrow ones whichever the address names. Beside the list the open one scrolls on its own. */
export function ListSplit({ list, isOpen, children }: ListSplitProps) {
  return (
    <div className={cn("grid items-start gap-8", isOpen && "xl:grid-cols-[minmax(24rem,5fr)_7fr]")}>
      <div className={cn("min-w-0", isOpen && "max-xl:hidden")}>{list}</div>
      {isOpen && (
        <div className="min-w-0 xl:sticky xl:top-6 xl:-m-1 xl:max-h-[calc(100dvh-3rem)] xl:overflow-y-auto xl:p-1 xl:pb-20">
          {children}
        </div>
      )}
    </div>
  );
}
