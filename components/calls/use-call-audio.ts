"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useSession } from "@/components/frame/session-context";
import type { RecordingView } from "@/lib/recordings/schema";
import { callQueries } from "./call-queries";
import { type Cue, placeTurns } from "./cues";

/** Asks the player to speak from somewhere; the same place asked for twice is two requests. */
export interface PlayRequest {
  startMs: number;
  serial: number;
}

export interface CallAudio {
  recordings: RecordingView[];
  /** The one that is open in the player. */
  recording: RecordingView;
  choose: (recordingId: string) => void;
  cues: Cue[];
  request: PlayRequest | undefined;
  /** Position of the turn that is being spoken. */
  spoken: number | null;
  setSpoken: (position: number | null) => void;
  /** Undefined for a turn that cannot be heard. */
  playTurn: (position: number) => (() => void) | undefined;
}

const NONE: never[] = [];

/** What the player and the transcript of one call share; undefined while there is nothing to hear. */
export function useCallAudio(callId: string): CallAudio | undefined {
  const { tenant } = useSession();
  const recordings = useQuery(callQueries.recordings(tenant.id, callId)).data ?? NONE;
  const turns = useQuery(callQueries.turns(tenant.id, callId)).data ?? NONE;
  const [chosenId, setChosenId] = useState<string>();
  const [request, setRequest] = useState<PlayRequest>();
  const [spoken, setSpoken] = useState<number | null>(null);
  const placed = useMemo(() => placeTurns(turns, recordings), [turns, recordings]);
  const recording = recordings.find(({ id }) => id === chosenId) ?? recordings[0];
  if (!recording) return undefined;

  const choose = (recordingId: string) => {
    setChosenId(recordingId);
    setRequest(undefined);
    setSpoken(null);
  };
  const playTurn = (position: number) => {
    for (const [recordingId, cues] of placed) {
      const cue = cues.find((candidate) => candidate.position === position);
      if (!cue) continue;
      return () => {
        setChosenId(recordingId);
        setRequest((last) => ({ startMs: cue.startMs, serial: (last?.serial ?? 0) + 1 }));
      };
    }
    return undefined;
  };
  const cues = placed.get(recording.id) ?? NONE;
  return { recordings, recording, choose, cues, request, spoken, setSpoken, playTurn };
}
