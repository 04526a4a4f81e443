import { Bot, CalendarDays, ChartColumn, Hash, type LucideIcon, PhoneCall, Settings } from "lucide-react";
import type { Route } from "next";

type NavPlace = {
  key: "today" | "calls" | "agents" | "numbers" | "analytics" | "settings";
  href: Route;
  icon: LucideIcon;
  /** On a phone it stands behind "more": the bar has room for five. */
  isLesser?: true;
};

export const PLACES: readonly NavPlace[] = [
  { key: "today", href: "/", icon: CalendarDays },
  { key: "calls", href: "/calls", icon: PhoneCall },
  { key: "agents", href: "/agents", icon: Bot },
  { key: "numbers", href: "/numbers", icon: Hash },
  { key: "analytics", href: "/analytics", icon: ChartColumn, isLesser: true },
  { key: "settings", href: "/settings", icon: Settings, isLesser: true },
];

export function isCurrentPlace(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
