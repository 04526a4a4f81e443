import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CallTime } from "./call-time";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("the longest duration of a call does not count the time in which its caller waits for a person", () => {
  const onOver = vi.fn();
  const time = new CallTime(10_000, onOver);
  time.run();
  vi.advanceTimersByTime(6_000);
  time.pause();
  time.pause();
  vi.advanceTimersByTime(600_000);
  time.run();
  vi.advanceTimersByTime(3_999);
  expect(onOver).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onOver).toHaveBeenCalledOnce();
});
