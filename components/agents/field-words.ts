import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import type { VendorField, VendorValue } from "@/lib/agents/schema";
import { LANGUAGES } from "@/lib/vocabulary";
import { agentQueries } from "./agent-queries";

/** Names and values of an agent's fields, as a person reads them. */
export function useFieldWords() {
  const t = useTranslations("agents");
  const { data: voices = [] } = useQuery(agentQueries.voices(useSession().tenant.id));
  const valueOf = (field: VendorField, value: VendorValue): string => {
    if (value === null || value === "") return field === "voiceId" ? t("voice.default") : t("diff.nothing");
    if (field === "voiceId" && typeof value === "string")
      return voices.find(({ voiceId }) => voiceId === value)?.name ?? t("voice.unknown", { voiceId: value });
    if (field === "maxDurationSeconds" && typeof value === "number")
      return t("limits.minutes", { count: Math.round(value / 60) });
    if (field === "silenceTimeoutSeconds" && typeof value === "number")
      return value < 0 ? t("limits.never") : t("limits.seconds", { count: value });
    const language = LANGUAGES.find((known) => field === "language" && known === value);
    if (language) return t(`language.${language}`);
    if (typeof value !== "object") return String(value);
    if (Array.isArray(value)) return value.join(", ") || t("diff.nothing");
    const pairs = Object.entries(value).map(([name, text]) => `${name}: ${text || "—"}`);
    return pairs.join("\n") || t("diff.nothing");
  };
  return { nameOf: (field: VendorField) => t(`fields.${field}`), valueOf };
}
