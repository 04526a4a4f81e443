"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "@/lib/api-client";

/** One sentence for the member: the server's own, or ours when no readable answer came. */
export function useErrorMessage(): (error: unknown) => string {
  const t = useTranslations("errors.codes");
  return (error) => {
    if (!(error instanceof ApiError)) return t("internal");
    if (error.code === "network") return t("network");
    return error.message || t("internal");
  };
}
