import { AppError } from "@/lib/errors";
import { wavOf } from "@/lib/sentences/telephone-wav";
import { partBounds } from "./rules";
import { readTrackAddress } from "./track-address";
import { HOUSE_TRACK, trackSound } from "./track-sound";

/** A track never changes; only the house's own may stand for another one some day. */
const AS_LONG_AS_POSSIBLE = "public, max-age=31536000, immutable";

/** WAV, µ-law 8 kHz. Throws `not_found` for an address we did not make. */
export async function trackResponse(name: string): Promise<Response> {
  const asked = readTrackAddress(name);
  if (!asked) throw new AppError("not_found", "track");
  const sound = await trackSound(asked.tenantId, asked.track);
  const { from, to } =
    asked.part === undefined ? { from: 0, to: sound.length } : partBounds(sound.length, asked.part);
  return new Response(new Uint8Array(wavOf(sound.subarray(from, to))), {
    headers: {
      "Content-Type": "audio/wav",
      "Cache-Control": asked.track === HOUSE_TRACK ? "public, max-age=3600" : AS_LONG_AS_POSSIBLE,
    },
  });
}
