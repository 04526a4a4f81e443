import { createTranslator, type useTranslations } from "next-intl";
import { describe, expect, it } from "vitest";
import type { CallEventView } from "@/lib/calls/schema";
import { sentenceOf } from "./event-words";

const calls = {
  events: {
    recording_announced: "announced",
    recording_started: "started",
    recording_declined: "declined",
    recording_deleted: "deleted",
  },
  recordingAnnounced: { inform: "told", consent: "told and asked" },
  recordingDeclined: { refused: "refused", not_announced: "nobody to tell" },
  recordingDeleted: { by_hand: "by hand", retention: "after {days, plural, one {one day} other {# days}}" },
};
const t: ReturnType<typeof useTranslations<"calls">> = createTranslator<Record<string, unknown>, "calls">({
  locale: "en",
  messages: { calls },
  namespace: "calls",
});

describe("what became of a recording", () => {
  it.each<[CallEventView["type"], CallEventView["payload"], string]>([
    ["recording_announced", { notice: "inform" }, "told"],
    ["recording_announced", { notice: "consent" }, "told and asked"],
    ["recording_announced", {}, "announced"],
    ["recording_started", {}, "started"],
    ["recording_declined", { reason: "refused" }, "refused"],
    ["recording_declined", { reason: "not_announced" }, "nobody to tell"],
    ["recording_declined", { reason: "no reason we know" }, "declined"],
    ["recording_deleted", { reason: "retention", days: 90 }, "after 90 days"],
    ["recording_deleted", { reason: "retention", days: 1 }, "after one day"],
    ["recording_deleted", { reason: "by_hand" }, "by hand"],
    ["recording_deleted", { reason: "retention" }, "deleted"],
  ])("%s with %j is said in words", (type, payload, sentence) => {
    expect(sentenceOf({ type, payload }, t)).toBe(sentence);
  });
});
