"use client";

import { Tooltip as Base } from "radix-ui";
import type { ReactNode } from "react";

type TooltipProps = { content: ReactNode; children: ReactNode; side?: "top" | "right" | "bottom" | "left" };

/** The child must be able to take focus; what the tooltip says must not be the only place it is said. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-md bg-ink px-2 py-1 text-sm text-canvas shadow-overlay"
        >
          {content}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

export function TooltipProvider({ children }: { children: ReactNode }) {
  return <Base.Provider delayDuration={300}>{children}</Base.Provider>;
}
