import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LANGUAGES, type Language } from "@/lib/vocabulary";

/** What the member chose; else the browser's first language of ours; else Spanish. */
function languageOf(chosen: string | undefined, accepted: string | null): Language {
  const wanted = [
    chosen,
    ...(accepted ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase()),
  ];
  for (const candidate of wanted) {
    const language = LANGUAGES.find((known) => known === candidate);
    if (language) return language;
  }
  return "es";
}

const MESSAGES = {
  es: () => import("./messages/es.json"),
  en: () => import("./messages/en.json"),
} satisfies Record<Language, unknown>;

export default getRequestConfig(async () => {
  const [cookieJar, headerList] = await Promise.all([cookies(), headers()]);
  const locale = languageOf(cookieJar.get("locale")?.value, headerList.get("accept-language"));
  const { default: messages } = await MESSAGES[locale]();
  // Dates are formatted by lib/format.ts in the tenant's zone; this one only silences the library's guess.
  return { locale, messages, timeZone: "UTC" };
});
