import { usePlace } from "@/components/frame/place";
import { formatTime } from "@/lib/format";

/** `jue, 5 mar, 10:30` by the clock of the business. */
export function useSayWhen(): (at: { startsAt: Date }) => string {
  const { locale, timeZone } = usePlace();
  const day = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", timeZone });
  return ({ startsAt }) => `${day.format(startsAt)}, ${formatTime(startsAt, { locale, timeZone })}`;
}
