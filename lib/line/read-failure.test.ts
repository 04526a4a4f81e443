import { expect, it, test } from "vitest";
import { AppError, ProviderError } from "@/lib/errors";
import { UnusableAnswerError } from "@/lib/providers/openai/ask-for-object";
import { isAnswer, isSpent, NOT_ASKED, readFailure, readStreamEnd } from "./read-failure";

const said = (facts: Partial<ConstructorParameters<typeof ProviderError>[2]>) =>
  readFailure(new ProviderError("elevenlabs", "no", { permanent: false, ...facts }));

test.each([
  ["a network that ends nowhere", { vendorCode: "ECONNREFUSED" }, false],
  ["no answer in time", { vendorCode: "TimeoutError" }, false],
  ["an answer that broke off", { vendorCode: "cut" }, false],
  ["500", { httpStatus: 500 }, false],
  ["503", { httpStatus: 503 }, false],
  ["408", { httpStatus: 408 }, false],
  ["a key that is not accepted", { httpStatus: 401, permanent: true }, true],
  ["nothing paid", { httpStatus: 402, permanent: true }, true],
  ["nothing left at OpenAI", { httpStatus: 429, vendorCode: "insufficient_quota" }, true],
  ["nothing left at ElevenLabs", { httpStatus: 401, vendorCode: "quota_exceeded", permanent: true }, true],
])("%s is the service's failure", (_, facts, isLasting) => {
  expect(said(facts)).toMatchObject({ isOk: false, isLasting });
});

test.each([
  ["a text that is too long", { httpStatus: 400, permanent: true }],
  ["an unknown voice", { httpStatus: 404, vendorCode: "voice_not_found", permanent: true }],
  ["a request that is not understood", { httpStatus: 422, permanent: true }],
  ["a key that may not do this", { httpStatus: 401, vendorCode: "missing_permissions", permanent: true }],
  ["being asked for patience", { httpStatus: 429, vendorCode: "rate_limit_exceeded" }],
  ["an answer that the model refuses", { vendorCode: "refused" }],
  ["credentials that nobody entered", { permanent: true }],
  ["what was not asked at all", { permanent: true, vendorCode: "service_down" }],
])("%s says nothing of the service", (_, facts) => {
  expect(said(facts)).toBeUndefined();
});

it("does not count what is no vendor's doing", () => {
  expect(readFailure(new Error("database"))).toBeUndefined();
  expect(readFailure(new AppError("conflict", "no_openai_account"))).toBeUndefined();
  const usage = { model: "m", inputTokens: 1, outputTokens: 1 };
  expect(readFailure(new UnusableAnswerError("no such object", usage))).toBeUndefined();
});

it("keeps the vendor's words, with its name for them", () => {
  const failure = said({ httpStatus: 429, vendorCode: "insufficient_quota" });
  expect(failure?.error).toBe("no (insufficient_quota)");
  expect(isSpent(failure?.error ?? null)).toBe(true);
  expect(isSpent("HTTP 503")).toBe(false);
  expect(isSpent(null)).toBe(false);
});

test.each<[string, Partial<ConstructorParameters<typeof ProviderError>[2]>, boolean]>([
  ["an agent that was deleted", { httpStatus: 404, permanent: true }, true],
  ["a key that may not list models", { httpStatus: 403, permanent: true }, true],
  [
    "a key that may not do this",
    { httpStatus: 401, vendorCode: "missing_permissions", permanent: true },
    true,
  ],
  ["a request that is not understood", { httpStatus: 422, permanent: true }, true],
  ["a key that is not accepted", { httpStatus: 401, permanent: true }, false],
  ["nothing paid", { httpStatus: 402, permanent: true }, false],
  ["nothing left to pay with", { httpStatus: 403, vendorCode: "quota_exceeded", permanent: true }, false],
  ["being asked for patience", { httpStatus: 429, vendorCode: "rate_limit_exceeded" }, false],
  ["503", { httpStatus: 503 }, false],
  ["nobody", { vendorCode: "ECONNREFUSED" }, false],
])("%s is an answer or is not", (_, facts, isOne) => {
  expect(isAnswer(new ProviderError("openai", "no", { permanent: false, ...facts }))).toBe(isOne);
});

test.each([
  ["agent_unreachable", "no signed URL in time", false],
  ["agent_lost", undefined, false],
  ["agent_refused", "no credits (quota_exceeded)", true],
])("a stream that ended with %s is the agent's failure", (reason, detail, isLasting) => {
  expect(readStreamEnd({ reason, detail })).toEqual({ isOk: false, error: detail ?? reason, isLasting });
});

test.each([
  ["agent_refused", "the agent is not linked to ElevenLabs"],
  ["agent_refused", `${NOT_ASKED}no credits (quota_exceeded)`],
  ["agent_unreachable", `${NOT_ASKED}HTTP 503`],
  ["caller_left", undefined],
])("a stream that ended with %s (%s) says nothing of the agent", (reason, detail) => {
  expect(readStreamEnd({ reason, detail })).toBeUndefined();
});
