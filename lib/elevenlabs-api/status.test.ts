import { expect, it } from "vitest";
import { CALL_STATUSES } from "@/lib/vocabulary";
import { DOCUMENTED_STATUSES, documentedStatus, statusesOf } from "./status";

it("every status of ours is told by exactly one documented one, and every documented one is found again", () => {
  expect(DOCUMENTED_STATUSES.flatMap(statusesOf).sort()).toEqual([...CALL_STATUSES].sort());
  for (const status of CALL_STATUSES) expect(statusesOf(documentedStatus(status))).toContain(status);
  for (const documented of DOCUMENTED_STATUSES) expect(statusesOf(documented)).not.toEqual([]);
});

it("a call that was withdrawn before anybody answered counts as unanswered", () => {
  expect(statusesOf("no_answer")).toEqual(["no_answer", "canceled"]);
  expect(statusesOf("initiated")).toEqual(["queued", "initiated"]);
});
