import { AppError } from "@/lib/errors";
import { readSentenceAddress } from "./sentence-address";
import { speakSentence } from "./speak-sentence";

/** Throws `not_found` for an address we did not make. */
export async function sentenceResponse(name: string): Promise<Response> {
  const sentence = readSentenceAddress(name);
  if (!sentence) throw new AppError("not_found", "sentence");
  const audio = await speakSentence({ tenantId: sentence.tenantId, actor: "twilio" }, sentence);
  return new Response(new Uint8Array(audio), {
    headers: { "Content-Type": "audio/wav", "Cache-Control": "public, max-age=3600" },
  });
}
