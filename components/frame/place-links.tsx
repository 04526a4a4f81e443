"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { isCurrentPlace, PLACES } from "./places";

/** A column in the rail, a bar at the bottom of a phone. */
export function PlaceLinks({ collapsed }: { collapsed: boolean }) {
  const t = useTranslations("nav");
  const path = usePathname();
  return (
    <nav
      aria-label={t("main")}
      className="max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-30 max-md:border-t max-md:bg-surface max-md:pb-[env(safe-area-inset-bottom)] md:flex-1 md:px-2"
    >
      <ul className="flex md:grid md:gap-0.5">
        {PLACES.map(({ key, href, icon: Icon }) => {
          const current = isCurrentPlace(path, href);
          return (
            <li key={key} className="max-md:flex-1">
              <Link
                href={href}
                aria-current={current ? "page" : undefined}
                title={collapsed ? t(key) : undefined}
                className={cn(
                  "flex items-center rounded-md text-ink-muted hover:text-ink max-md:h-14 max-md:flex-col max-md:justify-center max-md:gap-0.5 max-md:text-xs md:h-9 md:gap-2.5 md:px-2.5 md:hover:bg-hover",
                  current &&
                    "font-medium text-accent-ink hover:text-accent-ink md:bg-accent-soft md:hover:bg-accent-soft",
                  collapsed && "md:justify-center md:px-0",
                )}
              >
                <Icon aria-hidden="true" className="size-4.5 shrink-0" />
                <span className={cn(collapsed && "md:sr-only")}>{t(key)}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
