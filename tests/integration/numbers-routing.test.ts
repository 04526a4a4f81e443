import { describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { numberView } from "@/lib/numbers/schema";
import { onRecord, ownedAtTwilio } from "./number-records";
import { judgeAtTheEnd } from "../support/specs";
import { type Business, createBusiness } from "../support/tenant";
import { atElevenLabs } from "../support/vendor-rest";

const house = inject("house");
judgeAtTheEnd(house);

const importedNumbers = z.array(
  z.object({ phone_number: z.string(), assigned_agent: z.object({ agent_id: z.string() }).nullable() }),
);

describe("who takes a number's calls first", () => {
  const voiceUrlOf = async (of: Business) => (await ownedAtTwilio(of, of.number))[0]?.voice_url;
  const assignedOf = async (of: Business) => {
    const listed = importedNumbers.parse(await atElevenLabs(of, "GET", "/v1/convai/phone-numbers"));
    return listed.map(({ phone_number, assigned_agent }) => [phone_number, assigned_agent?.agent_id ?? null]);
  };
  const route = (of: Business, inboundVia: string) =>
    of.client.ask("PUT", `/api/numbers/${of.numberId}/route`, numberView, { inboundVia });
  const ours = `${house.webUrl}/webhooks/voice`;

  it("stays this house when the number is registered at ElevenLabs, which rewrites its address", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    const path = `/api/numbers/${clinic.numberId}/import`;
    const registered = await clinic.client.ask("POST", path, numberView);
    expect(registered).toMatchObject({ inboundVia: "centralita" });
    expect(registered.elevenLabsNumberId).toMatch(/^phnum/);
    expect(await voiceUrlOf(clinic)).toBe(ours);
    // Once more: it is known there already.
    expect(await clinic.client.ask("POST", path, numberView)).toMatchObject({
      elevenLabsNumberId: registered.elevenLabsNumberId,
    });
    expect(await assignedOf(clinic)).toHaveLength(1);
  });

  it("is ElevenLabs, then this house again, then ElevenLabs again, with the right agent each time", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    expect(await route(clinic, "elevenlabs")).toMatchObject({ inboundVia: "elevenlabs" });
    const theirs = await voiceUrlOf(clinic);
    expect(theirs).not.toBe(ours);
    expect(await assignedOf(clinic)).toEqual([[clinic.number, clinic.vendorAgentId]]);

    const second = await clinic.createAgent({ mode: "native", name: "Tarde" });
    await clinic.assign(second.id);
    expect(await assignedOf(clinic)).toEqual([[clinic.number, second.elevenLabsAgentId]]);
    expect(await voiceUrlOf(clinic)).toBe(theirs);

    expect(await route(clinic, "centralita")).toMatchObject({ inboundVia: "centralita" });
    expect(await voiceUrlOf(clinic)).toBe(ours);

    await route(clinic, "elevenlabs");
    expect(await voiceUrlOf(clinic)).toBe(theirs);
    expect(await assignedOf(clinic)).toEqual([[clinic.number, second.elevenLabsAgentId]]);
    // Fetching the numbers again does not take its calls back.
    await clinic.client.ask("POST", "/api/numbers/sync", z.unknown(), {});
    expect(await voiceUrlOf(clinic)).toBe(theirs);
  });

  it("is this house again as soon as an agent answers that ElevenLabs does not carry, or nobody", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    const bridge = await clinic.createAgent({ mode: "bridge", name: "Puente" });
    for (const agentId of [bridge.id, null]) {
      await clinic.assign(clinic.agent.id);
      await route(clinic, "elevenlabs");
      await clinic.assign(agentId);
      expect(await onRecord(clinic, clinic.number)).toMatchObject({ inboundVia: "centralita" });
      expect(await voiceUrlOf(clinic)).toBe(ours);
    }
  });

  it("cannot be ElevenLabs for an agent that it does not carry", async () => {
    const clinic = await createBusiness(house);
    const path = `/api/numbers/${clinic.numberId}/route`;
    expect(await clinic.client.refusal("PUT", path, { inboundVia: "elevenlabs" })).toEqual({
      status: 409,
      code: "conflict",
    });
    expect(await voiceUrlOf(clinic)).toBe(ours);
    expect(await clinic.client.refusal("PUT", path, { inboundVia: "nobody" })).toMatchObject({ status: 422 });
  });

  it("stays this house, whatever step of handing it over fails", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    for (const fault of [
      { kind: "status", status: 500, match: "POST /v1/convai/phone-numbers" },
      { kind: "status", status: 429, match: "PATCH /v1/convai/phone-numbers" },
      { kind: "status", status: 500, match: "PATCH /v1/convai/phone-numbers" },
    ] as const) {
      const match = [fault.match, clinic.apiKey];
      await clinic.sandbox.misbehave({ target: "elevenlabs.rest", times: 1, ...fault, match });
      expect(
        await clinic.client.refusal("PUT", `/api/numbers/${clinic.numberId}/route`, {
          inboundVia: "elevenlabs",
        }),
      ).toEqual({ status: 502, code: "provider_failed" });
      expect(await onRecord(clinic, clinic.number)).toMatchObject({ inboundVia: "centralita" });
      expect(await voiceUrlOf(clinic)).toBe(ours);
    }
    expect(await route(clinic, "elevenlabs")).toMatchObject({ inboundVia: "elevenlabs" });
    expect(await assignedOf(clinic)).toHaveLength(1);
  });

  it("stays as it was when Twilio's token is renewed, and ElevenLabs is given the new one", async () => {
    for (const inboundVia of ["centralita", "elevenlabs"]) {
      const clinic = await createBusiness(house, { agent: { mode: "native" } });
      const path = `/api/numbers/${clinic.numberId}`;
      const { elevenLabsNumberId } = await clinic.client.ask("POST", `${path}/import`, numberView);
      await route(clinic, inboundVia);
      const voiceUrl = await voiceUrlOf(clinic);
      const { accountSid } = clinic;
      const authToken = "0123456789abcdef".repeat(2);
      await clinic.sandbox.control("POST", "accounts", { accountSid, authToken });
      await clinic.client.ask("PUT", "/api/accounts/twilio", z.unknown(), { accountSid, authToken });
      const after = await onRecord(clinic, clinic.number);
      expect(after).toMatchObject({ inboundVia });
      expect(after?.elevenLabsNumberId).toMatch(/^phnum/);
      expect(after?.elevenLabsNumberId).not.toBe(elevenLabsNumberId);
      expect(await assignedOf(clinic)).toEqual([[clinic.number, clinic.vendorAgentId]]);
      const { numbers } = (await clinic.sandbox.control("GET", "numbers")) as {
        numbers: { phoneNumber: string; voiceUrl: string }[];
      };
      expect(numbers.find(({ phoneNumber }) => phoneNumber === clinic.number)?.voiceUrl).toBe(voiceUrl);
    }
  });

  it("does not change when ElevenLabs' answer to the registration is lost", async () => {
    const clinic = await createBusiness(house, { agent: { mode: "native" } });
    const match = ["POST /v1/convai/phone-numbers", clinic.apiKey];
    await clinic.sandbox.misbehave({ target: "elevenlabs.rest", kind: "cut", match, times: 1 });
    const path = `/api/numbers/${clinic.numberId}/import`;
    expect((await clinic.client.ask("POST", path, numberView)).elevenLabsNumberId).toMatch(/^phnum/);
    expect(await assignedOf(clinic)).toHaveLength(1);
    expect(await voiceUrlOf(clinic)).toBe(ours);
  });
});
