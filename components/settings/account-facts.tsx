import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useNow } from "@/components/live/use-now";
import type { AccountView } from "@/lib/accounts/schema";
import { formatDateTime, formatRelative } from "@/lib/format";
import { planOf } from "./account-plan";

const REDRAWN_EVERY_MS = 10_000;
const SECRETS = ["authToken", "apiKey", "webhookSecret"] as const;

/** What is saved, as far as it may be shown: the account's public id and the end of each secret. */
export function AccountFacts({ account }: { account: AccountView }) {
  const t = useTranslations("accounts");
  const place = usePlace();
  const now = useNow(REDRAWN_EVERY_MS);
  const { externalId, hints, checkedAt, vendor } = account;
  const when = now && formatRelative(checkedAt, checkedAt > now ? checkedAt : now, place);
  return (
    <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
      {vendor === "twilio" && externalId !== null && (
        <>
          <dt className="text-ink-muted">{t("field.accountSid")}</dt>
          <dd className="font-mono break-all">{externalId}</dd>
        </>
      )}
      {planOf(account).map(({ key, words }) => (
        <div key={key} className="contents">
          <dt className="text-ink-muted">{t(`plan.${key}`)}</dt>
          <dd>{words(t, place)}</dd>
        </div>
      ))}
      {SECRETS.filter((secret) => hints[secret] !== undefined).map((secret) => (
        <div key={secret} className="contents">
          <dt className="text-ink-muted">{t(`field.${secret}`)}</dt>
          <dd>
            <span aria-hidden="true" className="font-mono">
              ••••{hints[secret]}
            </span>
            <span className="sr-only">{t("hint", { last: hints[secret] ?? "" })}</span>
          </dd>
        </div>
      ))}
      <dt className="text-ink-muted">{t("checkedLabel")}</dt>
      <dd>
        <time
          dateTime={checkedAt.toISOString()}
          title={formatDateTime(checkedAt, place)}
          suppressHydrationWarning
        >
          {when}
        </time>
      </dd>
    </dl>
  );
}
