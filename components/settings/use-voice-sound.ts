"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { ApiError } from "@/lib/api-client";

export interface VoiceSound {
  /** What is heard, or about to be. */
  current: { id: string; isLoading: boolean } | undefined;
  /** Silences whatever sounds; begins this one, unless it was the one. */
  toggle: (id: string, load: () => Promise<Blob>) => void;
}

/** One loudspeaker for the whole page: two sentences at once are none. Silent again when the page is gone. */
export function useVoiceSound(): VoiceSound {
  const t = useTranslations("voiceSettings");
  const messageOf = useErrorMessage();
  const [current, setCurrent] = useState<VoiceSound["current"]>();
  // What was asked for last; an answer that comes later than another wish is not played.
  const playing = useRef<{ audio?: HTMLAudioElement; url?: string }>({});
  useEffect(() => () => silence(playing.current), []);

  const begin = async (id: string, load: () => Promise<Blob>) => {
    const mine: typeof playing.current = {};
    playing.current = mine;
    const isCurrent = () => playing.current === mine;
    setCurrent({ id, isLoading: true });
    try {
      const sound = await load();
      if (!isCurrent()) return;
      mine.url = URL.createObjectURL(sound);
      mine.audio = new Audio(mine.url);
      mine.audio.addEventListener("ended", () => {
        if (isCurrent()) setCurrent(undefined);
        silence(mine);
      });
      await mine.audio.play();
      if (isCurrent()) setCurrent({ id, isLoading: false });
    } catch (error) {
      if (!isCurrent()) return;
      setCurrent(undefined);
      silence(mine);
      const fields = error instanceof ApiError ? Object.values(error.fields) : [];
      toast.error(error instanceof ApiError ? (fields[0] ?? messageOf(error)) : t("playFailed"));
    }
  };
  const toggle: VoiceSound["toggle"] = (id, load) => {
    const before = current?.id;
    silence(playing.current);
    playing.current = {};
    if (before === id) setCurrent(undefined);
    else void begin(id, load);
  };
  return { current, toggle };
}

function silence({ audio, url }: { audio?: HTMLAudioElement; url?: string }): void {
  audio?.pause();
  if (url) URL.revokeObjectURL(url);
}
