import { beforeAll, describe, expect, it } from "vitest";
import type { WebhookEndpoint } from "@/db/schema/outgoing";
import { stubSettings } from "@/tests/support/settings";
import { sealNewSecret, sealNextSecret, secretsAt } from "./endpoint-secrets";

let first: string;
let sealed: string;
beforeAll(() => {
  stubSettings();
  ({ secret: first, sealed } = sealNewSecret(endpointWith("").tenantId, "endpoint-1"));
});

const HOUR_MS = 3_600_000;
const NOW = new Date("2026-11-23T09:00:00Z");
const later = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS);

const endpointWith = (sealedSecret: string, given: { id?: string; tenantId?: string } = {}) =>
  ({ id: "endpoint-1", tenantId: "tenant-1", sealedSecret, ...given }) as WebhookEndpoint;

describe("the secrets of an address", () => {
  it("are one at first, sealed for this address of this business alone", () => {
    expect(secretsAt(endpointWith(sealed), NOW)).toEqual([first]);
    expect(sealed).not.toContain(first);
    expect(() => secretsAt(endpointWith(sealed, { id: "endpoint-2" }), NOW)).toThrow();
    expect(() => secretsAt(endpointWith(sealed, { tenantId: "tenant-2" }), NOW)).toThrow();
  });

  it("are two for a day after one was replaced, the newest first", () => {
    const next = sealNextSecret(endpointWith(sealed), NOW);
    expect(next.previousUntil).toEqual(later(24));
    const endpoint = endpointWith(next.sealed);
    expect(secretsAt(endpoint, later(23))).toEqual([next.secret, first]);
    expect(secretsAt(endpoint, later(24))).toEqual([next.secret]);
  });

  it("are never three: one that is replaced twice in a day is given up", () => {
    const second = sealNextSecret(endpointWith(sealed), NOW);
    const third = sealNextSecret(endpointWith(second.sealed), later(1));
    expect(secretsAt(endpointWith(third.sealed), later(2))).toEqual([third.secret, second.secret]);
  });
});
