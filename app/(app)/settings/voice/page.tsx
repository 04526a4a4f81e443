import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { tenantQueries } from "@/components/settings/tenant-queries";
import { voiceQueries } from "@/components/settings/voice-queries";
import { VoiceSettings } from "@/components/settings/voice-settings";
import { listTracks } from "@/lib/hold-music/own-tracks";
import { listSentences } from "@/lib/sentences/own-sentences";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("voiceSettings");
  return { title: t("title") };
}

export default function VoiceSettingsPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => [
        answer(tenantQueries.detail(tenant.id), async () => tenant),
        answer(voiceQueries.sentences(tenant.id), () => listSentences(scope)),
        answer(voiceQueries.tracks(tenant.id), () => listTracks(scope)),
      ]}
    >
      <VoiceSettings />
    </Prefetched>
  );
}
