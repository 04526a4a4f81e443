import { describe, expect, it } from "vitest";
import { nextStatuses } from "@/lib/appointments/status";
import { APPOINTMENT_STATUSES } from "@/lib/vocabulary";
import { undoPath } from "./status-words";

describe("undoing a change of status", () => {
  it("goes straight back where that is allowed, and over an open appointment where it is not", () => {
    expect(undoPath("confirmed", "scheduled")).toEqual(["scheduled"]);
    expect(undoPath("cancelled", "confirmed")).toEqual(["scheduled", "confirmed"]);
    expect(undoPath("cancelled", "rescheduled")).toEqual(["scheduled"]);
    expect(undoPath("confirmed", "confirmed")).toEqual([]);
  });

  it("is always allowed, step by step, and ends where it began", () => {
    for (const before of APPOINTMENT_STATUSES) {
      for (const now of nextStatuses(before)) {
        const path = undoPath(now, before);
        let status: (typeof APPOINTMENT_STATUSES)[number] = now;
        for (const next of path) {
          expect(nextStatuses(status), `${before} → ${now}`).toContain(next);
          status = next;
        }
        expect(status, `${before} → ${now}`).toBe(before === "rescheduled" ? "scheduled" : before);
      }
    }
  });

  it("gives a moved appointment back what it was", () => {
    expect(undoPath("rescheduled", "confirmed")).toEqual(["confirmed"]);
    expect(undoPath("rescheduled", "rescheduled")).toEqual([]);
    expect(undoPath("rescheduled", "scheduled")).toEqual(["scheduled"]);
  });
});
