"use client";

import { HoldMusic } from "./hold-music";
import { SentenceList } from "./sentence-list";
import { useVoiceSound } from "./use-voice-sound";
import { VoiceTransfers } from "./voice-transfers";

/** What callers and advisors hear from the house, and how long they wait for one another. */
export function VoiceSettings() {
  const sound = useVoiceSound();
  return (
    <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-10">
      <SentenceList sound={sound} />
      <HoldMusic sound={sound} />
      <VoiceTransfers />
    </div>
  );
}
