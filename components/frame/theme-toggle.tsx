"use client";

import { SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { keepPreference } from "./preference-cookie";

function flipTheme(): void {
  const root = document.documentElement.classList;
  const dark =
    root.contains("dark") || (!root.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
  const next = dark ? "light" : "dark";
  root.remove("light", "dark");
  root.add(next);
  keepPreference("theme", next);
}

export function ThemeToggle() {
  const t = useTranslations("nav");
  return (
    <Button
      data-testid="theme-toggle"
      variant="ghost"
      size="icon"
      aria-label={t("theme")}
      onClick={flipTheme}
    >
      <SunMoon aria-hidden="true" />
    </Button>
  );
}
