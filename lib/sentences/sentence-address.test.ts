import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { stubSettings } from "@/tests/support/settings";
import { LANGUAGES, SENTENCE_KEYS, type TenantId } from "@/lib/vocabulary";
import { MAX_NAME_LENGTH, readSentenceAddress, sentenceAddress } from "./sentence-address";
import { signedName } from "./signed-name";

beforeAll(() => stubSettings());

const tenantId = "0b0e6f0c-6d3c-4a5a-9a5b-2f6f0c6d3c4a" as TenantId;
const nameOf = (address: string) => address.split("/").at(-1) ?? "";

describe("the address of a sentence", () => {
  it("gives back what it was made of, whatever the values", () => {
    fc.assert(
      fc.property(
        fc.record({
          key: fc.constantFrom(...SENTENCE_KEYS),
          language: fc.constantFrom(...LANGUAGES),
          voiceId: fc.option(fc.string(), { nil: null }),
          voiceSettings: fc.constantFrom(undefined, { stability: 0.35, similarityBoost: 1, speed: 0.7 }),
          values: fc.record({ advisor: fc.string({ unit: "grapheme", minLength: 1 }) }),
        }),
        ({ voiceSettings, ...words }) => {
          const spoken = { ...words, ...(voiceSettings ? { voiceSettings } : {}) };
          const read = readSentenceAddress(nameOf(sentenceAddress({ tenantId, ...spoken })));
          const values = spoken.values.advisor.trim() === "" ? {} : spoken.values;
          expect(read).toEqual({ tenantId, ...spoken, values });
        },
      ),
    );
  });

  it("stays short enough however much there is to say, and keeps whole words", () => {
    const brief = "Señora muy enfadada que quiere cambiar su cita del miércoles. ".repeat(50);
    const reason = "🦷".repeat(3000);
    const name = nameOf(
      sentenceAddress({
        tenantId,
        key: "advisor_brief",
        language: "es",
        voiceId: "voice",
        values: { brief, reason, contact: "Ana" },
      }),
    );
    expect(name.length).toBeLessThanOrEqual(MAX_NAME_LENGTH);
    const values = readSentenceAddress(name)?.values;
    expect(values?.contact).toBe("Ana");
    expect(values?.brief?.length).toBeGreaterThan(100);
    expect(brief.startsWith(`${values?.brief ?? "?"} `)).toBe(true);
  });

  it("leads nowhere when it was altered, or signed for something else", () => {
    const name = nameOf(sentenceAddress({ tenantId, key: "apology", language: "es", voiceId: null }));
    const [body = "", signature = ""] = name.split(".");
    const content = { t: tenantId, k: "apology", l: "es", v: null, x: {} };
    const other = Buffer.from(JSON.stringify({ ...content, v: "voice" })).toString("base64url");
    for (const forged of [
      "",
      "..",
      body,
      `${other}.${signature}`,
      `${body}.${signature.toLowerCase()}`,
      signedName("music", content),
      signedName("sentence", { ...content, k: "swear" }),
      signedName("sentence", { ...content, x: { nobody: "x" } }),
    ])
      expect(readSentenceAddress(forged), forged).toBeUndefined();
    expect(readSentenceAddress(signedName("sentence", content))).toMatchObject({ key: "apology" });
  });
});
