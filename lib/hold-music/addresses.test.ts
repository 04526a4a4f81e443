import { beforeAll, describe, expect, it } from "vitest";
import { signedName } from "@/lib/sentences/signed-name";
import { stubSettings } from "@/tests/support/settings";
import type { TenantId } from "@/lib/vocabulary";
import { holdMusicPath, readHoldToken } from "./hold-music-path";
import { holdMusicAddress, MAX_TRACK_NAME_LENGTH, readTrackAddress } from "./track-address";

beforeAll(() => stubSettings());

const tenantId = "0b0e6f0c-6d3c-4a5a-9a5b-2f6f0c6d3c4a" as TenantId;
const lastOf = (address: string) => new URL(address).pathname.split("/").at(-1) ?? "";

describe("the address of a track", () => {
  it.each([undefined, 0, 7])("names the business, the track and its part (%s)", (part) => {
    const address = holdMusicAddress(tenantId, tenantId, part);
    expect(address).toMatch(/^https:\/\/app\.example\.com\/voice\/music\/[\w.-]+$/);
    expect(readTrackAddress(lastOf(address))).toEqual({ tenantId, track: tenantId, part });
    expect(lastOf(address).length).toBeLessThanOrEqual(MAX_TRACK_NAME_LENGTH);
  });

  it("leads nowhere when it was altered, or signed for something else", () => {
    const name = lastOf(holdMusicAddress(null, "calm"));
    const [body = "", signature = ""] = name.split(".");
    const other = Buffer.from(JSON.stringify({ t: tenantId, r: "calm" })).toString("base64url");
    for (const forged of [
      "",
      ".",
      body,
      `${body}.`,
      `${other}.${signature}`,
      `${body}.${signature.slice(1)}A`,
      signedName("sentence", { t: null, r: "calm" }),
      signedName("music", { t: null, r: "calm", p: -1 }),
    ])
      expect(readTrackAddress(forged), forged).toBeUndefined();
  });
});

describe("where Twilio asks what somebody on hold hears", () => {
  const waiting = {
    tenantId,
    callId: tenantId,
    voiceId: "voice",
    language: "es",
    advisor: "Ana Ruiz",
  } as const;
  const tokenOf = (address: string) => new URL(address).searchParams.get("t") ?? "";

  it("says who waits, and how long already", () => {
    const address = holdMusicPath(waiting, 3);
    expect(address).toMatch(/^https:\/\/app\.example\.com\/voice\/hold-music\?t=/);
    expect(readHoldToken(tokenOf(address))).toEqual({ waiting, step: 3 });
    const sounding = { ...waiting, voiceSettings: { stability: 0.2, similarityBoost: 0.9, speed: 1.15 } };
    expect(readHoldToken(tokenOf(holdMusicPath(sounding)))).toEqual({ waiting: sounding, step: 0 });
    expect(readHoldToken(tokenOf(holdMusicPath({ ...waiting, voiceId: null, advisor: null })))).toEqual({
      waiting: { ...waiting, voiceId: null, advisor: null },
      step: 0,
    });
  });

  it("believes nobody else's", () => {
    const token = tokenOf(holdMusicPath(waiting));
    for (const forged of ["", "x", token.slice(1), `${token}x`, lastOf(holdMusicAddress(null, "calm"))])
      expect(readHoldToken(forged), forged).toBeUndefined();
  });
});
