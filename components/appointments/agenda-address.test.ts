import { describe, expect, it } from "vitest";
import { addressOf, searchWith } from "./agenda-address";

const TODAY = "2026-03-05";
const STAFF = "0195b6a0-0000-7000-8000-000000000001";

describe("the agenda's address", () => {
  it("is clean for today's day view of everybody, and says the rest", () => {
    expect(searchWith("", {}, TODAY)).toBe("");
    expect(searchWith("", { view: "week", date: "2026-03-09", staffId: STAFF }, TODAY)).toBe(
      `view=week&date=2026-03-09&staff=${STAFF}`,
    );
  });

  it("comes back as it went in", () => {
    const address = { view: "week" as const, date: "2026-03-29", staffId: STAFF, openId: STAFF };
    expect(addressOf(new URLSearchParams(searchWith("", address, TODAY)), TODAY)).toEqual(address);
  });

  it("ignores what was spoilt by hand", () => {
    const spoilt = new URLSearchParams("view=month&date=2026-02-30&staff=marta&cita=x");
    expect(addressOf(spoilt, TODAY)).toEqual({
      view: "day",
      date: TODAY,
      staffId: undefined,
      openId: undefined,
    });
  });

  it("keeps what others wrote into it", () => {
    expect(searchWith("call=%2B34600111222&view=week", { view: "day" }, TODAY)).toBe("call=%2B34600111222");
  });
});
