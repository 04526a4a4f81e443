import { z } from "zod";
import { env } from "@/env";
import { readSignedName, signedName } from "@/lib/sentences/signed-name";
import type { TenantId } from "@/lib/vocabulary";
import type { TrackRef } from "./track-sound";

export interface TrackPart {
  /** Null: a track of the house. */
  tenantId: TenantId | null;
  track: TrackRef;
  /** Counted from 0, on and on; absent: the whole track. */
  part?: number | undefined;
}

export const MAX_TRACK_NAME_LENGTH = 300;

const addressed = z.object({
  t: z.string().nullable(),
  r: z.string(),
  p: z.number().int().nonnegative().optional(),
});

/** Public address of a track's sound, for TwiML and the dashboard's player. It cannot be guessed or altered. */
export function holdMusicAddress(tenantId: TenantId | null, track: TrackRef, part?: number): string {
  return `${env.PUBLIC_URL}${holdMusicFile(tenantId, track, part)}`;
}

/** The same without the host. */
export function holdMusicFile(tenantId: TenantId | null, track: TrackRef, part?: number): string {
  return `/voice/music/${signedName("music", { t: tenantId, r: track, p: part })}`;
}

/** Undefined for an address we did not make. */
export function readTrackAddress(name: string): TrackPart | undefined {
  const parsed = addressed.safeParse(readSignedName("music", name));
  if (!parsed.success) return undefined;
  const { t, r, p } = parsed.data;
  return { tenantId: t as TenantId | null, track: r, part: p };
}
