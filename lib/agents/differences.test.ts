import { describe, expect, it } from "vitest";
import { differencesOf, fieldsNotGiven, fieldsTaken, isSame, undecided } from "./differences";
import type { VendorConfig } from "./vendor-config";

const base: VendorConfig = { prompt: "uno", language: "es", tools: ["a"], inputFormat: "ulaw_8000" };

describe("the differences between us and the vendor", () => {
  it.each([
    ["nothing changed", {}, {}, []],
    ["only here", { prompt: "dos" }, {}, [{ field: "prompt", changedThere: false }]],
    ["only there", {}, { prompt: "dos" }, [{ field: "prompt", changedThere: true }]],
    ["on both sides alike", { prompt: "dos" }, { prompt: "dos" }, []],
    ["on both sides", { prompt: "dos" }, { prompt: "tres" }, [{ field: "prompt", changedThere: true }]],
    ["only in its line ends", { prompt: "uno\ndos" }, { prompt: "uno\r\ndos \n" }, []],
    ["in what calls need", {}, { inputFormat: "pcm_16000" }, [{ field: "inputFormat", changedThere: true }]],
  ])("are right when it was changed %s", (_what, here, there, expected) => {
    const found = differencesOf({ ours: { ...base, ...here }, theirs: { ...base, ...there }, base });
    expect(found.map(({ field, changedThere }) => ({ field, changedThere }))).toEqual(expected);
  });

  it("of a field that was not ours at the last publication are nobody's change", () => {
    const found = differencesOf({ ours: { ...base, burst: false }, theirs: { ...base, burst: true }, base });
    expect(found).toEqual([{ field: "burst", ours: false, theirs: true, base: null, changedThere: false }]);
  });

  const changed = differencesOf({
    ours: base,
    theirs: { ...base, prompt: "dos", inputFormat: "pcm_16000" },
    base,
  });

  it("wait for a decision where somebody's work would be lost", () => {
    const fields = (resolve: Parameters<typeof undecided>[1]["resolve"], isFirst = false) =>
      undecided(changed, { resolve, isFirst }).map(({ field }) => field);
    expect(fields({})).toEqual(["prompt", "inputFormat"]);
    expect(fields({ prompt: "theirs" })).toEqual(["inputFormat"]);
    expect(fields({ prompt: "ours", inputFormat: "ours" })).toEqual([]);
    // Of an agent that is taken over, what calls need goes without saying.
    expect(fields({}, true)).toEqual(["prompt"]);
  });

  it("are taken from the vendor only where a person's words stand, never where calls would break", () => {
    const resolve = { prompt: "theirs", inputFormat: "theirs" } as const;
    expect(fieldsTaken(changed, resolve)).toEqual(["prompt"]);
    expect(fieldsNotGiven(resolve)).toEqual(["inputFormat"]);
    expect(fieldsTaken(changed, { language: "theirs" })).toEqual([]);
  });
});

describe("two values", () => {
  it.each([
    [{ a: "1", b: "2" }, { b: "2", a: "1" }, true],
    [{ a: "1" }, { a: "1", b: "2" }, false],
    [["a", "b"], ["a", "b"], true],
    [["a"], ["b"], false],
    [["a"], "a", false],
    [null, null, true],
    [null, "", false],
    [10, 10, true],
    [10, "10", false],
  ])("%j and %j are the same: %s", (one, other, same) => {
    expect(isSame(one, other)).toBe(same);
    expect(isSame(other, one)).toBe(same);
  });
});
