/** Where a call's next instructions come from. */
import type { Field } from "./signature";
import type { HttpMethod } from "./webhooks";

export interface VoiceUrl {
  kind: "url";
  url: string;
  method: HttpMethod;
  fields: readonly Field[];
  isFallback: boolean;
}

export type Voice = VoiceUrl | { kind: "document"; twiml: string };

export function voiceAt(url: string, method: HttpMethod, fields: readonly Field[] = []): VoiceUrl {
  return { kind: "url", url, method, fields, isFallback: false };
}
