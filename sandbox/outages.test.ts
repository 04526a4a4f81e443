import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startSandbox, type Sandbox } from "./server";

const AGENT = { name: "Recepción", language: "es", first_message: "Hola", prompt: "Atiende." } as const;
const OURS = {
  apiKey: "sk_of_the_clinic",
  openAiKey: "sk-openai-clinic",
  accountSid: `AC${"1".repeat(32)}`,
  agent: "agent_ours",
};
const THEIRS = {
  apiKey: "sk_of_the_salon",
  openAiKey: "sk-openai-salon",
  accountSid: `AC${"2".repeat(32)}`,
  agent: "agent_theirs",
};
const AUTH_TOKEN = "0123456789abcdef";
type Customer = typeof OURS;

let sandbox: Sandbox;
beforeEach(async () => {
  const customers = [OURS, THEIRS];
  sandbox = await startSandbox({
    port: 0,
    world: {
      twilio: {
        accounts: customers.map(({ accountSid }) => ({
          accountSid,
          authToken: AUTH_TOKEN,
          friendlyName: "one",
        })),
      },
      elevenlabs: {
        workspaces: customers.map(({ apiKey, agent }) => ({
          apiKey,
          name: "one",
          agents: [{ ...AGENT, agent_id: agent }],
        })),
      },
      openai: { apiKeys: customers.map(({ openAiKey }) => openAiKey) },
    },
  });
});
afterEach(() => sandbox.close());

async function outage(service: string, key: string, isDown: boolean): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/control/outages`, {
    method: "POST",
    body: JSON.stringify({ service, key, isDown }),
  });
  return answer.json();
}

/** The status, or that there was no answer at all. */
async function ask(path: string, headers: Record<string, string>, body?: unknown): Promise<number | "cut"> {
  const init = body === undefined ? { headers } : { headers, method: "POST", body: JSON.stringify(body) };
  try {
    return (await fetch(sandbox.url + path, init)).status;
  } catch {
    return "cut";
  }
}

const signedPath = ({ agent }: Customer) => `/v1/convai/conversation/get-signed-url?agent_id=${agent}`;
const asks = {
  signed: (one: Customer) => ask(signedPath(one), { "xi-api-key": one.apiKey }),
  register: (one: Customer) =>
    ask(
      "/v1/convai/twilio/register-call",
      { "xi-api-key": one.apiKey },
      { agent_id: one.agent, from_number: "+34600000001", to_number: "+34910000001" },
    ),
  conversations: ({ apiKey }: Customer) => ask("/v1/convai/conversations", { "xi-api-key": apiKey }),
  speech: ({ apiKey }: Customer) =>
    ask(
      "/v1/text-to-speech/sbxLucia0EsEsPeninsul?output_format=ulaw_8000",
      { "xi-api-key": apiKey },
      { text: "Hola" },
    ),
  subscription: ({ apiKey }: Customer) => ask("/v1/user/subscription", { "xi-api-key": apiKey }),
  model: ({ openAiKey }: Customer) => ask("/v1/models", { authorization: `Bearer ${openAiKey}` }),
  telephone: ({ accountSid }: Customer) =>
    ask(`/2010-04-01/Accounts/${accountSid}.json`, {
      authorization: `Basic ${Buffer.from(`${accountSid}:${AUTH_TOKEN}`).toString("base64")}`,
    }),
};

async function answersOf(customer: Customer): Promise<Record<string, number | "cut">> {
  const answers: Record<string, number | "cut"> = {};
  for (const [name, one] of Object.entries(asks)) answers[name] = await one(customer);
  return answers;
}

/** The socket of the customer's agent: open, or the status that it was refused with. */
async function openSocket(customer: Customer): Promise<{ socket: WebSocket; status: number }> {
  const answer = await fetch(sandbox.url + signedPath(customer), {
    headers: { "xi-api-key": customer.apiKey },
  });
  const { signed_url } = (await answer.json()) as { signed_url: string };
  return connect(signed_url);
}

function connect(url: string): Promise<{ socket: WebSocket; status: number }> {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.on("error", () => undefined);
    socket.on("open", () => resolve({ socket, status: 101 }));
    socket.on("unexpected-response", (_request, response) =>
      resolve({ socket, status: response.statusCode ?? 0 }),
    );
  });
}

const CUT = "cut";
const ALL_WELL = {
  signed: 200,
  register: 200,
  conversations: 200,
  speech: 200,
  subscription: 200,
  model: 200,
  telephone: 200,
};

describe("a vendor that is down for one customer", () => {
  it.each<[string, (one: Customer) => string, Partial<Record<keyof typeof asks, number | "cut">>]>([
    [
      "elevenlabs",
      ({ apiKey }) => apiKey,
      { signed: CUT, register: CUT, conversations: CUT, speech: CUT, subscription: CUT },
    ],
    ["elevenlabs.agents", ({ apiKey }) => apiKey, { signed: 503, register: 503 }],
    ["elevenlabs.speech", ({ apiKey }) => apiKey, { speech: 503 }],
    ["openai", ({ openAiKey }) => openAiKey, { model: CUT }],
    ["twilio", ({ accountSid }) => accountSid, { telephone: CUT }],
  ])("%s is there for the other, and comes back", async (service, keyOf, missing) => {
    await outage(service, keyOf(OURS), true);
    await outage(service, keyOf(OURS), true);
    expect(await answersOf(OURS)).toEqual({ ...ALL_WELL, ...missing });
    expect(await answersOf(THEIRS)).toEqual(ALL_WELL);
    await outage(service, keyOf(OURS), false);
    expect(await answersOf(OURS)).toEqual(ALL_WELL);
  });

  it.each(["elevenlabs", "elevenlabs.agents"])(
    "by %s: what its agents were saying breaks off, and nobody gets in",
    async (service) => {
      const [ours, theirs] = await Promise.all([openSocket(OURS), openSocket(THEIRS)]);
      const answer = await fetch(sandbox.url + signedPath(OURS), { headers: { "xi-api-key": OURS.apiKey } });
      const { signed_url: early } = (await answer.json()) as { signed_url: string };
      const closed = new Promise<number>((resolve) => ours.socket.once("close", resolve));
      expect(await outage(service, OURS.apiKey, true)).toMatchObject({ conversationsCut: 1 });
      expect(await closed).toBe(1006);
      expect(theirs.socket.readyState).toBe(WebSocket.OPEN);
      expect((await connect(early)).status).toBe(503);
      await outage(service, OURS.apiKey, false);
      expect((await openSocket(OURS)).status).toBe(101);
    },
  );

  it("counts who tries nevertheless, and is over with all faults", async () => {
    await outage("elevenlabs.speech", OURS.apiKey, true);
    await outage("openai", THEIRS.openAiKey, true);
    await asks.speech(OURS);
    await asks.speech(OURS);
    await asks.speech(THEIRS);
    const list = async () => (await fetch(`${sandbox.url}/control/outages`)).json();
    expect(await list()).toEqual({
      outages: [
        { service: "elevenlabs.speech", key: OURS.apiKey, attempts: 2 },
        { service: "openai", key: THEIRS.openAiKey, attempts: 0 },
      ],
    });
    await fetch(`${sandbox.url}/control/faults`, { method: "DELETE" });
    expect(await list()).toEqual({ outages: [] });
    expect(await asks.speech(OURS)).toBe(200);
  });

  it("is nothing that a test can misspell", async () => {
    expect(await outage("elevenlab", OURS.apiKey, true)).toMatchObject({
      error: expect.stringContaining("service"),
    });
    expect(sandbox.faults.list()).toEqual([]);
  });
});
