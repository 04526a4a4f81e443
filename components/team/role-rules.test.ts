import { describe, expect, it } from "vitest";
import { memberLock, rolesGrantableBy } from "./role-rules";

const owner = { userId: "a", role: "owner" } as const;
const admin = { userId: "b", role: "admin" } as const;
const viewer = { userId: "c", role: "viewer" } as const;

describe("rolesGrantableBy", () => {
  it("lets an owner hand out every role", () => {
    expect(rolesGrantableBy("owner")).toEqual(["owner", "admin", "operator", "viewer"]);
  });
  it("keeps an admin from making owners", () => {
    expect(rolesGrantableBy("admin")).toEqual(["admin", "operator", "viewer"]);
  });
  it("gives operators and viewers nothing to hand out", () => {
    expect([...rolesGrantableBy("operator"), ...rolesGrantableBy("viewer")]).toEqual([]);
  });
});

describe("memberLock", () => {
  it("keeps the only owner in place, even against themselves", () => {
    expect(memberLock(owner, owner, [owner, admin])).toBe("last_owner");
  });
  it("lets an owner step down when there is another", () => {
    expect(memberLock(owner, owner, [owner, { userId: "d", role: "owner" }])).toBeUndefined();
  });
  it("keeps an admin away from owners", () => {
    expect(memberLock(admin, owner, [owner, { userId: "d", role: "owner" }, admin])).toBe("owner_only");
  });
  it("lets an admin change a viewer", () => {
    expect(memberLock(admin, viewer, [owner, admin, viewer])).toBeUndefined();
  });
  it("lets a viewer change nobody", () => {
    expect(memberLock(viewer, viewer, [owner, viewer])).toBe("not_admin");
  });
});
