import { describe, expect, it } from "vitest";
import {
  factOfStatus,
  instantOf,
  keyOfStatus,
  statusRequest,
  streamRequest,
  voiceRequest,
} from "./interpret-twilio";

const now = new Date("2026-11-20T10:00:00Z");
const CALL = { CallSid: `CA${"0".repeat(32)}`, AccountSid: `AC${"0".repeat(32)}`, To: "+34910000001" };

describe("Twilio's word for a call", () => {
  it.each([
    ["initiated", { type: "progressed", status: "initiated" }],
    ["ringing", { type: "progressed", status: "ringing" }],
    ["in-progress", { type: "progressed", status: "in_progress" }],
    ["completed", { type: "ended", status: "completed", durationSeconds: 7 }],
    ["busy", { type: "ended", status: "busy" }],
    ["no-answer", { type: "ended", status: "no_answer" }],
    ["failed", { type: "ended", status: "failed" }],
    ["canceled", { type: "ended", status: "canceled" }],
  ])("%s is understood", (word, fact) => {
    expect(factOfStatus(word, now, 7)).toMatchObject({ ...fact, at: now });
  });

  it.each(["queued", "answered", "COMPLETED", "", "toString", "__proto__"])(
    "%s says nothing about it",
    (word) => {
      expect(factOfStatus(word, now, 7)).toBeUndefined();
    },
  );
});

describe("the instant of a callback", () => {
  it("is the one Twilio names, in either of its ways", () => {
    expect(instantOf("Fri, 20 Nov 2026 09:59:58 +0000", now)).toEqual(new Date("2026-11-20T09:59:58Z"));
    expect(instantOf("2026-11-20T09:59:58.123Z", now)).toEqual(new Date("2026-11-20T09:59:58.123Z"));
  });

  it.each([
    undefined,
    "",
    "yesterday",
    "+099999-01-01T00:00:00Z",
    "1899-01-01",
    "Fri, 31 Dec 275759 23:00:00 GMT",
  ])("is now when Twilio says %s", (timestamp) => {
    expect(instantOf(timestamp, now)).toBe(now);
  });
});

describe("the key of a status callback", () => {
  it("is its number in the sequence, else its word, so that a repeated delivery is the same", () => {
    const request = statusRequest.parse({ ...CALL, CallStatus: "completed" });
    expect(keyOfStatus(request)).toBe("status:completed");
    expect(keyOfStatus({ ...request, SequenceNumber: "3" })).toBe("status:3");
  });
});

describe("Twilio's forms", () => {
  it("may have fields we do not know, and a caller who hides the number", () => {
    expect(voiceRequest.parse({ ...CALL, StirVerstat: "x", From: undefined })).toMatchObject({
      From: "anonymous",
    });
  });

  it("are refused with the field named", () => {
    const faults = (
      schema: typeof voiceRequest | typeof statusRequest | typeof streamRequest,
      change: object,
    ) => schema.safeParse({ ...CALL, ...change }).error?.issues.map((issue) => issue.path.join("."));
    expect(faults(voiceRequest, { CallSid: "CA1" })).toEqual(["CallSid"]);
    expect(faults(voiceRequest, { AccountSid: `${CALL.AccountSid}0` })).toEqual(["AccountSid"]);
    expect(faults(voiceRequest, { To: "" })).toEqual(["To"]);
    expect(faults(voiceRequest, { From: "x".repeat(201) })).toEqual(["From"]);
    expect(faults(statusRequest, { CallStatus: "completed", CallDuration: "-1" })).toEqual(["CallDuration"]);
    expect(faults(statusRequest, {})).toEqual(["CallStatus"]);
    expect(faults(streamRequest, { StreamSid: "MZ" })).toEqual(["StreamEvent"]);
  });
});
