import { useTranslations } from "next-intl";

/** Why a file could not be taken, in a sentence; the server says a word and, after a colon, the row. */
export function useImportError(): (error: string) => string {
  const t = useTranslations("imports.errors");
  return (error) => {
    const [word = "", row = ""] = error.split(":");
    return t.has(word) ? t(word, { row }) : t("internal");
  };
}
