import { describe, expect, it } from "vitest";
import { recordedMessageOf, recordingRequest, voicemailRequest } from "./interpret-recording";

const SID = `RE${"0123456789abcdef".repeat(2)}`;
const caller = { CallSid: `CA${"a".repeat(32)}`, AccountSid: `AC${"b".repeat(32)}`, From: "+34600000000" };

describe("what Twilio says after the tone", () => {
  const recordedOf = (fields: Record<string, string>) =>
    recordedMessageOf(voicemailRequest.parse({ ...caller, ...fields }));

  it("names the recording by its id, or only by its address", () => {
    const url = `https://api.twilio.com/2010-04-01/Accounts/${caller.AccountSid}/Recordings/${SID}`;
    for (const fields of [{ RecordingSid: SID }, { RecordingUrl: url }, { RecordingUrl: `${url}?a=b` }])
      expect(recordedOf({ ...fields, RecordingDuration: "7" })).toEqual({
        recordingSid: SID,
        seconds: 7,
      });
  });

  it("is a message from two seconds on, and where nobody told how long it is", () => {
    const secondsOf = (duration: string) => recordedOf({ RecordingSid: SID, RecordingDuration: duration });
    expect(secondsOf("0")).toBeUndefined();
    expect(secondsOf("1")).toBeUndefined();
    expect(secondsOf("2")).toEqual({ recordingSid: SID, seconds: 2 });
    expect(recordedOf({ RecordingSid: SID })).toEqual({ recordingSid: SID, seconds: null });
  });

  it("is nothing where no recording is named, as after an empty one", () => {
    expect(recordedOf({})).toBeUndefined();
    expect(
      recordedOf({ RecordingUrl: "https://api.twilio.com/Recordings/", RecordingDuration: "9" }),
    ).toBeUndefined();
    expect(recordedOf({ RecordingUrl: "../../../etc", RecordingDuration: "9" })).toBeUndefined();
  });

  it("needs no more than the call: the documented request", () => {
    expect(
      voicemailRequest.safeParse({ CallSid: caller.CallSid, AccountSid: caller.AccountSid }).success,
    ).toBe(true);
    expect(voicemailRequest.safeParse({ ...caller, RecordingDuration: "-1" }).success).toBe(false);
    expect(voicemailRequest.safeParse({ ...caller, RecordingSid: "RE1" }).success).toBe(false);
  });
});

it("a report of a recording names it, and of a conference no call", () => {
  const told = { AccountSid: caller.AccountSid, RecordingSid: SID, RecordingStatus: "completed" };
  expect(recordingRequest.safeParse({ ...told, ConferenceSid: `CF${"c".repeat(32)}` }).success).toBe(true);
  expect(recordingRequest.safeParse({ ...told, RecordingSid: `../${SID}` }).success).toBe(false);
  expect(recordingRequest.safeParse({ ...told, RecordingDuration: "1e9" }).success).toBe(false);
});
