"use client";

import { useTranslations } from "next-intl";
import { ErrorState } from "@/components/ui/error-state";
import { ApiError } from "@/lib/api-client";
import { useErrorMessage } from "./error-message";

/** A query that failed: what happened, how to try again, the code behind "Details". */
export function LoadError({
  error,
  onRetry,
  title,
}: {
  error: unknown;
  onRetry: () => void;
  title?: string;
}) {
  const t = useTranslations("errors");
  const messageOf = useErrorMessage();
  const facts = error instanceof ApiError ? { detail: `${error.status} ${error.code}` } : {};
  return (
    <ErrorState title={title ?? t("loadTitle")} message={messageOf(error)} onRetry={onRetry} {...facts} />
  );
}
