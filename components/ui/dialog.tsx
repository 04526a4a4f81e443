"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Base } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./class-names";

const overlayClasses =
  "fixed inset-0 z-40 bg-scrim data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=closed]:animate-out data-[state=closed]:fade-out-0 duration-150";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Buttons at the foot; the last one is the deed. */
  actions?: ReactNode;
  children?: ReactNode;
  className?: string;
};

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  actions,
  children,
  className,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Overlay className={overlayClasses} />
        <Base.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed top-1/2 left-1/2 z-50 grid max-h-[90dvh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 overflow-y-auto rounded-lg border bg-raised p-5 shadow-overlay duration-150 data-[state=open]:animate-in data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98",
            className,
          )}
        >
          <OverlayHead title={title} description={description} />
          {children}
          {actions && <div className="flex flex-wrap justify-end gap-2">{actions}</div>}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

function OverlayHead({ title, description }: { title: string; description?: ReactNode }) {
  const t = useTranslations("common");
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-1">
        <Base.Title className="text-lg font-semibold">{title}</Base.Title>
        {description && <Base.Description className="text-ink-muted">{description}</Base.Description>}
      </div>
      <Base.Close asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t("close")} className="-mt-1 -mr-2">
          <X aria-hidden="true" />
        </Button>
      </Base.Close>
    </div>
  );
}
