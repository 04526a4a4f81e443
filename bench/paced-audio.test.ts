import { describe, expect, it } from "vitest";
import { PacedAudio, randomSounds } from "./paced-audio";

function audioOf(bytes: number): PacedAudio {
  return new PacedAudio(randomSounds(bytes));
}

describe("PacedAudio", () => {
  it("makes chunks of exactly the size of Twilio's frames, no two alike", () => {
    const audio = audioOf(160);
    const chunks = Array.from({ length: 40 }, () => audio.next());
    expect(chunks.every((chunk) => Buffer.from(chunk, "base64").length === 160)).toBe(true);
    expect(new Set(chunks).size).toBe(40);
  });

  it("is complete when everything has arrived in order, and knows how long each chunk took", () => {
    const audio = audioOf(160);
    const chunks = [audio.next(), audio.next()];
    for (const chunk of chunks) {
      expect(audio.isComplete).toBe(false);
      audio.arrived(chunk);
    }
    expect(audio.isComplete).toBe(true);
    expect(audio.takeLatenciesMs()).toHaveLength(2);
    expect(audio.takeLatenciesMs()).toHaveLength(0);
  });

  it("notices a lost chunk by the next one", () => {
    const audio = audioOf(160);
    audio.next();
    const second = audio.next();
    expect(() => audio.arrived(second)).toThrow("lost");
  });

  it("notices a chunk that comes twice", () => {
    const audio = audioOf(160);
    const first = audio.next();
    audio.arrived(first);
    expect(() => audio.arrived(first)).toThrow("overtaken");
  });

  it("notices a single changed character", () => {
    const audio = audioOf(160);
    const chunk = audio.next();
    const other = chunk[100] === "A" ? "B" : "A";
    expect(() => audio.arrived(chunk.slice(0, 100) + other + chunk.slice(101))).toThrow("changed");
  });

  it("gives up on a relay that lets nothing through", () => {
    const audio = audioOf(160);
    expect(() => {
      for (;;) audio.next();
    }).toThrow("does not keep up");
  });
});
