"use client";

import { useLocale } from "next-intl";
import type { Place } from "@/lib/format";
import { useSession } from "./session-context";

/** The language of the member and the clock of the business. */
export function usePlace(): Place {
  return { locale: useLocale(), timeZone: useSession().tenant.timeZone };
}
