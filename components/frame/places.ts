import { Bot, CalendarDays, Hash, type LucideIcon, PhoneCall, Settings } from "lucide-react";
import type { Route } from "next";

type NavPlace = { key: "today" | "calls" | "agents" | "numbers" | "settings"; href: Route; icon: LucideIcon };

export const PLACES: readonly NavPlace[] = [
  { key: "today", href: "/", icon: CalendarDays },
  { key: "calls", href: "/calls", icon: PhoneCall },
  { key: "agents", href: "/agents", icon: Bot },
  { key: "numbers", href: "/numbers", icon: Hash },
  { key: "settings", href: "/settings", icon: Settings },
];

export function isCurrentPlace(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
