import { describe, expect, it } from "vitest";
import { cutAtWord, heardText } from "./heard-text";
import type { Speech } from "./playback";

function speech(heardMs: number, sentMs: number, alignments: (string | undefined)[] = [undefined]): Speech {
  const chunks = alignments.map((chars) => ({
    durationMs: sentMs / alignments.length,
    alignmentSource: chars === undefined ? undefined : alignment(chars),
  }));
  return { sentMs, heardMs, startsAtMs: 0, isCut: heardMs < sentMs, chunks };
}

/** Each character takes 100 ms. */
function alignment(text: string): Buffer {
  const chars = Array.from(text);
  const times = {
    chars,
    char_start_times_ms: chars.map((_, at) => at * 100),
    char_durations_ms: chars.map(() => 100),
  };
  return Buffer.from(
    JSON.stringify({ type: "audio", audio_event: { audio_base_64: "", event_id: 1, alignment: times } }),
  );
}

describe("what the caller heard of a text", () => {
  it("is all of it when nothing was cut", () => {
    expect(heardText("Hola, dígame.", [speech(1_000, 1_000)])).toBe("Hola, dígame.");
  });

  it("is nothing when no sound was heard", () => {
    expect(heardText("Hola, dígame.", [speech(0, 1_000)])).toBe("");
  });

  it.each([
    [500, "Tenemos hora el"],
    [100, ""],
    [270, "Tenemos"],
    [990, "Tenemos hora el lunes o el"],
  ])("is cut in proportion between words after %i of 1000 ms", (heardMs, expected) => {
    expect(heardText("Tenemos hora el lunes o el martes", [speech(heardMs, 1_000)])).toBe(expected);
  });

  it("follows the times of the characters when they are told", () => {
    const text = "Sí.\nTenemos hora el lunes";
    const heard = speech(1_500, 2_400, ["Sí. Tenemos ", "hora el lunes"]);
    expect(heardText(text, [heard])).toBe("Sí.\nTenemos");
    expect(heardText(text, [{ ...heard, heardMs: 1_600 }])).toBe("Sí.\nTenemos hora");
  });

  it("is estimated when a heard part does not tell its times", () => {
    expect(heardText("uno dos tres cuatro", [speech(1_000, 2_000, ["uno dos ", undefined])])).toBe("uno dos");
    expect(heardText("uno dos tres cuatro", [speech(1_200, 2_000, ["uno dos ", undefined])])).toBe("uno dos");
  });

  it("never splits a word with accents", () => {
    expect(cutAtWord("mañana atención", 12)).toBe("mañana");
    expect(cutAtWord("mañana", 3)).toBe("");
  });
});
