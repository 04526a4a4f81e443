import { Mail, MessageSquareMore } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Instant } from "@/components/calls/instant";
import { useSession } from "@/components/frame/session-context";
import { StatusBadge, type Tone } from "@/components/ui/badge";
import { PhoneButton } from "@/components/ui/phone-number";
import { NOTICE_FAULTS, type NoticeView } from "@/lib/messages/schema";
import type { DeliveryStatus, NoticeChannel } from "@/lib/vocabulary";

const ICONS: Record<NoticeChannel, typeof Mail> = { email: Mail, sms: MessageSquareMore };
const TONES: Record<DeliveryStatus, Tone> = { pending: "waiting", delivered: "good", failed: "failed" };
/** Twilio's code for numbers that cannot send SMS, in the words it came with. */
const UNUSABLE_SENDER = /\((21606|21661)\)$/;

/** Who was told, how, why, and whether it reached them. */
export function NoticeLine({ notice, action }: { notice: NoticeView; action?: ReactNode }) {
  const t = useTranslations("notices");
  const { tenant } = useSession();
  const { channel, reason, status, advisor, address, createdAt, sentAt, nextAttemptAt, error } = notice;
  const Icon = ICONS[channel];
  return (
    <li data-testid="notice" data-status={status} className="flex gap-3">
      <Icon aria-label={t(`channel.${channel}`)} className="mt-1 size-4 shrink-0 text-ink-muted" />
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="flex items-start justify-between gap-x-3 gap-y-1 max-sm:flex-wrap">
          <span className="flex min-w-0 flex-wrap items-center gap-x-2">
            <span className="font-medium">{advisor?.name ?? t("business")}</span>
            {channel === "sms" ? (
              <PhoneButton number={address} country={tenant.country} />
            ) : (
              <span className="wrap-anywhere text-ink-muted">{address}</span>
            )}
          </span>
          <StatusBadge tone={TONES[status]} className="shrink-0">
            {t(`status.${status}`)}
          </StatusBadge>
        </p>
        <p className="text-sm text-ink-muted">
          {t(`reason.${reason}`)} · <Instant at={sentAt ?? createdAt} />
          {error !== null && nextAttemptAt !== null && (
            <>
              {" "}
              · {t("nextAttempt")} <Instant at={nextAttemptAt} />
            </>
          )}
        </p>
        {error !== null && <Why error={error} />}
        {action}
      </div>
    </li>
  );
}

/** In the vendor's own words, where it said some: that is what one can look up or ask about. */
function Why({ error }: { error: string }) {
  const t = useTranslations("notices");
  const fault = NOTICE_FAULTS.find((known) => known === error);
  return (
    <p className="text-sm wrap-anywhere text-failed">
      {fault ? t(`fault.${fault}`) : t("said", { said: error })}
      {UNUSABLE_SENDER.test(error) && <span className="block">{t("senderHelp")}</span>}
    </p>
  );
}
