"use client";

import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "./class-names";

type NavTabsProps = { label: string; tabs: readonly { href: Route; label: string }[] };

/** Tabs that are pages of their own: the address says which one is open. */
export function NavTabs({ label, tabs }: NavTabsProps) {
  const path = usePathname();
  return (
    <nav
      aria-label={label}
      className="relative -mx-4 overflow-x-auto border-b pl-4 md:mx-0 md:overflow-x-visible md:pl-0"
    >
      <ul className="flex w-max gap-x-4 pr-4 md:w-auto md:flex-wrap md:gap-x-3 md:pr-0">
        {tabs.map((tab) => {
          const current = path === tab.href || path.startsWith(`${tab.href}/`);
          return (
            <li key={tab.href}>
              <Link
                ref={current ? bringIntoView : undefined}
                href={tab.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex h-10 items-center border-b-2 border-transparent whitespace-nowrap text-ink-muted hover:text-ink",
                  current && "border-accent font-medium text-ink",
                )}
              >
                {tab.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Where not all of them have room; the page itself stays where it is. */
function bringIntoView(link: HTMLAnchorElement | null): void {
  const strip = link?.closest("nav");
  if (link && strip) strip.scrollLeft = link.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2;
}
