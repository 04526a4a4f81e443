"use client";

import { CircleAlert, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "./button";
import { Details } from "./details";

type ErrorStateProps = {
  title: string;
  message?: string;
  /** For the technician; behind "Details". */
  detail?: string;
  onRetry?: () => void;
};

export function ErrorState({ title, message, detail, onRetry }: ErrorStateProps) {
  const t = useTranslations("common");
  return (
    <div
      data-testid="error-state"
      role="alert"
      className="grid justify-items-center gap-3 rounded-lg border px-6 py-10 text-center"
    >
      <CircleAlert aria-hidden="true" className="size-8 text-failed" />
      <div className="grid max-w-md gap-1">
        <p className="text-lg font-medium">{title}</p>
        {message && <p className="text-ink-muted">{message}</p>}
      </div>
      {onRetry && (
        <Button onClick={onRetry}>
          <RotateCw aria-hidden="true" />
          {t("retry")}
        </Button>
      )}
      {detail && <Details label={t("details")}>{detail}</Details>}
    </div>
  );
}
