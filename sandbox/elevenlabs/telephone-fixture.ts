/** Starts both vendors on one port, with a clinic that has accounts at each, for the tests of native telephony. */
import { createServer, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { vi } from "vitest";
import { startSandbox } from "../server";
import { ACCOUNT_SID, AUTH_TOKEN, CLINIC, world } from "../twilio/fixture";
import { isObject, type JsonObject } from "../json";
import type { Timing } from "./timing";

export const API_KEY = "sk_sandbox_0123456789";
const FAST: Partial<Timing> = { thinkMs: 5, pingMs: 40, analysisMs: 5, speedup: 50, retryScale: 0.0001 };
/** A call takes as long as it takes: words are played at the pace of a telephone. */
const PATIENCE_MS = 45_000;

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  json: JsonObject;
}

/** The clinic's own server: answers by path, and keeps what it was told. */
export async function startClinic() {
  const received: Received[] = [];
  const answers = new Map<string, { status?: number; json: unknown }>();
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const path = req.url ?? "";
      const parsed: unknown = JSON.parse(body === "" ? "{}" : body);
      received.push({ path, headers: req.headers, json: isObject(parsed) ? parsed : {} });
      const { status = 200, json } = answers.get(path) ?? { json: {} };
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
    });
  });
  // Node's five seconds would race with the vendor, which keeps a connection about as long.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  /** What came, or comes, to the path. */
  const next = (path: string, index = 0) =>
    vi.waitFor(
      () => {
        const found = received.filter((one) => one.path === path)[index];
        if (!found) throw new Error(`nothing came to ${path}`);
        return found;
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, received, answers, next, close };
}

/** `agent` overrides parts of the clinic's agent; every event is told to the clinic's `/hook`. */
export async function startTelephone(agent: JsonObject = {}, statePath?: string) {
  const clinic = await startClinic();
  const sandbox = await startSandbox({
    port: 0,
    statePath,
    timing: FAST,
    world: {
      ...world(),
      elevenlabs: {
        workspaces: [
          {
            apiKey: API_KEY,
            name: "Clínica Sol",
            webhook: { id: "wh_1", url: `${clinic.url}/hook`, secret: "wsec_sandbox" },
            agents: [
              {
                agent_id: "agent_1",
                name: "Recepción",
                language: "es",
                first_message: "Hola {{nombre}}.",
                prompt: "Horario: de 9 a 20.",
                ...agent,
              },
            ],
          },
        ],
      },
    },
  });
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(sandbox.url + path, {
      method,
      headers: { "xi-api-key": API_KEY, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const isJson = answer.headers.get("content-type") === "application/json";
    const content = isJson ? "" : await answer.text();
    const json: unknown = isJson ? await answer.json() : undefined;
    return { status: answer.status, text: content, json: isObject(json) ? json : { items: json } };
  };
  await ask("PATCH", "/v1/convai/settings", {
    webhooks: { events: ["transcript", "audio", "call_initiation_failure"] },
  });
  const importNumber = async (more: JsonObject = { agent_id: "agent_1" }) => {
    const number = { phone_number: CLINIC, label: "Sol", sid: ACCOUNT_SID, token: AUTH_TOKEN, ...more };
    return ask("POST", "/v1/convai/phone-numbers", number);
  };
  const conversations = async (): Promise<JsonObject[]> => {
    const { json } = await ask("GET", "/v1/convai/conversations");
    return Array.isArray(json["conversations"]) ? json["conversations"].filter(isObject) : [];
  };
  /** The only, or the latest, conversation when it has come to this status. */
  const untilConversation = (status: string) =>
    vi.waitFor(
      async () => {
        const [latest] = await conversations();
        if (latest?.["status"] !== status)
          throw new Error(`the conversation is ${String(latest?.["status"])}`);
        return (await ask("GET", `/v1/convai/conversations/${String(latest["conversation_id"])}`)).json;
      },
      { timeout: PATIENCE_MS, interval: 20 },
    );
  const close = async () => {
    await sandbox.close();
    await clinic.close();
  };
  return { sandbox, clinic, ask, importNumber, conversations, untilConversation, close };
}

/** What lies at a path of names in JSON. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (Array.isArray(part)) return part[Number(key)] as unknown;
    return isObject(part) ? part[key] : undefined;
  }, value);
}
