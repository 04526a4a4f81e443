"use client";

import { LoaderCircle, Play, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { VoiceSound } from "./use-voice-sound";

type VoicePlayButtonProps = {
  id: string;
  sound: VoiceSound;
  load: () => Promise<Blob>;
  labels: { play: string; stop: string };
  /** The label stands beside the sign. */
  isWide?: boolean;
};

export function VoicePlayButton({ id, sound, load, labels, isWide = false }: VoicePlayButtonProps) {
  const mine = sound.current?.id === id ? sound.current : undefined;
  const Icon = mine ? (mine.isLoading ? LoaderCircle : Square) : Play;
  const label = mine ? labels.stop : labels.play;
  return (
    <Button
      variant={isWide ? "secondary" : "ghost"}
      size={isWide ? "md" : "icon-sm"}
      {...(isWide ? {} : { "aria-label": label, title: label })}
      onClick={() => sound.toggle(id, load)}
    >
      <Icon aria-hidden="true" className={mine?.isLoading ? "animate-spin" : undefined} />
      {isWide && label}
    </Button>
  );
}
