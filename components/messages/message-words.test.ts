import { describe, expect, it } from "vitest";
import { gistOf, howLate, otherNameOf } from "./message-words";

describe("what a list shows of a message", () => {
  it.each([
    ["the summary before the words", { summary: "Quiere cita.", text: "Hola, soy Rosa." }, "Quiere cita."],
    ["the first line that says something", { summary: null, text: "\n \nColgó.\nMotivo: x" }, "Colgó."],
    ["nothing while it is being written down", { summary: null, text: "" }, undefined],
  ])("is %s", (_what, message, gist) => {
    expect(gistOf(message)).toBe(gist);
  });
});

describe("how late a call back is", () => {
  const dueAt = new Date("2026-11-23T10:00:00Z");
  it.each([
    ["2026-11-23T10:00:20Z", "hace 1 min"],
    ["2026-11-23T10:35:00Z", "hace 35 min"],
    ["2026-11-23T12:59:00Z", "hace 2 h"],
    ["2026-11-25T09:00:00Z", "hace 47 h"],
    ["2026-11-27T11:00:00Z", "hace 4 días"],
  ])("at %s: %s", (now, words) => {
    expect(howLate(dueAt, new Date(now), "es")).toBe(words);
  });
});

describe("whoever spoke", () => {
  const contact = { id: "x", name: "José Gil" };
  it.each([
    ["gave the contact's name in other letters", { contact, name: "jose gil" }, undefined],
    ["gave another name", { contact, name: "Ana" }, "Ana"],
    ["gave no name", { contact, name: null }, undefined],
    ["is nobody who is known", { contact: null, name: "Ana" }, undefined],
  ])("%s", (_what, message, other) => {
    expect(otherNameOf(message)).toBe(other);
  });
});
