import type { VoiceSettings } from "@/lib/vocabulary";

/** As people read it: a share in per cent, a speed as so many times the usual one. */
export function formatVoiceSetting(name: keyof VoiceSettings, value: number, locale: string): string {
  if (name !== "speed")
    return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(value);
  const times = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return `${times.format(value)}×`;
}
