import { describe, expect, it } from "vitest";
import { heardUpTo, soundEndsAt } from "./heard-up-to";

const FETCHED = new Date("2096-11-22T10:00:00Z");
const second = (text: string, seconds: number, readyAfter = 0) => ({
  text,
  audio: { length: seconds * 8000 },
  createdAt: new Date(FETCHED.getTime() + readyAfter * 1000),
});
const after = (seconds: number, words = "espere") => ({
  fetchedAt: FETCHED,
  now: new Date(FETCHED.getTime() + seconds * 1000 + words.split(" ").length * 350 + 800),
  words,
});
const REPLY = [second("Uno dos tres cuatro.", 4), second("Cinco seis siete ocho.", 4)];

describe("what could be heard of a reply that somebody spoke into", () => {
  it.each([
    [1, "Uno…"],
    [2, "Uno dos…"],
    [4, "Uno dos tres cuatro."],
    [6, "Uno dos tres cuatro. Cinco seis…"],
    [-3, "Uno…"],
  ])("after %i s: %s", (seconds, words) => {
    expect(heardUpTo(REPLY, after(seconds))).toBe(words);
  });

  it("is all of it for who waits for the end, or nearly", () => {
    expect(heardUpTo(REPLY, after(8))).toBeUndefined();
    expect(heardUpTo(REPLY, after(7.5))).toBeUndefined();
    expect(heardUpTo([], after(0))).toBeUndefined();
  });

  it("is not heard before it was ready", () => {
    const slow = [second("Uno dos tres cuatro.", 4, 2), second("Cinco seis siete ocho.", 4, 10)];
    expect(heardUpTo(slow, after(4))).toBe("Uno dos…");
    expect(heardUpTo(slow, after(9))).toBe("Uno dos tres cuatro.");
    expect(soundEndsAt(slow, FETCHED)).toBe(FETCHED.getTime() + 14_000);
    expect(soundEndsAt(REPLY, FETCHED)).toBe(FETCHED.getTime() + 8000);
  });

  it("is reckoned back from how much the caller said", () => {
    const long = Array.from({ length: 10 }, () => "no").join(" ");
    expect(heardUpTo(REPLY, after(2, long))).toBe("Uno dos…");
  });
});
