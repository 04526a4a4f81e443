import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HoldWatch } from "./hold-watch";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function setUp() {
  const questions: { resolve: (answer: string | undefined) => void; reject: (error: Error) => void }[] = [];
  const answers: (string | undefined)[] = [];
  const errors: unknown[] = [];
  const watch = new HoldWatch<string>({
    find: () => new Promise((resolve, reject) => questions.push({ resolve, reject })),
    pollMs: 5000,
    onAnswer: (answer) => answers.push(answer),
    onError: (error) => errors.push(error),
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { watch, questions, answers, errors, settle };
}

describe("asking whether the caller waits", () => {
  it("goes on while they do, and stops when they do not", async () => {
    const { watch, questions, answers } = setUp();
    watch.ask();
    questions[0]?.resolve("waiting");
    await vi.advanceTimersByTimeAsync(5000);
    expect(questions).toHaveLength(2);
    questions[1]?.resolve(undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(questions).toHaveLength(2);
    expect(answers).toEqual(["waiting", undefined]);
  });

  it("never asks two at a time; what happened after a question is asked for once it is answered", async () => {
    const { watch, questions, settle } = setUp();
    watch.ask();
    watch.ask();
    watch.ask();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(questions).toHaveLength(1);
    questions[0]?.resolve(undefined);
    await settle();
    expect(questions).toHaveLength(2);
    questions[1]?.resolve(undefined);
    await settle();
    expect(questions).toHaveLength(2);
  });

  it("asks again after a failure: it is not known that nobody waits", async () => {
    const { watch, questions, answers, errors } = setUp();
    watch.ask();
    questions[0]?.reject(new Error("the database is away"));
    await vi.advanceTimersByTimeAsync(5000);
    expect(questions).toHaveLength(2);
    expect(answers).toEqual([]);
    expect(errors).toHaveLength(1);
  });

  it("tells nobody any more once it was stopped", async () => {
    const { watch, questions, answers, settle } = setUp();
    watch.ask();
    watch.stop();
    questions[0]?.resolve("waiting");
    await settle();
    watch.ask();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(answers).toEqual([]);
    expect(questions).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
