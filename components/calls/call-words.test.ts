import { describe, expect, it } from "vitest";
import { otherParty, ownLine, problemOf } from "./call-words";

const healthy = { status: "completed" as const, errorCode: null, errorMessage: null };

describe("the words for a call", () => {
  it("name the person outside, whoever dialled", () => {
    const numbers = { fromNumber: "+34600111222", toNumber: "+34910000000" };
    expect(otherParty({ ...numbers, direction: "inbound" })).toBe("+34600111222");
    expect(otherParty({ ...numbers, direction: "outbound" })).toBe("+34910000000");
    expect(ownLine({ ...numbers, direction: "inbound" })).toBe("+34910000000");
  });

  it("speak of no problem when there was none", () => {
    expect(problemOf(healthy)).toBeUndefined();
  });

  it("say that the credit ran out, whatever code came with it", () => {
    expect(
      problemOf({ ...healthy, errorCode: "agent_refused", errorMessage: "This request exceeds your quota." }),
    ).toBe("quota");
  });

  it("blame the line for a failure without a cause, and stay general about an unknown one", () => {
    expect(problemOf({ ...healthy, status: "failed" })).toBe("line");
    expect(problemOf({ ...healthy, errorCode: "never_seen" })).toBe("other");
  });
});
