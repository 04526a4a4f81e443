import { describe, expect, it } from "vitest";
import { decideContinuation } from "./continue-call";

type Ended = Parameters<typeof decideContinuation>[0];

const after = (change: Partial<Ended> = {}) =>
  decideContinuation({
    streamSid: "MZ1",
    endedStreamSid: "MZ1",
    streamEndReason: "agent_ended",
    streamAttempts: 1,
    hangUpRequestedAt: null,
    ...change,
  });

describe("what follows a media stream", () => {
  it.each(["agent_ended", "caller_hung_up", "hung_up", "max_duration"])(
    "that ended by %s: the end",
    (reason) => {
      expect(after({ streamEndReason: reason })).toEqual({ type: "hang_up" });
    },
  );

  it.each(["draining", "bridge_lost", "twilio_lost", "twilio_slow"])(
    "that ended by %s: another stream, but not for ever",
    (reason) => {
      expect(after({ streamEndReason: reason, streamAttempts: 1 })).toEqual({ type: "reconnect" });
      expect(after({ streamEndReason: reason, streamAttempts: 2 })).toEqual({ type: "reconnect" });
      expect(after({ streamEndReason: reason, streamAttempts: 3 })).toEqual({
        type: "step_down",
        code: reason,
      });
    },
  );

  it.each([
    "agent_unreachable",
    "agent_lost",
    "agent_silent",
    "agent_refused",
    "agent_flooding",
    "audio_format",
    "unheard_of",
  ])("that ended by %s: an apology", (reason) => {
    expect(after({ streamEndReason: reason })).toEqual({ type: "step_down", code: reason });
  });

  it("of which the bridge said nothing: its bridge died", () => {
    expect(after({ streamEndReason: null, endedStreamSid: null })).toEqual({ type: "reconnect" });
    // The word is about an earlier stream of the same call.
    expect(after({ streamSid: "MZ2", streamAttempts: 2 })).toEqual({ type: "reconnect" });
    // Twilio could not reach any bridge.
    expect(after({ streamSid: null, endedStreamSid: "MZ1", streamAttempts: 3 })).toEqual({
      type: "step_down",
      code: "bridge_lost",
    });
  });

  it("of a call an operator ended: the end, whatever else happened", () => {
    const hangUpRequestedAt = new Date();
    for (const streamEndReason of ["agent_lost", "draining", null]) {
      expect(after({ hangUpRequestedAt, streamEndReason })).toEqual({ type: "hang_up" });
    }
  });
});
