import { env } from "@/env";
import { ProviderError } from "@/lib/errors";
import { ask, type TwilioCredentials } from "./ask";

/** Long enough for hours of conversation over a slow line. */
const MEDIA_TIMEOUT_MS = 180_000;

export interface TwilioRecording {
  /** Twilio's own word: `processing`, `completed`, `absent`, `deleted` … (twilio.md §7) */
  status: string;
  durationSeconds: number | null;
  startedAt: Date | null;
}

/** A recording of one voice cannot be had in two channels (twilio.md §7). */
const NOT_DUAL = "16113";

/** GET /Recordings/{sid}.json (twilio.md §7). 404 also means that it is not ready yet. */
export async function fetchTwilioRecording(
  credentials: TwilioCredentials,
  recordingSid: string,
): Promise<TwilioRecording> {
  const recording = await ask(credentials, (client) => client.recordings(recordingSid).fetch());
  const seconds = Number.parseInt(recording.duration, 10);
  // The SDK makes an invalid date of an empty text.
  const startedAt: Date | null = recording.startTime;
  return {
    status: recording.status,
    durationSeconds: Number.isNaN(seconds) || seconds < 0 ? null : seconds,
    startedAt: startedAt && !Number.isNaN(startedAt.getTime()) ? startedAt : null,
  };
}

/** DELETE /Recordings/{sid}.json (twilio.md §7). Throws ProviderError with 404 for what is gone already. */
export async function deleteTwilioRecording(
  credentials: TwilioCredentials,
  recordingSid: string,
): Promise<void> {
  await ask(credentials, (client) => client.recordings(recordingSid).remove());
}

/**
 * The sound of a recording as WAV, while it comes: `apart` with each side on its own channel where Twilio has them so. Throws ProviderError
 * with Twilio's words; 404 while it is not ready (twilio.md §7).
 */
export async function downloadRecording(
  credentials: TwilioCredentials,
  recordingSid: string,
  { apart }: { apart: boolean },
): Promise<ReadableStream<Uint8Array>> {
  if (!apart) return download(credentials, `${recordingSid}.wav`);
  try {
    return await download(credentials, `${recordingSid}.wav?RequestedChannels=2`);
  } catch (error) {
    if (!(error instanceof ProviderError && error.httpStatus === 400 && error.vendorCode === NOT_DUAL))
      throw error;
    return download(credentials, `${recordingSid}.wav?RequestedChannels=1`);
  }
}

/** Without the SDK, which would hold all of it in memory. */
async function download(
  { accountSid, authToken }: TwilioCredentials,
  file: string,
): Promise<ReadableStream<Uint8Array>> {
  const base = env.TWILIO_API_URL ?? "https://api.twilio.com";
  const path = `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Recordings/${file}`;
  let answer: Response;
  try {
    answer = await fetch(base + path, {
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}` },
      signal: AbortSignal.timeout(MEDIA_TIMEOUT_MS),
    });
  } catch (error) {
    const { name, cause } = error as Error;
    const code = (cause as { code?: unknown } | undefined)?.code;
    const vendorCode = typeof code === "string" ? code : name;
    throw new ProviderError("twilio", `unreachable (${vendorCode})`, { permanent: false, vendorCode });
  }
  if (answer.ok && answer.body) return answer.body;
  const { status } = answer;
  const said = (await answer.json().catch(() => undefined)) as
    | { code?: unknown; message?: unknown }
    | undefined;
  throw new ProviderError("twilio", typeof said?.message === "string" ? said.message : `HTTP ${status}`, {
    permanent: status < 500 && status !== 429 && status !== 404,
    httpStatus: status,
    vendorCode: typeof said?.code === "number" ? String(said.code) : undefined,
  });
}
