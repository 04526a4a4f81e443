import { expect, it } from "vitest";
import { Recorder } from "./recorder";

it("neither secrets nor sound are kept, and the shape is", () => {
  const recorder = new Recorder();
  const message = { event: "media", media: { payload: "A".repeat(216) } };
  recorder.record({ vendor: "twilio", kind: "socket", direction: "out", message });
  recorder.record({
    vendor: "twilio",
    kind: "rest",
    direction: "in",
    message: { sid: "AC1", auth_token: "secret" },
  });
  expect(recorder.since()).toMatchObject([
    { seq: 1, message: { event: "media", media: { payload: `${"A".repeat(16)}… (216)` } } },
    { seq: 2, message: { sid: "AC1", auth_token: "(secret)" } },
  ]);
});

it("only what is newer is handed out", () => {
  const recorder = new Recorder();
  for (let count = 0; count < 3; count += 1)
    recorder.record({ vendor: "twilio", kind: "rest", direction: "in" });
  expect(recorder.since(2).map((recording) => recording.seq)).toEqual([3]);
});

it("documents outlive any number of messages, and come in their place", () => {
  const recorder = new Recorder();
  const message = { vendor: "twilio", kind: "socket", direction: "out" } as const;
  recorder.record(message);
  recorder.record({ vendor: "twilio", kind: "twiml", direction: "in", document: "<Response/>" });
  for (let count = 0; count < 6000; count += 1) recorder.record(message);
  const [first, second] = recorder.since();
  expect(first).toMatchObject({ seq: 2, document: "<Response/>" });
  expect(second?.seq).toBeGreaterThan(2);
});
