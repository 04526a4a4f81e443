import { expect, it } from "vitest";
import { Faults } from "./faults";

it("a fault is used up after as many times as it was asked for", () => {
  const faults = new Faults();
  faults.add({ target: "twilio.rest", kind: "status", status: 500, times: 2 });
  const taken = [1, 2, 3].map(() => faults.take("twilio.rest", "POST /Calls.json").length);
  expect(taken).toEqual([1, 1, 0]);
});

it("a fault applies to its target, and to what it matches", () => {
  const faults = new Faults();
  faults.add({ target: "twilio.webhook", kind: "drop", match: "completed" });
  expect(faults.take("twilio.rest", "completed")).toEqual([]);
  expect(faults.take("twilio.webhook", "https://a.example/status ringing")).toEqual([]);
  expect(faults.take("twilio.webhook", "https://a.example/status completed")).toMatchObject([
    { kind: "drop" },
  ]);
});

it("a fault that matches several texts needs all of them", () => {
  const faults = new Faults();
  faults.add({ target: "elevenlabs.webhook", kind: "drop", match: ["audio", "conv_1"] });
  const taken = ["audio conv_2", "transcript conv_1", "audio conv_1"].map(
    (what) => faults.take("elevenlabs.webhook", what).length,
  );
  expect(taken).toEqual([0, 0, 1]);
});

it("a fault is taken away without the others", () => {
  const faults = new Faults();
  const [first, second] = [1, 2].map(() => faults.add({ target: "openai.rest", kind: "refuse" }).id);
  expect(faults.remove([first ?? 0])).toMatchObject([{ id: first, taken: 0 }]);
  expect(faults.remove([first ?? 0])).toEqual([]);
  expect(faults.list().map(({ id }) => id)).toEqual([second]);
});

it("without a number of times a fault lasts until it is cleared", () => {
  const faults = new Faults();
  faults.add({ target: "twilio.stream", kind: "silent" });
  faults.take("twilio.stream", "");
  expect(faults.list()).toMatchObject([{ taken: 1 }]);
  faults.clear();
  expect(faults.list()).toEqual([]);
});
