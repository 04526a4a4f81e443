import {
  Bot,
  CalendarClock,
  CalendarDays,
  ChartColumn,
  ContactRound,
  Hash,
  type LucideIcon,
  MessageSquareText,
  PhoneCall,
  Settings,
} from "lucide-react";
import type { Route } from "next";

type NavPlace = {
  key:
    | "today"
    | "calls"
    | "agenda"
    | "contacts"
    | "messages"
    | "agents"
    | "numbers"
    | "analytics"
    | "settings";
  href: Route;
  icon: LucideIcon;
  /** On a phone it stands behind "more": the bar has room for six. */
  isLesser?: true;
};

export const PLACES: readonly NavPlace[] = [
  { key: "today", href: "/", icon: CalendarDays },
  { key: "calls", href: "/calls", icon: PhoneCall },
  { key: "agenda", href: "/appointments", icon: CalendarClock },
  { key: "contacts", href: "/contacts", icon: ContactRound, isLesser: true },
  { key: "messages", href: "/messages", icon: MessageSquareText },
  { key: "agents", href: "/agents", icon: Bot, isLesser: true },
  { key: "numbers", href: "/numbers", icon: Hash, isLesser: true },
  { key: "analytics", href: "/analytics", icon: ChartColumn, isLesser: true },
  { key: "settings", href: "/settings", icon: Settings, isLesser: true },
];

export function isCurrentPlace(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
