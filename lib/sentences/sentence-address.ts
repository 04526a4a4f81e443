import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/env";
import type { Language, TenantId } from "@/lib/vocabulary";
import { SENTENCES, type SentenceKey } from "./sentences";

export interface SpokenSentence {
  tenantId: TenantId;
  key: SentenceKey;
  language: Language;
  /** Null: the bundled recording. */
  voiceId: string | null;
}

/** Address of the audio, for TwiML. It cannot be guessed or altered: what it says is signed. */
export function sentenceAddress({ tenantId, key, language, voiceId }: SpokenSentence): string {
  const body = [tenantId, key, language, voiceId ?? ""].join(".");
  return `${env.PUBLIC_URL}/voice/sentence/${body}.${sign(body)}`;
}

/** Undefined for an address we did not make. */
export function readSentenceAddress(name: string): SpokenSentence | undefined {
  const cut = name.lastIndexOf(".");
  const body = name.slice(0, cut);
  const given = Buffer.from(name.slice(cut + 1));
  const expected = Buffer.from(sign(body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [tenantId, key, language, voiceId] = body.split(".");
  if (!tenantId || !key || !(key in SENTENCES)) return undefined;
  return {
    tenantId: tenantId as TenantId,
    key: key as SentenceKey,
    language: language === "en" ? "en" : "es",
    voiceId: voiceId || null,
  };
}

function sign(body: string): string {
  return createHmac("sha256", env.AUTH_SECRET).update(`sentence:${body}`).digest("base64url");
}
