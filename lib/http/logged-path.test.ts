import { beforeAll, expect, it } from "vitest";
import { sentenceAddress } from "@/lib/sentences/sentence-address";
import { holdMusicFile } from "@/lib/hold-music/track-address";
import { stubSettings } from "@/tests/support/settings";
import type { TenantId } from "@/lib/vocabulary";
import { loggedPath } from "./logged-path";

beforeAll(() => stubSettings());

const tenantId = "0b0e6f0c-6d3c-4a5a-9a5b-2f6f0c6d3c4a" as TenantId;

it("shows no log who called and why, which stands in the address of a sentence", () => {
  const address = sentenceAddress({
    tenantId,
    key: "advisor_brief",
    language: "es",
    voiceId: null,
    values: { contact: "Rosa Gil", brief: "Le duele una muela." },
  });
  expect(loggedPath(new URL(address).pathname)).toBe("/voice/sentence/[signed]");
  expect(loggedPath(holdMusicFile(tenantId, tenantId))).toBe("/voice/music/[signed]");
});

it("leaves ids as they are", () => {
  const path = `/api/calls/${tenantId}/transfers`;
  expect(loggedPath(path)).toBe(path);
});
