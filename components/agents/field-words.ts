import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { type VendorField, type VendorValue, voiceSettingsInput } from "@/lib/agents/schema";
import { DEFAULT_VOICE_SETTINGS, LANGUAGES, MACHINE_ACTIONS } from "@/lib/vocabulary";
import { agentQueries } from "./agent-queries";
import { formatVoiceSetting } from "./voice-setting-words";

/** Known to the house alone. */
export const HOUSE_ONLY_FIELDS = [
  "model",
  "ringSeconds",
  "speechTimeoutSeconds",
  "machineAction",
  "machineMessage",
] as const;

type ShownField = VendorField | (typeof HOUSE_ONLY_FIELDS)[number];

/** Names and values of an agent's fields, as a person reads them. */
export function useFieldWords() {
  const t = useTranslations("agents");
  const { data: voices = [] } = useQuery(agentQueries.voices(useSession().tenant.id));
  const { locale } = usePlace();
  const valueOf = (field: ShownField, value: VendorValue): string => {
    if (value === null && field === "speechTimeoutSeconds") return t("limits.automatic");
    if (value === null && field === "model") return t("model.usual");
    if (value === null && field === "ringSeconds") return t("limits.usualRing");
    if (value === null || value === "") return field === "voiceId" ? t("voice.default") : t("diff.nothing");
    if (field === "voiceId" && typeof value === "string")
      return voices.find(({ voiceId }) => voiceId === value)?.name ?? t("voice.unknown", { voiceId: value });
    if (field === "maxDurationSeconds" && typeof value === "number")
      return t("limits.minutes", { count: Math.round(value / 60) });
    if ((field === "ringSeconds" || field === "speechTimeoutSeconds") && typeof value === "number")
      return t("limits.seconds", { count: value });
    if (field === "silenceTimeoutSeconds" && typeof value === "number")
      return value < 0 ? t("limits.never") : t("limits.seconds", { count: value });
    const action = MACHINE_ACTIONS.find((known) => field === "machineAction" && known === value);
    if (action) return t(`machine.actions.${action}`);
    const language = LANGUAGES.find((known) => field === "language" && known === value);
    if (language) return t(`language.${language}`);
    if (typeof value !== "object") return String(value);
    if (Array.isArray(value)) return value.join(", ") || t("diff.nothing");
    if (field === "voiceSettings") {
      const settings = voiceSettingsInput.safeParse(value).data ?? DEFAULT_VOICE_SETTINGS;
      return (["stability", "similarityBoost", "speed"] as const)
        .map((name) => `${t(`sound.${name}.label`)}: ${formatVoiceSetting(name, settings[name], locale)}`)
        .join("\n");
    }
    const pairs = Object.entries(value).map(([name, text]) => `${name}: ${text || "—"}`);
    return pairs.join("\n") || t("diff.nothing");
  };
  return { nameOf: (field: ShownField) => t(`fields.${field}`), valueOf };
}
