import "server-only";
import { getLocale } from "next-intl/server";
import { type Language, LANGUAGES } from "@/lib/vocabulary";

/** What the member chose, or what the request says its reader understands (lib/i18n/request.ts). */
export async function readerLanguage(): Promise<Language> {
  const locale = await getLocale();
  return LANGUAGES.find((language) => language === locale) ?? "es";
}
