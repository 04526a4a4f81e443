import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { type Sandbox, startSandbox } from "./server";
import { ACCOUNT_SID, ADDRESS, CLINIC, NUMBER_SID, PATIENT, rest, until, world } from "./twilio/fixture";

let folder: string;
let sandbox: Sandbox;
const start = () =>
  startSandbox({ port: 0, world: world(), statePath: join(folder, "state", "sandbox.json") });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sandbox-"));
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function control(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const init: RequestInit = { method };
  if (body !== undefined) init.body = JSON.stringify(body);
  const response = await fetch(`${sandbox.url}/control${path}`, init);
  return { status: response.status, json: await response.json() };
}

describe("the tools of a conversation", () => {
  it("are asked for by the conversation's id", async () => {
    const { status, json } = await control("GET", "/conversations/conv_nobody/tools");
    expect(status).toBe(404);
    expect(json).toMatchObject({ error: expect.stringContaining("no conversation conv_nobody") });
  });
});

describe("what survives a restart", () => {
  it("what became of an account, and its addresses", async () => {
    const change = { accountSid: ACCOUNT_SID, balance: "0.07", maxConcurrentCalls: 2 };
    expect((await control("POST", "/accounts", change)).status).toBe(200);
    const { json } = await rest(sandbox, "POST", "/Addresses.json", ADDRESS);
    await sandbox.close();
    sandbox = await start();
    expect((await rest(sandbox, "GET", "/Balance.json")).json).toMatchObject({ balance: "0.07" });
    expect(sandbox.twilio.store.accounts.get(ACCOUNT_SID)).toMatchObject({ maxConcurrentCalls: 2 });
    expect((await rest(sandbox, "GET", `/Addresses/${String(json["sid"])}.json`)).json).toEqual(json);
  });

  it("numbers keep their settings, calls their end", async () => {
    await rest(sandbox, "POST", `/IncomingPhoneNumbers/${NUMBER_SID}.json`, {
      VoiceUrl: "https://clinic.example/voice",
    });
    const { json } = await rest(sandbox, "POST", "/Calls.json", {
      To: PATIENT,
      From: CLINIC,
      Twiml: "<Response><Hangup/></Response>",
    });
    await sandbox.close();
    sandbox = await start();
    const number = await rest(sandbox, "GET", `/IncomingPhoneNumbers/${NUMBER_SID}.json`);
    expect(number.json).toMatchObject({ voice_url: "https://clinic.example/voice" });
    const call = await rest(sandbox, "GET", `/Calls/${String(json["sid"])}.json`);
    expect(call.json).toMatchObject({ status: "canceled" });
  });
});

describe("accounts that come into being at run time", () => {
  const accountSid = `AC${"9".repeat(32)}`;
  const authToken = "9".repeat(32);
  const apiKey = "sk_added_later";
  const number = { sid: `PN${"9".repeat(32)}`, phoneNumber: "+34910099009", friendlyName: "later" };
  const added = {
    twilio: { accounts: [{ accountSid, authToken, friendlyName: "later", numbers: [number] }] },
    elevenlabs: { workspaces: [{ apiKey, name: "later" }] },
  };
  const askBoth = async () => {
    const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
    const path = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers.json`;
    const numbers = await fetch(sandbox.url + path, { headers: { authorization } });
    const agents = await fetch(`${sandbox.url}/v1/convai/agents`, { headers: { "xi-api-key": apiKey } });
    return [numbers.status, agents.status, (await numbers.text()).includes(number.phoneNumber)];
  };

  it("are known at both vendors at once, and after a restart", async () => {
    expect(await askBoth()).toEqual([401, 401, false]);
    expect((await control("POST", "/world", added)).status).toBe(200);
    expect(await askBoth()).toEqual([200, 200, true]);
    await sandbox.close();
    sandbox = await start();
    expect(await askBoth()).toEqual([200, 200, true]);
  });

  it("cannot take an account or a number that is there", async () => {
    await control("POST", "/world", added);
    expect((await control("POST", "/world", added)).status).toBe(409);
    const thief = { accountSid: `AC${"8".repeat(32)}`, authToken, friendlyName: "thief" };
    const taken = { ...number, sid: `PN${"8".repeat(32)}`, phoneNumber: CLINIC };
    const theft = { twilio: { accounts: [{ ...thief, numbers: [taken] }] } };
    expect((await control("POST", "/world", theft)).status).toBe(409);
  });
});

describe("the control API", () => {
  it("a person calls, speaks, presses keys and hangs up", async () => {
    const placed = await control("POST", "/calls", { from: PATIENT, to: CLINIC });
    const { callSid } = placed.json as { callSid: string };
    await control("POST", `/calls/${callSid}/say`, { text: "hola" });
    await control("POST", `/calls/${callSid}/digits`, { digits: "1" });
    const live = await control("GET", `/calls/${callSid}`);
    expect(live.json).toMatchObject({ from: PATIENT, to: CLINIC, said: [{ text: "hola" }] });
    await control("POST", `/calls/${callSid}/hangup`);
    expect((await control("POST", `/calls/${callSid}/say`, { text: "?" })).status).toBe(409);
    const heard = await fetch(`${sandbox.url}/control/calls/${callSid}/heard.ulaw`);
    expect(heard.status).toBe(200);
  });

  it("faults are added, listed and cleared", async () => {
    await control("POST", "/faults", { target: "twilio.rest", kind: "delay", delayMs: 5 });
    expect((await control("GET", "/faults")).json).toMatchObject({ faults: [{ kind: "delay", taken: 0 }] });
    expect((await control("POST", "/faults", { target: "twilio.rest", kind: "explode" })).status).toBe(400);
    await control("DELETE", "/faults");
    expect((await control("GET", "/faults")).json).toEqual({ faults: [] });
  });

  it("recordings show what the product asked, without its credentials", async () => {
    await rest(sandbox, "GET", "/Balance.json");
    const { json } = await control("GET", "/recordings?since=0");
    expect(json).toMatchObject({
      recordings: [{ vendor: "twilio", kind: "rest", method: "GET", status: 200 }],
    });
    expect(JSON.stringify(json)).not.toMatch(/authorization|Basic /i);
  });

  it("a page of another site is refused", async () => {
    const response = await fetch(`${sandbox.url}/control/numbers`, {
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(response.status).toBe(403);
  });
});

describe("a vendor's clock", () => {
  it.each(["/2010-04-01/Accounts/AC/Calls.json", "/v1/PhoneNumbers/Countries/ES", "/v1/convai/agents"])(
    "is wrong in the answer to %s when it is told to be",
    async (path) => {
      await control("POST", "/clock", { skewSeconds: -7200 });
      const behind = Date.parse((await fetch(sandbox.url + path)).headers.get("date") ?? "");
      expect(Math.round((Date.now() - behind) / 3_600_000)).toBe(2);
      await control("POST", "/clock", { skewSeconds: 0 });
      const right = Date.parse((await fetch(sandbox.url + path)).headers.get("date") ?? "");
      expect(Math.round((Date.now() - right) / 3_600_000)).toBe(0);
    },
  );
});

describe("the phones", () => {
  const open = (number: string, headers: Record<string, string> = {}) => {
    const url = `${sandbox.url.replace("http", "ws")}/phones/socket?number=${encodeURIComponent(number)}`;
    return new WebSocket(url, { headers });
  };

  it("the page has every part that it asks for", async () => {
    const asked = new Set(["/phones"]);
    for (const path of asked) {
      const answer = await fetch(sandbox.url + path);
      expect(answer.status, path).toBe(200);
      const text = answer.headers.get("content-type")?.startsWith("font/") ? "" : await answer.text();
      for (const [, part] of text.matchAll(/"(\/phones\/[a-z]+\.[a-z0-9]+)"/g)) if (part) asked.add(part);
    }
    expect([...asked]).toEqual(
      expect.arrayContaining(["/phones/phone.js", "/phones/audio.js", "/phones/geist.woff2"]),
    );
  });

  it.each(["/healthz", "/readyz"])("%s is answered", async (path) => {
    expect((await fetch(sandbox.url + path)).status).toBe(200);
  });

  it("a phone rings when the API calls its number, and answers", async () => {
    const phone = open(PATIENT);
    const statuses: string[] = [];
    const isOver = new Promise<void>((resolve) => {
      phone.on("message", (data: Buffer, isBinary) => {
        if (isBinary) return;
        const { call } = JSON.parse(data.toString()) as { call: { status: string } | null };
        if (!call || statuses.at(-1) === call.status) return;
        statuses.push(call.status);
        if (call.status === "ringing") phone.send(JSON.stringify({ type: "answer" }));
        if (call.status === "completed") resolve();
      });
    });
    await new Promise((resolve) => phone.once("message", resolve));
    await rest(sandbox, "POST", "/Calls.json", {
      To: PATIENT,
      From: CLINIC,
      Twiml: "<Response><Hangup/></Response>",
    });
    await isOver;
    expect(statuses).toEqual(["queued", "ringing", "in-progress", "completed"]);
  });

  it("a phone that is busy does not ring, and rings again when it is free or gone", async () => {
    const place = async () => {
      const twiml = "<Response><Hangup/></Response>";
      const { json } = await rest(sandbox, "POST", "/Calls.json", {
        To: PATIENT,
        From: CLINIC,
        Twiml: twiml,
      });
      return until(sandbox, () => {
        const record = sandbox.twilio.store.calls.get(String(json["sid"]));
        return record?.status === "queued" ? undefined : record;
      });
    };
    const phone = open(PATIENT);
    await new Promise((resolve) => phone.once("open", resolve));
    phone.send(JSON.stringify({ type: "busy", isBusy: true }));
    // The answer to a message of no meaning says that those before it have been read.
    phone.send("{}");
    await new Promise<void>((resolve) => {
      phone.on("message", (data: Buffer) => data.toString().includes('"error"') && resolve());
    });
    expect(await place()).toMatchObject({ status: "busy" });
    phone.close();
    await new Promise((resolve) => phone.once("close", resolve));
    const { sid } = await until(sandbox, () =>
      sandbox.twilio.switchboard.handsets.size === 0 ? { sid: "" } : undefined,
    );
    expect(sid).toBe("");
    expect(await place()).toMatchObject({ status: "ringing" });
  });

  it("a phone dials, and words typed there are said on the line", async () => {
    const phone = open(PATIENT);
    await new Promise((resolve) => phone.once("open", resolve));
    phone.send(JSON.stringify({ type: "dial", to: CLINIC }));
    const leg = await until(sandbox, () => sandbox.twilio.switchboard.findLegAt(PATIENT));
    phone.send(JSON.stringify({ type: "say", text: "buenos días" }));
    expect(await until(sandbox, () => leg.record.said[0])).toMatchObject({ text: "buenos días" });
  });

  it("a phone is told of another one that rings with nobody beside it, and can be taken there", async () => {
    const [mine, other, told] = [PATIENT, "+34600000007", "+34600000008"];
    await control("POST", "/phones", { number: told, behaviour: "answer", ringMs: 600_000 });
    const phone = open(mine);
    await new Promise((resolve) => phone.once("open", resolve));
    const elsewhere: string[][] = [];
    const isTakenThere = new Promise<void>((resolve) => {
      phone.on("message", (data: Buffer) => {
        const message = JSON.parse(data.toString()) as {
          type: string;
          numbers?: string[];
          call?: { status: string } | null;
        };
        if (message.type === "elsewhere") {
          elsewhere.push(message.numbers ?? []);
          if (elsewhere.length === 1) phone.send(JSON.stringify({ type: "number", number: other }));
        }
        if (message.call?.status === "ringing") resolve();
      });
    });
    for (const To of [told, other]) {
      await rest(sandbox, "POST", "/Calls.json", {
        To,
        From: CLINIC,
        Twiml: "<Response><Hangup/></Response>",
      });
    }
    await isTakenThere;
    // The one that was told what to do is no business of a page.
    expect(elsewhere).toEqual([[other], []]);
    expect((await control("GET", "/phones")).json).toMatchObject({ lately: [other, told] });
  });

  it("a page of another site cannot pick up a phone", async () => {
    const phone = open(PATIENT, { origin: "https://elsewhere.example" });
    await expect(new Promise((_, reject) => phone.once("error", reject))).rejects.toThrow("400");
  });
});
