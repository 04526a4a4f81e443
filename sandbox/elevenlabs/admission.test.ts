import { afterEach, describe, expect, test, vi } from "vitest";
import { worldWorkspace } from "../world";
import { platformSettings } from "./agent-config";
import { Admissions } from "./admission";
import { createWorkspace } from "./state";

afterEach(() => {
  vi.useRealTimers();
});

function createAdmissions(platform_settings: unknown = {}) {
  const workspace = createWorkspace(
    worldWorkspace.parse({
      apiKey: "sk_sandbox_1",
      name: "Sol",
      agents: [
        { agent_id: "agent_1", name: "A", language: "es", first_message: "", prompt: "", platform_settings },
      ],
    }),
  );
  const admissions = new Admissions([workspace], () => "https://sandbox.example");
  const signedUrl = (withId = false) => new URL(admissions.signUrl(workspace, "agent_1", withId));
  const publicUrl = new URL("wss://sandbox.example/v1/convai/conversation?agent_id=agent_1");
  return { admissions, signedUrl, publicUrl };
}

describe("the way in", () => {
  test("a signed address is a wss one, and opens again and again within 15 minutes, not later", () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { admissions, signedUrl } = createAdmissions();
    const url = signedUrl();
    expect(url.protocol).toBe("wss:");
    vi.setSystemTime(Date.now() + 15 * 60_000);
    expect(admissions.admit(url, undefined)).toMatchObject({ method: "signed_url" });
    expect(admissions.admit(url, undefined)).toMatchObject({ method: "signed_url" });
    vi.setSystemTime(Date.now() + 1);
    expect(admissions.admit(url, undefined)).toEqual(expect.any(String));
  });

  test("a signed address is of one agent", () => {
    const { admissions, signedUrl } = createAdmissions();
    const url = signedUrl();
    url.searchParams.set("agent_id", "agent_2");
    expect(admissions.admit(url, undefined)).toEqual(expect.any(String));
  });

  test("an allow list asks where a public client comes from, but not one with a signed address", () => {
    const auth = { allowlist: [{ hostname: "clinica.example" }] };
    const { admissions, publicUrl, signedUrl } = createAdmissions({ auth });
    expect(admissions.admit(publicUrl, "https://clinica.example")).toMatchObject({ method: "public" });
    expect(admissions.admit(publicUrl, "https://other.example")).toBe(
      "Host other.example is not allowed to connect to this agent",
    );
    expect(admissions.admit(signedUrl(), undefined)).toMatchObject({ method: "signed_url" });
  });

  test("the daily limit is named", () => {
    const { admissions, publicUrl } = createAdmissions({ call_limits: { daily_limit: 0 } });
    expect(admissions.admit(publicUrl, undefined)).toBe("Agent has exceeded its daily call limit of 0");
  });
});

test("no override is allowed until it is switched on", () => {
  const { overrides } = platformSettings.parse({});
  expect(JSON.stringify(overrides)).not.toContain("true");
});
