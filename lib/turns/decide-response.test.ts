import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideResponse, type Heard } from "./decide-response";

const NOTHING: Heard = { speech: undefined, confidence: undefined, digits: undefined };
const heard = (given: Partial<Heard>): Heard => ({ ...NOTHING, ...given });
const decide = (given: Partial<Heard>, misses = 0, next: "listen" | "hang_up" | "voicemail" = "listen") =>
  decideResponse({ misses, next }, heard(given), false);

describe("what follows what was heard", () => {
  it.each([
    [{ speech: "Quiero una cita", confidence: 0.9 }, "Quiero una cita"],
    [{ speech: "  Quiero \n una  cita " }, "Quiero una cita"],
    [{ speech: "sí", confidence: 0.3 }, "sí"],
    [{ digits: "123" }, "123"],
    [{ digits: "", speech: "hola" }, "hola"],
    [{ digits: "1", speech: "hola", confidence: 0.1 }, "1"],
  ])("%j is an answer", (given, words) => {
    expect(decide(given)).toEqual({ type: "answer", words });
  });

  it("silence is asked about in other words each time, and ends the call", () => {
    expect(decide({})).toMatchObject({ key: "still_there", misses: 1, next: "listen" });
    expect(decide({ speech: " " }, 1)).toMatchObject({ key: "cannot_hear", misses: 2, next: "listen" });
    expect(decide({}, 2)).toMatchObject({ key: "goodbye_silence", next: "hang_up" });
  });

  it("what was hardly heard is asked again twice, and then taken as it is", () => {
    const unsure = { speech: "abrir ola", confidence: 0.2 };
    expect(decide(unsure)).toMatchObject({ key: "say_again", misses: 1 });
    expect(decide(unsure, 1)).toMatchObject({ key: "say_differently", misses: 2 });
    expect(decide(unsure, 2)).toEqual({ type: "answer", words: "abrir ola" });
  });

  it("an emergency is answered however badly it was heard, and however late it is", () => {
    const heardBadly = heard({ speech: "Mi marido no puede respirar", confidence: 0.1 });
    for (const isTimeUp of [false, true])
      expect(decideResponse({ misses: 0, next: "listen" }, heardBadly, isTimeUp)).toMatchObject({
        type: "answer",
      });
  });

  it("noise is never an answer", () => {
    expect(decide({ speech: "… - …", confidence: 0.9 })).toMatchObject({ key: "say_again" });
    expect(decide({ speech: "…" }, 2)).toMatchObject({ key: "goodbye_silence", next: "hang_up" });
  });

  it("after a goodbye silence is the end, and words go on", () => {
    expect(decide({}, 0, "hang_up")).toEqual({ type: "hang_up" });
    expect(decide({ speech: "espere" }, 0, "hang_up")).toEqual({ type: "answer", words: "espere" });
    expect(decide({}, 0, "voicemail")).toEqual({ type: "voicemail" });
  });

  it("when the time is up the house says so, whatever was said", () => {
    const reply = { misses: 0, next: "listen" as const };
    expect(decideResponse(reply, heard({ speech: "y otra cosa" }), true)).toMatchObject({
      key: "time_is_up",
      next: "hang_up",
    });
  });

  it("whoever says nothing is hung up on within three questions, whatever came before", () => {
    const miss = fc.constantFrom<Partial<Heard>>({}, { speech: "" }, { speech: "…" });
    fc.assert(
      fc.property(fc.array(miss, { minLength: 3, maxLength: 6 }), (silences) => {
        let misses = 0;
        for (const silence of silences) {
          const next = decide(silence, misses);
          if (next.type === "say" && next.next === "hang_up") return;
          misses = next.type === "say" ? next.misses : misses;
        }
        throw new Error("the call goes on for ever");
      }),
    );
  });

  it("words are bounded", () => {
    const next = decide({ speech: "a".repeat(50_000) });
    expect(next.type === "answer" && next.words.length).toBe(20_000);
  });
});
