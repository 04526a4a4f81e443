import type { Scope } from "@/db/client";
import { findAdvisorSought } from "@/db/queries/sentences";
import { log } from "@/lib/log";
import { playAndAskAgain, type Twiml } from "@/lib/providers/twilio/twiml";
import { sentenceAddress } from "@/lib/sentences/sentence-address";
import { holdMusicPath, openHoldPath, readHoldToken, type Waiting } from "./hold-music-path";
import { holdMusicAddress } from "./track-address";
import { chosenTrack, defaultTrack } from "./track-sound";

/**
 * What somebody who waits hears next: a sentence in the agent's voice, half a minute of the business's music, and on. Open to all, as it
 * is documented: without our signature it is the house's music, in nobody's name. Never fails: Twilio would drop the caller
 * (twilio.md §4.4).
 */
export async function holdResponse(token: string | undefined): Promise<Response> {
  const read = token === undefined ? undefined : readHoldToken(token);
  const twiml = read ? await nextFor(read.waiting, read.step) : inNobodysName();
  return new Response(twiml, {
    headers: { "Content-Type": "text/xml; charset=utf-8", "Cache-Control": "no-store" },
  });
}

function inNobodysName(): Twiml {
  return playAndAskAgain([holdMusicAddress(null, defaultTrack())], openHoldPath());
}

async function nextFor(waiting: Waiting, step: number): Promise<Twiml> {
  const { tenantId, callId, language, voiceId, voiceSettings } = waiting;
  const scope: Scope = { tenantId, actor: "twilio" };
  let track = defaultTrack();
  let advisor = waiting.advisor ?? undefined;
  try {
    // Another one may be rung by now.
    [track, advisor] = await Promise.all([
      chosenTrack(scope),
      findAdvisorSought(scope, callId).then((name) => name ?? advisor),
    ]);
  } catch (error) {
    log.warn({ err: error, tenantId, callId }, "waiting caller hears what needs no database");
  }
  const sentence = sentenceAddress({
    tenantId,
    key: step === 0 ? "connecting" : "still_trying",
    language,
    voiceId,
    voiceSettings,
    values: advisor ? { advisor } : {},
  });
  return playAndAskAgain(
    [sentence, holdMusicAddress(tenantId, track, step)],
    holdMusicPath(waiting, step + 1),
  );
}
