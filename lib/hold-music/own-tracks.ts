import { randomUUID } from "node:crypto";
import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  countHoldTracks,
  deleteHoldTrack as remove,
  findHoldTrack,
  insertHoldTrack,
  listHoldTracks,
} from "@/db/queries/hold-tracks";
import { lockTenant, updateTenant, writeAudit } from "@/db/queries/team";
import type { HoldTrack } from "@/db/schema/voice";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { storage } from "@/lib/providers/storage/open-storage";
import { isUuid } from "@/lib/uuid";
import { BUNDLED_TRACKS } from "@/lib/vocabulary";
import { convertTrack } from "./convert-track";
import { MAX_TRACKS, SAMPLES_PER_SECOND } from "./rules";
import type { TrackView } from "./schema";
import { holdMusicFile } from "./track-address";
import { chosenTrack, HOUSE_TRACK, type TrackRef, trackSound } from "./track-sound";

const durationOf = (sizeBytes: number) => Math.round((sizeBytes * 1000) / SAMPLES_PER_SECOND);

/** The house's and the business's own, in the order in which they are offered. */
export async function listTracks(scope: Scope): Promise<TrackView[]> {
  const [chosen, own] = await Promise.all([chosenTrack(scope), listHoldTracks(scope)]);
  const house = [...(env.HOLD_MUSIC_URL ? [HOUSE_TRACK] : []), ...BUNDLED_TRACKS];
  return [
    ...(await Promise.all(house.map((track) => houseView(track, chosen)))),
    ...own.map((row) => ownView(row, chosen)),
  ];
}

async function houseView(track: TrackRef, chosen: TrackRef): Promise<TrackView> {
  return {
    track,
    name: null,
    isOwn: false,
    isChosen: track === chosen,
    // Not fetched for the sake of a list.
    durationMs: track === HOUSE_TRACK ? null : durationOf((await trackSound(null, track)).length),
    audioPath: holdMusicFile(null, track),
    createdBy: null,
    createdAt: null,
  };
}

function ownView({ tenantId, id, ...row }: HoldTrack, chosen: TrackRef): TrackView {
  return {
    track: id,
    name: row.name,
    isOwn: true,
    isChosen: id === chosen,
    durationMs: row.durationMs,
    audioPath: holdMusicFile(tenantId, id),
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}

/**
 * Converts a file and keeps it for good. Throws `invalid` with what is wrong with the file, `conflict` when the business has too many,
 * ProviderError when it cannot be stored; nothing is kept then.
 */
export async function uploadTrack(
  scope: Scope,
  { name, file, by }: { name: string; file: Buffer; by: string },
): Promise<TrackView> {
  await requireRoom(scope);
  const sound = await convertTrack(file);
  const id = randomUUID();
  const storageKey = `${scope.tenantId}/hold-music/${id}.ulaw`;
  await storage().put(storageKey, sound);
  try {
    const row = await withTransaction(scope, async (inner) => {
      // Of two uploaded at once, both would count the same.
      await lockTenant(inner);
      await requireRoom(inner);
      const made = await insertHoldTrack(inner, {
        id,
        name: withoutEnding(name),
        storageKey,
        sizeBytes: sound.length,
        durationMs: durationOf(sound.length),
        isLicensed: true,
        createdBy: by,
      });
      await writeAudit(inner, {
        action: "hold_track.upload",
        subject: id,
        details: { name: made.name, isLicensed: true },
      });
      await notifyTenant(inner, { type: "voice" });
      return made;
    });
    return ownView(row, await chosenTrack(scope));
  } catch (error) {
    await storage().delete(storageKey);
    throw error;
  }
}

async function requireRoom(scope: Scope): Promise<void> {
  if ((await countHoldTracks(scope)) >= MAX_TRACKS) throw new AppError("conflict", "too_many_tracks");
}

function withoutEnding(fileName: string): string {
  return fileName.replace(/\.(wav|wave|mp3)$/i, "").trim() || fileName;
}

/** What callers hear from now on. Throws `not_found` for a track of another tenant. */
export async function chooseTrack(scope: Scope, track: TrackRef): Promise<TrackView[]> {
  await withTransaction(scope, async (inner) => {
    await requireTrack(inner, track);
    await updateTenant(inner, { holdTrack: track === HOUSE_TRACK ? null : track });
    await writeAudit(inner, { action: "hold_track.choose", subject: track });
    await notifyTenant(inner, { type: "voice" });
  });
  return listTracks(scope);
}

async function requireTrack(scope: Scope, track: TrackRef): Promise<void> {
  if ((BUNDLED_TRACKS as readonly string[]).includes(track)) return;
  if (track === HOUSE_TRACK && env.HOLD_MUSIC_URL) return;
  if (isUuid(track) && (await findHoldTrack(scope, track))) return;
  throw new AppError("not_found", `track ${track}`);
}

/** Gone for good; was it the chosen one, callers hear the house's default. Throws `not_found` for a track of another tenant. */
export async function deleteTrack(scope: Scope, trackId: string): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const row = await remove(inner, trackId);
    if (!row) throw new AppError("not_found", `track ${trackId}`);
    await writeAudit(inner, { action: "hold_track.delete", subject: trackId, details: { name: row.name } });
    await notifyTenant(inner, { type: "voice" });
    // Last, so that a storage that does not delete leaves the row that knows of it.
    await storage().delete(row.storageKey);
  });
}
