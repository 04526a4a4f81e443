"use client";

import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { ShownOnce } from "@/components/ui/shown-once";
import { formatDateTime } from "@/lib/format";

type WebhookSecretShownProps = {
  secret: string;
  /** Of a replaced one: until when it signs too. */
  previousUntil?: Date | undefined;
  onClose: () => void;
};

/** The secret with which the receiver checks that it is us. */
export function WebhookSecretShown({ secret, previousUntil, onClose }: WebhookSecretShownProps) {
  const t = useTranslations("webhooks");
  const place = usePlace();
  return (
    <ShownOnce
      title={t("secretTitle")}
      description={t("secretHelp")}
      label={t("secret")}
      value={secret}
      words={{ copy: t("copySecret"), copied: t("secretCopied"), done: t("done") }}
      onClose={onClose}
      className="max-w-xl"
    >
      {previousUntil && (
        <p className="text-sm text-ink-muted">
          {t("previousUntil", { when: formatDateTime(previousUntil, place) })}
        </p>
      )}
    </ShownOnce>
  );
}
