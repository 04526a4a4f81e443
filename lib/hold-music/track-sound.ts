import { readFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import type { Scope } from "@/db/client";
import { findHoldTrack } from "@/db/queries/hold-tracks";
import { getTenant } from "@/db/queries/team";
import { env } from "@/env";
import { log } from "@/lib/log";
import { storage } from "@/lib/providers/storage/open-storage";
import { soundOf } from "@/lib/sentences/telephone-wav";
import { BUNDLED_TRACKS, type BundledTrack, type TenantId } from "@/lib/vocabulary";
import { convertTrack } from "./convert-track";
import { MAX_TRACK_BYTES } from "./rules";

/** The track that HOLD_MUSIC_URL names. */
export const HOUSE_TRACK = "house";

/** A bundled track, the one of HOLD_MUSIC_URL, or the id of one that the business uploaded. */
export type TrackRef = string;

/** Who has chosen nothing hears what the house has chosen. */
export function defaultTrack(): TrackRef {
  return env.HOLD_MUSIC_URL ? HOUSE_TRACK : BUNDLED_TRACKS[0];
}

/** What a business's callers hear. */
export async function chosenTrack(scope: Scope): Promise<TrackRef> {
  return (await getTenant(scope)).holdTrack ?? defaultTrack();
}

const isBundled = (track: TrackRef): track is BundledTrack =>
  (BUNDLED_TRACKS as readonly string[]).includes(track);

/** Some twenty tracks of three minutes. */
const MAX_CACHED_BYTES = 32 * 1024 * 1024;
const FETCH_TIMEOUT_MS = 5000;
/** So long nobody else waits for what could not be had just now. */
const RETRY_AFTER_MS = 60_000;

// Next compiles the same module several times into one process.
const shared = globalThis as typeof globalThis & { centralitaTracks?: Map<string, Promise<Buffer>> };

/** µ-law 8 kHz mono. A track that is gone or cannot be had is the house's first one: somebody is waiting. */
export async function trackSound(owner: TenantId | null, track: TrackRef): Promise<Buffer> {
  const key = isBundled(track) || track === HOUSE_TRACK ? track : `${owner}/${track}`;
  const tracks = (shared.centralitaTracks ??= new Map());
  const sound = tracks.get(key) ?? load(owner, track);
  // The last that was asked for goes last.
  tracks.delete(key);
  tracks.set(key, sound);
  try {
    const bytes = await sound;
    await forgetOldest(tracks);
    return bytes;
  } catch (error) {
    log.warn({ err: error, tenantId: owner, track }, "music on hold not to be had");
    const instead = load(null, BUNDLED_TRACKS[0]);
    tracks.set(key, instead);
    setTimeout(() => tracks.delete(key), RETRY_AFTER_MS).unref();
    return instead;
  }
}

async function load(owner: TenantId | null, track: TrackRef): Promise<Buffer> {
  if (isBundled(track)) {
    return soundOf(await readFile(path.join(process.cwd(), "lib/hold-music/audio", `${track}.wav`)));
  }
  if (track === HOUSE_TRACK) return fetchHouseTrack();
  const row = owner && (await findHoldTrack({ tenantId: owner, actor: "system" }, track));
  const stored = row && (await storage().get(row.storageKey));
  if (!stored) throw new Error("the track is gone");
  return buffer(stored.body);
}

async function fetchHouseTrack(): Promise<Buffer> {
  const answer = await fetch(env.HOLD_MUSIC_URL ?? "", { signal: AbortSignal.timeout(FETCH_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`HOLD_MUSIC_URL answers ${answer.status}`);
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of answer.body ?? []) {
    sizeBytes += piece.byteLength;
    if (sizeBytes > MAX_TRACK_BYTES) throw new Error("HOLD_MUSIC_URL is too large");
    pieces.push(piece);
  }
  return convertTrack(Buffer.concat(pieces));
}

async function forgetOldest(tracks: Map<string, Promise<Buffer>>): Promise<void> {
  let kept = 0;
  for (const [key, sound] of [...tracks].toReversed()) {
    const sizeBytes = await sound.then(
      ({ length }) => length,
      () => 0,
    );
    if (kept + sizeBytes > MAX_CACHED_BYTES) tracks.delete(key);
    else kept += sizeBytes;
  }
}
