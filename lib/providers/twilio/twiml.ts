import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";

/** TwiML, ready to be sent as text/xml. No verb in which Twilio itself speaks, on purpose: callers never hear its voice. */
export type Twiml = string & { readonly __brand: "Twiml" };

const done = (response: VoiceResponse) => response.toString() as Twiml;

/** How a call begins that is recorded as a whole. */
export interface Opening {
  /** Heard to its end before anything is recorded; null: nothing is said. */
  noticeUrl: string | null;
  /** Where Twilio reports of the recording. */
  recordingStatusCallback: string;
}

/**
 * The notice, then the recording of the whole call, beside whatever follows it: the person on one channel, what they hear on the other
 * (twilio.md §4.6, §7). Silence is kept, so that times in the recording are times of the call.
 */
function openCall(response: VoiceResponse, { noticeUrl, recordingStatusCallback }: Opening): void {
  if (noticeUrl !== null) response.play(noticeUrl);
  response.start().recording({
    channels: "dual",
    track: "both",
    trim: "do-not-trim",
    recordingStatusCallback,
    recordingStatusCallbackMethod: "POST",
    recordingStatusCallbackEvent: ["in-progress", "completed", "absent"],
  });
}

/** The caller speaks with our bridge; when the bridge lets go, Twilio asks `next` what follows (twilio.md §4.1). */
export function connectStream(stream: {
  url: string;
  statusCallback: string;
  parameters: Record<string, string>;
  next: string;
  /** Null: nothing is recorded, or it is already. */
  opening: Opening | null;
}): Twiml {
  const response = new VoiceResponse();
  if (stream.opening) openCall(response, stream.opening);
  const media = response.connect().stream({
    url: stream.url,
    statusCallback: stream.statusCallback,
    statusCallbackMethod: "POST",
  });
  for (const [name, value] of Object.entries(stream.parameters)) media.parameter({ name, value });
  response.redirect({ method: "POST" }, stream.next);
  return done(response);
}

/** One spoken sentence, then the end. */
export function playAndHangUp(audioUrl: string): Twiml {
  const response = new VoiceResponse();
  response.play(audioUrl);
  response.hangup();
  return done(response);
}

/** One spoken sentence; once it has been heard to its end Twilio asks `next` what follows. */
export function playThenAsk(audioUrl: string, next: string): Twiml {
  const response = new VoiceResponse();
  response.play(audioUrl);
  response.redirect({ method: "POST" }, next);
  return done(response);
}

/** The brief twice; one key decides, and no key is asked about as well (twilio.md §4.5). */
export function askForKey(asked: { audioUrl: string; action: string; waitSeconds: number }): Twiml {
  const response = new VoiceResponse();
  const gather = response.gather({
    input: ["dtmf"],
    numDigits: 1,
    finishOnKey: "",
    timeout: asked.waitSeconds,
    actionOnEmptyResult: true,
    action: asked.action,
    method: "POST",
  });
  gather.play(asked.audioUrl);
  gather.pause({ length: 1 });
  gather.play(asked.audioUrl);
  response.hangup();
  return done(response);
}

/** What is said while words and keys are listened for; `action` is asked in any case, also when nothing was heard (twilio.md §4.5). */
export function askForSpeech(asked: {
  audioUrls: string[];
  action: string;
  /** BCP-47. */
  language: string;
  /** Silence after what was said until nothing counts as heard. */
  waitSeconds: number;
  /** Pause that ends what the caller says; null: Twilio decides. */
  pauseSeconds: number | null;
  hints: string[];
  /** Null: nothing is recorded, or it is already. */
  opening: Opening | null;
}): Twiml {
  const response = new VoiceResponse();
  if (asked.opening) openCall(response, asked.opening);
  const gather = response.gather({
    input: ["dtmf", "speech"],
    action: asked.action,
    method: "POST",
    language: asked.language as SpeechLanguage,
    timeout: asked.waitSeconds,
    speechTimeout: asked.pauseSeconds === null ? "auto" : String(asked.pauseSeconds),
    profanityFilter: false,
    actionOnEmptyResult: true,
    ...(asked.hints.length === 0 ? {} : { hints: asked.hints.join(", ") }),
  });
  for (const audioUrl of asked.audioUrls) gather.play(audioUrl);
  return done(response);
}

type SpeechLanguage = NonNullable<VoiceResponse.GatherAttributes["language"]>;

export interface Room {
  /** Names the conference within the account. */
  name: string;
  /** Unique in the room. */
  label: string;
  /** Where Twilio asks what follows once this one has left. */
  action: string;
  /** Sound of whoever waits alone; absent: silence. */
  waitUrl?: string;
  /** Played to this one before they enter. */
  greetingUrl?: string;
  /** Where Twilio reports of the recording; absent: none is made. */
  recordingStatusCallback?: string;
}

/**
 * Into a conference that ends for both when either leaves (twilio.md §4.4): whoever is left is asked about at their `action`, so nobody
 * stays alone with music.
 */
export function joinRoom(room: Room): Twiml {
  const response = new VoiceResponse();
  if (room.greetingUrl) response.play(room.greetingUrl);
  const dial = response.dial({ action: room.action, method: "POST" });
  dial.conference(
    {
      participantLabel: room.label,
      startConferenceOnEnter: true,
      endConferenceOnExit: true,
      beep: "false",
      jitterBufferSize: "small",
      waitUrl: room.waitUrl ?? "",
      waitMethod: "GET",
      ...(room.recordingStatusCallback
        ? {
            record: "record-from-start" as const,
            recordingStatusCallback: room.recordingStatusCallback,
            recordingStatusCallbackMethod: "POST",
          }
        : {}),
    },
    room.name,
  );
  return done(response);
}

/** A sentence, a tone, and whatever the caller says until a key, silence or the end (twilio.md §4.6). */
export function playAndRecord(order: {
  audioUrl: string;
  /** Asked when one key is pressed before the tone. */
  keyAction?: string;
  maxSeconds: number;
  /** Asked what follows; also when the caller has hung up, and when nothing was said. */
  action: string;
  recordingStatusCallback: string;
}): Twiml {
  const response = new VoiceResponse();
  if (order.keyAction === undefined) response.play(order.audioUrl);
  else listenForKey(response, order.keyAction).play(order.audioUrl);
  response.record({
    maxLength: order.maxSeconds,
    timeout: 5,
    playBeep: true,
    trim: "trim-silence",
    finishOnKey: "#",
    action: order.action,
    method: "POST",
    recordingStatusCallback: order.recordingStatusCallback,
    recordingStatusCallbackMethod: "POST",
    recordingStatusCallbackEvent: ["in-progress", "completed", "absent"],
  });
  // An empty recording does not lead to `action` but to the next verb (twilio.com/docs/voice/twiml/record).
  response.redirect({ method: "POST" }, order.action);
  return done(response);
}

/** Who has to think about it may: some seconds pass until the next verb. */
const KEY_WAIT_SECONDS = 3;

/** Without a key Twilio goes on to the next verb (twilio.md §4.5). */
function listenForKey(response: VoiceResponse, action: string) {
  const timeout = KEY_WAIT_SECONDS;
  return response.gather({ input: ["dtmf"], numDigits: 1, finishOnKey: "", timeout, action, method: "POST" });
}

/** What somebody who waits in a conference hears; without the last line Twilio falls silent after it (twilio.md §4.4). */
export function playAndAskAgain(audioUrls: string[], next: string): Twiml {
  const response = new VoiceResponse();
  for (const audioUrl of audioUrls) response.play(audioUrl);
  response.redirect({ method: "GET" }, next);
  return done(response);
}

/** Twilio is to ask there at once. */
export function askNext(url: string): Twiml {
  const response = new VoiceResponse();
  response.redirect({ method: "POST" }, url);
  return done(response);
}

export function hangUp(): Twiml {
  const response = new VoiceResponse();
  response.hangup();
  return done(response);
}

/** Not answered, not billed. */
export function reject(): Twiml {
  const response = new VoiceResponse();
  response.reject({ reason: "rejected" });
  return done(response);
}

/** One spoken sentence, then what stands in `document`. */
export function playBefore(audioUrl: string, document: Twiml): Twiml {
  const response = new VoiceResponse();
  response.play(audioUrl);
  const [, play = ""] = /<Response>(.*)<\/Response>/s.exec(response.toString()) ?? [];
  // What stands in the tag itself is kept. An empty document ends the call: then there is nothing to go before.
  return document.replace(/<Response(\s[^>]*[^/>])?>/, (tag) => tag + play) as Twiml;
}

/** TwiML that a vendor wrote for us, as it is; undefined for what Twilio could not read. */
export function foreignTwiml(document: string): Twiml | undefined {
  const text = document.trim();
  return /^(<\?xml[^>]*\?>\s*)?<Response[\s>/]/.test(text) ? (text as Twiml) : undefined;
}
