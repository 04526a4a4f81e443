"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { WaitingCallCount } from "@/components/attention/waiting-count";
import { OpenMessageCount } from "@/components/messages/open-count";
import { cn } from "@/components/ui/class-names";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { isCurrentPlace, PLACES } from "./places";

const barItem = "max-md:h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-xs";

/** A column in the rail, a bar at the bottom of a phone. */
export function PlaceLinks({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const countClasses = cn(
    "max-md:absolute max-md:top-1 max-md:left-1/2 max-md:ml-1 md:ml-auto",
    collapsed && "md:absolute md:top-0 md:right-0",
  );
  return (
    <nav
      aria-label={t("main")}
      className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:bg-surface max-md:pb-[env(safe-area-inset-bottom)] md:flex-1 md:px-2"
    >
      <ul className="flex md:grid md:gap-0.5">
        {PLACES.map(({ key, href, icon: Icon, isLesser }) => {
          const current = isCurrentPlace(path, href);
          return (
            <li key={key} className={cn("max-md:flex-1", isLesser && "max-md:hidden")}>
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                title={collapsed ? t(key) : undefined}
                className={cn(
                  "relative flex items-center rounded-md text-ink-muted hover:text-ink md:h-9 md:gap-2.5 md:px-2.5 md:hover:bg-hover",
                  barItem,
                  current &&
                    "font-medium text-accent-ink hover:text-accent-ink md:bg-accent-soft md:hover:bg-accent-soft",
                  collapsed && "md:justify-center md:px-0",
                )}
              >
                <Icon aria-hidden="true" className="size-4.5 shrink-0" />
                <span className={cn(collapsed && "md:sr-only")}>{t(key)}</span>
                {key === "today" && <WaitingCallCount className={countClasses} />}
                {key === "messages" && <OpenMessageCount className={countClasses} />}
              </Link>
            </li>
          );
        })}
        <li className="max-md:flex-1 md:hidden">
          <MorePlaces />
        </li>
      </ul>
    </nav>
  );
}

function MorePlaces() {
  const t = useTranslations("nav");
  const path = usePathname();
  const places = PLACES.filter(({ isLesser }) => isLesser);
  const isHere = places.some(({ href }) => isCurrentPlace(path, href));
  return (
    <DropdownMenu
      side="top"
      align="end"
      trigger={
        <button
          type="button"
          className={cn(
            "flex w-full items-center rounded-md text-ink-muted hover:text-ink",
            barItem,
            isHere && "font-medium text-accent-ink",
          )}
        >
          <Ellipsis aria-hidden="true" className="size-4.5 shrink-0" />
          {t("more")}
        </button>
      }
    >
      {places.map(({ key, href, icon: Icon }) => (
        <MenuItem key={key} asChild>
          <Link href={href} aria-current={isCurrentPlace(path, href) ? "page" : undefined}>
            <Icon aria-hidden="true" />
            {t(key)}
          </Link>
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
