/** For the tests of this folder: a sandbox with one account, and a customer's server that answers by path. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { type Sandbox, startSandbox } from "../server";
import type { WorldInput } from "../world";
import type { Leg } from "./leg";
import type { CallRecord } from "./store";

export const ACCOUNT_SID = `AC${"1".repeat(32)}`;
export const NUMBER_SID = `PN${"1".repeat(32)}`;
export const AUTH_TOKEN = "0123456789abcdef";
export const CLINIC = "+34910000001";
export const PATIENT = "+34600000001";
export const ADVISOR = "+34600000002";
export const ADDRESS = {
  CustomerName: "Clínica Sol",
  Street: "Calle Mayor 1",
  City: "Madrid",
  Region: "Madrid",
  PostalCode: "28013",
  IsoCountry: "ES",
};

type AccountInput = NonNullable<NonNullable<WorldInput["twilio"]>["accounts"]>[number];

export function world(more: Partial<AccountInput> = {}): WorldInput {
  const numbers = [{ sid: NUMBER_SID, phoneNumber: CLINIC, friendlyName: "Clínica" }];
  const account = {
    accountSid: ACCOUNT_SID,
    authToken: AUTH_TOKEN,
    friendlyName: "Clínica",
    numbers,
    ...more,
  };
  return { twilio: { accounts: [account] } };
}

interface Seen {
  path: string;
  fields: Record<string, string>;
  headers: IncomingMessage["headers"];
}

export interface Customer {
  url: string;
  seen: Seen[];
  /** TwiML by path, with its query or without; everything else is answered with 204. */
  documents: Map<string, string>;
  /** µ-law by path; several pieces are written one by one, without a length. */
  sounds: Map<string, Uint8Array | readonly Uint8Array[]>;
  /** Paths whose request is never answered. */
  mute: Set<string>;
  /** Resolves with the socket of the next stream. */
  nextSocket(): Promise<WebSocket>;
  close(): Promise<void>;
}

export async function startCustomer(): Promise<Customer> {
  const seen: Seen[] = [];
  const documents = new Map<string, string>();
  const sounds: Customer["sounds"] = new Map();
  const mute = new Set<string>();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const path = request.url ?? "";
      const [address = "", query = ""] = path.split("?");
      const form = request.method === "GET" ? query : body;
      seen.push({ path, fields: Object.fromEntries(new URLSearchParams(form)), headers: request.headers });
      const document = documents.get(path) ?? documents.get(address);
      const sound = sounds.get(path);
      if (mute.has(address)) return;
      if (sound) {
        response.writeHead(200, { "content-type": "audio/ulaw" });
        const pieces = sound instanceof Uint8Array ? [sound] : sound;
        if (pieces.length > 1) for (const piece of pieces) response.write(piece);
        response.end(pieces.length > 1 ? undefined : pieces[0]);
      } else if (document === undefined) response.writeHead(204).end();
      else response.writeHead(200, { "content-type": "text/xml" }).end(document);
    });
  });
  server.on("upgrade", (request, socket, head) => {
    seen.push({ path: request.url ?? "", fields: {}, headers: request.headers });
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit("connection", opened, request));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    documents,
    sounds,
    mute,
    nextSocket: () => new Promise((resolve) => sockets.once("connection", resolve)),
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

export async function startTestSandbox(more?: Partial<AccountInput>): Promise<Sandbox> {
  return startSandbox({ port: 0, world: world(more) });
}

/** Asks the control API for something that no vendor offers. */
export async function control(sandbox: Sandbox, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`${sandbox.url}/control/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return answer.json();
}

export async function rest(
  sandbox: Sandbox,
  method: string,
  path: string,
  form?: Record<string, string> | [string, string][],
): Promise<{ status: number; json: Record<string, unknown> }> {
  const basic = Buffer.from(`${ACCOUNT_SID}:${AUTH_TOKEN}`).toString("base64");
  const init: RequestInit = { method, headers: { authorization: `Basic ${basic}` } };
  if (form) init.body = new URLSearchParams(form);
  const response = await fetch(`${sandbox.url}/2010-04-01/Accounts/${ACCOUNT_SID}${path}`, init);
  const text = await response.text();
  return { status: response.status, json: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

/** Waits for news of any leg after which `find` finds something. */
export function until<T>(sandbox: Sandbox, find: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      stop();
      resolve(found);
    };
    const stop = sandbox.twilio.switchboard.onLeg(look);
    look();
  });
}

export function legTo(sandbox: Sandbox, number: string): Promise<Leg> {
  return until(sandbox, () => {
    const leg = sandbox.twilio.switchboard.findLegAt(number);
    return leg?.record.status === "ringing" || leg?.isAnswered ? leg : undefined;
  });
}

export function ended(sandbox: Sandbox, callSid: string): Promise<CallRecord> {
  return until(sandbox, () => {
    const record = sandbox.twilio.store.calls.get(callSid);
    return record?.endTime === null ? undefined : record;
  });
}
