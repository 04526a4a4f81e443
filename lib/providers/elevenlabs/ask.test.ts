import { describe, expect, it } from "vitest";
import { toProviderError } from "./ask";

describe("an error of ElevenLabs", () => {
  it.each([
    [
      "an object",
      { detail: { status: "invalid_api_key", message: "Invalid API key" } },
      "Invalid API key",
      "invalid_api_key",
    ],
    [
      "an object with a code",
      { detail: { code: "quota", status: "x", message: "Too much" } },
      "Too much",
      "quota",
    ],
    [
      "a list of faults",
      { detail: [{ type: "missing", msg: "Field required", loc: ["body"] }] },
      "Field required",
      "missing",
    ],
    ["a sentence", { detail: "Not found" }, "Not found", undefined],
    ["no envelope", { message: "Bare", code: "bare" }, "Bare", "bare"],
    ["nothing", undefined, "fallback", undefined],
    ["not what anybody expects", { detail: [] }, "fallback", undefined],
    ["an empty sentence", { detail: { message: "" } }, "fallback", undefined],
  ])("that is %s keeps what was said", (_what, body, message, vendorCode) => {
    expect(toProviderError(400, body, "fallback")).toMatchObject({
      vendor: "elevenlabs",
      message,
      vendorCode,
      httpStatus: 400,
    });
  });

  it.each([
    [400, true],
    [401, true],
    [404, true],
    [422, true],
    [408, false],
    [429, false],
    [500, false],
    [503, false],
    [undefined, false],
  ])("with HTTP status %s is permanent: %s", (status, permanent) => {
    expect(toProviderError(status, undefined, "x").permanent).toBe(permanent);
  });

  it("is never longer than a log line should be", () => {
    expect(toProviderError(500, { detail: "x".repeat(10_000) }, "").message).toHaveLength(500);
  });
});
