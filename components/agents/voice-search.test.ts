import { describe, expect, it } from "vitest";
import { findVoices, languageName, voiceLanguages } from "./voice-search";

const voice = (name: string, languages: string[]) => ({ voiceId: name, name, languages, previewUrl: null });
const voices = [
  voice("Lucía", ["es-ES", "en"]),
  voice("Anna", ["en-GB"]),
  voice("Mateo", ["es"]),
  voice("Old", []),
];

describe("voice search", () => {
  it("finds every voice that speaks a language, whatever its region", () => {
    expect(findVoices(voices, { text: "", language: "es" }).map(({ name }) => name)).toEqual([
      "Lucía",
      "Mateo",
    ]);
  });
  it("keeps voices without a named language under all languages", () => {
    expect(findVoices(voices, { text: "", language: "" })).toHaveLength(4);
  });
  it("searches names without case or accents", () => {
    expect(findVoices(voices, { text: " LUCIA ", language: "" }).map(({ name }) => name)).toEqual(["Lucía"]);
  });
  it("lists each language once, by its name", () => {
    expect(voiceLanguages(voices, "es")).toEqual([
      { code: "es", name: "español" },
      { code: "en", name: "inglés" },
    ]);
  });
  it("shows a code that is no language tag as it is", () => {
    expect(languageName("not a tag", "es")).toBe("not a tag");
  });
});
