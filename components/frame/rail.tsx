"use client";

import { PanelLeftClose, PanelLeftOpen, PhoneOutgoing, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDial } from "@/components/dial/use-dial";
import { FeedState } from "@/components/live/feed-state";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import { KeysDialog } from "./keys-dialog";
import { LanguageToggle } from "./language-toggle";
import { MemberMenu } from "./member-menu";
import { Palette } from "./palette";
import { PlaceLinks } from "./place-links";
import { keepPreference } from "./preference-cookie";
import { useMay } from "./session-context";
import { TenantSwitcher } from "./tenant-switcher";
import { ThemeToggle } from "./theme-toggle";
import { useShortcut } from "./use-shortcut";

/**
 * One set of elements for both widths: on a phone the box dissolves (`contents`), its head and foot share the
 * top bar and the places become the bottom bar.
 */
export function Rail({ initiallyCollapsed }: { initiallyCollapsed: boolean }) {
  const t = useTranslations("nav");
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const dial = useDial();
  const mayDial = useMay("operator");
  useShortcut("mod+k", () => setPaletteOpen(true));
  useShortcut("?", () => setKeysOpen(true));
  const toggle = () => {
    keepPreference("rail", collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  };
  return (
    <header
      className={cn(
        "max-md:contents md:sticky md:top-0 md:flex md:h-dvh md:flex-col md:border-r md:bg-surface",
        collapsed ? "md:w-14" : "md:w-64",
      )}
    >
      <div className="flex min-w-0 items-center gap-1 p-2 max-md:sticky max-md:top-0 max-md:z-30 max-md:h-14 max-md:border-b max-md:bg-surface md:flex-col md:items-stretch">
        <TenantSwitcher collapsed={collapsed} />
        <Button
          variant="secondary"
          className={cn(
            "text-ink-muted max-md:size-9 max-md:border-transparent max-md:px-0 md:mb-1 md:justify-start md:px-2.5",
            collapsed && "md:justify-center md:border-transparent md:px-0",
          )}
          onClick={() => setPaletteOpen(true)}
        >
          <Search aria-hidden="true" />
          <span className={cn("flex-1 text-left font-normal max-md:sr-only", collapsed && "md:sr-only")}>
            {t("search")}
          </span>
          <span aria-hidden="true" className={cn("max-md:hidden", collapsed && "md:hidden")}>
            <Kbd>⌘K</Kbd>
          </span>
        </Button>
        {mayDial && (
          <Button
            variant="secondary"
            title={collapsed ? t("call") : undefined}
            className={cn(
              "text-accent-ink max-md:size-9 max-md:border-transparent max-md:px-0 md:mb-1 md:justify-start md:px-2.5",
              collapsed && "md:justify-center md:border-transparent md:px-0",
            )}
            onClick={() => dial()}
          >
            <PhoneOutgoing aria-hidden="true" />
            <span className={cn("max-md:sr-only", collapsed && "md:sr-only")}>{t("call")}</span>
          </Button>
        )}
      </div>
      <PlaceLinks collapsed={collapsed} />
      <FeedState collapsed={collapsed} />
      <div
        className={cn(
          "flex items-center gap-0.5 p-2 max-md:sticky max-md:top-0 max-md:z-30 max-md:col-start-2 max-md:row-start-1 max-md:h-14 max-md:border-b max-md:bg-surface md:border-t",
          collapsed && "md:flex-col",
        )}
      >
        <MemberMenu collapsed={collapsed} onShowKeys={() => setKeysOpen(true)} />
        <LanguageToggle />
        <ThemeToggle />
        <Button
          variant="ghost"
          size="icon"
          className="max-md:hidden"
          aria-label={t(collapsed ? "expand" : "collapse")}
          aria-expanded={!collapsed}
          onClick={toggle}
        >
          {collapsed ? <PanelLeftOpen aria-hidden="true" /> : <PanelLeftClose aria-hidden="true" />}
        </Button>
      </div>
      <Palette open={paletteOpen} onOpenChange={setPaletteOpen} />
      <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} />
    </header>
  );
}
