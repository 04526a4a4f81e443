"use client";

import { useTranslations } from "next-intl";
import { Toaster as Base } from "sonner";

/** Raise one with `toast` of sonner: `toast.success(text, { action: { label, onClick } })`. */
export function Toaster() {
  const t = useTranslations("common");
  return (
    <Base
      containerAriaLabel={t("notifications")}
      position="bottom-right"
      // Above the strip of live calls, and on a phone above the bar too.
      offset={{ bottom: "6rem", right: "1.5rem" }}
      mobileOffset={{ bottom: "9.5rem" }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border bg-raised p-3 font-sans text-base text-ink shadow-overlay md:w-88",
          content: "grid flex-1",
          description: "text-sm text-ink-muted",
          actionButton: "rounded-md px-2 py-1 font-medium text-accent-ink hover:bg-hover",
          success: "[&_[data-icon]]:text-good",
          error: "[&_[data-icon]]:text-failed",
        },
      }}
    />
  );
}
