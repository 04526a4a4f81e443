import { randomUUID } from "node:crypto";
import * as holdTrackQueries from "@/db/queries/hold-tracks";
import * as sentenceQueries from "@/db/queries/sentences";
import * as speechQueries from "@/db/queries/speech";
import { type Attempt, empty, harmless, nothing, ours, stranger, strangersOwn } from "./stranger";

const connecting = { key: "connecting", language: "es" } as const;

const track = () => ({
  id: randomUUID(),
  name: "x",
  storageKey: `${stranger.tenantId}/hold-music/x.ulaw`,
  sizeBytes: 1,
  durationMs: 1,
  isLicensed: true,
  createdBy: "x",
});

/** What the business says and plays: sentences, their sound, music on hold. */
export const VOICE_ATTEMPTS: Record<string, Attempt> = {
  findSpeechClip: [() => speechQueries.findSpeechClip(stranger, ours.clipKey), nothing],
  saveSpeechClip: [() => speechQueries.saveSpeechClip(stranger, ours.clipKey, "BBBB"), harmless],
  deletePersonalClips: [() => speechQueries.deletePersonalClips(stranger), harmless],
  listSentences: [() => sentenceQueries.listSentences(stranger), empty],
  findSentence: [() => sentenceQueries.findSentence(stranger, connecting), nothing],
  deleteSentence: [() => sentenceQueries.deleteSentence(stranger, connecting), nothing],
  saveSentence: [() => sentenceQueries.saveSentence(stranger, { ...connecting, text: "theirs" }), harmless],
  findAdvisorSought: [() => sentenceQueries.findAdvisorSought(stranger, ours.call.id), nothing],
  listHoldTracks: [() => holdTrackQueries.listHoldTracks(stranger), empty],
  findHoldTrack: [() => holdTrackQueries.findHoldTrack(stranger, ours.trackId), nothing],
  countHoldTracks: [() => holdTrackQueries.countHoldTracks(stranger), nothing],
  deleteHoldTrack: [() => holdTrackQueries.deleteHoldTrack(stranger, ours.trackId), nothing],
  insertHoldTrack: [() => holdTrackQueries.insertHoldTrack(stranger, track()), strangersOwn],
};
