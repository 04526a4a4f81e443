import { useEffect, useRef, useState } from "react";

export type VoicePreview = {
  playingId: string | undefined;
  failedId: string | undefined;
  /** Plays this sample and silences any other; stops it when it is the one playing. */
  toggle: (voiceId: string, url: string) => void;
};

/** One loudspeaker for all samples of a list; silent again when the list is gone. */
export function useVoicePreview(): VoicePreview {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [playingId, setPlayingId] = useState<string>();
  const [failedId, setFailedId] = useState<string>();
  useEffect(() => () => audio.current?.pause(), []);

  const toggle = (voiceId: string, url: string) => {
    audio.current?.pause();
    setFailedId(undefined);
    if (playingId === voiceId) {
      setPlayingId(undefined);
      return;
    }
    const player = new Audio(url);
    audio.current = player;
    // A sample that was replaced meanwhile no longer speaks for what is playing.
    const isCurrent = () => audio.current === player;
    player.addEventListener("ended", () => {
      if (isCurrent()) setPlayingId(undefined);
    });
    setPlayingId(voiceId);
    player.play().catch(() => {
      if (!isCurrent() || player.error === null) return;
      setPlayingId(undefined);
      setFailedId(voiceId);
    });
  };
  return { playingId, failedId, toggle };
}
