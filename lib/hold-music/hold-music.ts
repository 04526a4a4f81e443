import type { Scope } from "@/db/client";
import { chosenTrack, trackSound } from "./track-sound";

/** What a business's callers hear while they wait: µ-law 8 kHz mono, to begin anew when it is over. */
export async function holdMusic(scope: Scope): Promise<Buffer> {
  return trackSound(scope.tenantId, await chosenTrack(scope));
}
