import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";

/** TwiML, ready to be sent as text/xml. No verb in which Twilio itself speaks, on purpose: callers never hear its voice. */
export type Twiml = string & { readonly __brand: "Twiml" };

const done = (response: VoiceResponse) => response.toString() as Twiml;

/** The caller speaks with our bridge; when the bridge lets go, Twilio asks `next` what follows (twilio.md §4.1). */
export function connectStream(stream: {
  url: string;
  statusCallback: string;
  parameters: Record<string, string>;
  next: string;
}): Twiml {
  const response = new VoiceResponse();
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

/** TwiML that a vendor wrote for us, as it is; undefined for what Twilio could not read. */
export function foreignTwiml(document: string): Twiml | undefined {
  const text = document.trim();
  return /^(<\?xml[^>]*\?>\s*)?<Response[\s>/]/.test(text) ? (text as Twiml) : undefined;
}
