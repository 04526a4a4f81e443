import { expect, it } from "vitest";
import { COUNTRIES, LANGUAGES, type TenantId } from "@/lib/vocabulary";
import { speakEmergency } from "./emergency-speech";

const scope = { tenantId: "none" as TenantId, actor: "bridge" };
const BYTES_A_SECOND = 8000;

it("is there for every country in every language when no voice can be had, and is sound", async () => {
  for (const country of COUNTRIES) {
    for (const language of LANGUAGES) {
      const audio = await speakEmergency(scope, { country, language, voiceId: null });
      expect(audio.length).toBeGreaterThan(5 * BYTES_A_SECOND);
      expect(audio.length).toBeLessThan(20 * BYTES_A_SECOND);
      // µ-law silence is 0xff and its neighbours; a header would not be.
      expect(audio.toString("latin1", 0, 4)).not.toBe("RIFF");
    }
  }
});
