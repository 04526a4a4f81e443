import { createHmac, randomBytes, randomUUID } from "node:crypto";
import net from "node:net";
import fc from "fast-check";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks.js";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Client } from "../support/client";
import { newMobile } from "../support/telephone";
import { type Business, createBusiness } from "../support/tenant";
import { DOORS, replaceAt } from "./doors";
import { anyText, anyValue, HOSTILE_TEXTS, HOSTILE_VALUES, nested } from "./hostile";

const house = inject("house");
let business: Business;
let other: Business;
beforeAll(async () => {
  [business, other] = await Promise.all([createBusiness(house), createBusiness(house)]);
});
afterAll(async () => {
  for (const url of [house.webUrl, house.bridgeUrl.replace("ws", "http"), house.workerUrl]) {
    expect((await fetch(`${url}/readyz`)).status, url).toBe(200);
  }
});

interface Answer {
  status: number;
  text: string;
}

const newCallSid = () => `CA${randomBytes(16).toString("hex")}`;

function form(fields: Record<string, string> = {}): Record<string, string> {
  return {
    CallSid: newCallSid(),
    AccountSid: business.accountSid,
    From: newMobile(),
    To: business.number,
    CallStatus: "ringing",
    StreamSid: `MZ${randomBytes(16).toString("hex")}`,
    StreamEvent: "stream-started",
    ...fields,
  };
}

/** As Twilio sends it, signed with the business's own token. */
async function twilio(path: string, fields: Record<string, string | string[]>): Promise<Answer> {
  const url = house.webUrl + path;
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, one]),
    ),
  );
  // What is signed is what arrives: half a surrogate pair becomes U+FFFD on its way.
  const arriving = Object.fromEntries(
    [...new Set(body.keys())].map((name) => {
      const values = body.getAll(name);
      return [
        name,
        values.length === 1 ? (values[0] ?? "").toWellFormed() : values.map((value) => value.toWellFormed()),
      ];
    }),
  );
  const signature = getExpectedTwilioSignature(business.authToken, url, arriving);
  const response = await fetch(url, { method: "POST", headers: { "x-twilio-signature": signature }, body });
  return { status: response.status, text: await response.text() };
}

const twilioDoors = DOORS.filter(
  ({ path, method }) => method === "POST" && /^\/(voice|webhooks?)\//.test(path),
);

describe.each(twilioDoors)("$name, signed by Twilio", ({ path }) => {
  it("takes hostile fields without failing", async () => {
    const names = Object.keys(form());
    const send = async (name: string, value: string | string[]) => {
      const { status, text } = await twilio(path, { ...form(), [name]: value });
      const context = `${name}=${JSON.stringify(value).slice(0, 80)} → ${status} ${text.slice(0, 200)}`;
      expect([200, 400, 401, 413], context).toContain(status);
      if (text.startsWith("<?xml")) expect(text, context).toMatch(/<\/Response>|<Response\/>/);
    };
    for (const name of names) for (const value of HOSTILE_TEXTS) await send(name, value);
    for (const [name, value] of [
      ["Timestamp", "+099999-01-01T00:00:00Z"],
      ["Timestamp", "Fri, 31 Dec 275759 23:00:00 GMT"],
      ["CallDuration", "999999999"],
      ["SequenceNumber", "999999999"],
      ["From", ["+34600000001", "+34600000002"]],
      ["CallSid", [newCallSid(), newCallSid()]],
    ] as const) {
      await send(name, typeof value === "string" ? value : [...value]);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.constantFrom(...names, "Timestamp", "CallDuration"), anyText),
        anyText,
        send,
      ),
      { numRuns: 60 },
    );
  });

  it("takes a form with any field missing, none at all, or more than it will read", async () => {
    for (const name of Object.keys(form())) {
      const { [name]: _left, ...rest } = form();
      expect([200, 400, 401], name).toContain((await twilio(path, rest)).status);
    }
    expect([200, 401]).toContain((await twilio(path, {})).status);
    expect((await twilio(path, form({ Extra: "x".repeat(2 * 1024 * 1024) }))).status).toBe(413);
  });

  it("does not let one business speak of another's call", async () => {
    const phone = await other.dial();
    const callId = await other.findCallId(phone.from);
    const before = await other.events(callId);
    const { status, text } = await twilio(path, form({ CallSid: phone.callSid, CallStatus: "completed" }));
    expect([200, 401], text).toContain(status);
    expect(text).not.toContain(callId);
    const foreign = (await other.events(callId)).filter((event) => event.payload["status"] === "completed");
    expect(foreign).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
    await phone.hangUp();
  });
});

it("an inbound call of these very forms is answered", async () => {
  const answer = await twilio("/webhooks/voice", form());
  expect(answer.status).toBe(200);
  expect(answer.text).toContain("<Connect>");
});

/** As ElevenLabs sends it, signed with the business's own secret. */
async function postCall(body: string | Buffer): Promise<Answer> {
  const stamp = Math.floor(Date.now() / 1000);
  const hmac = createHmac("sha256", business.webhookSecret).update(`${stamp}.`).update(body).digest("hex");
  const response = await fetch(`${house.webUrl}/api/webhooks/elevenlabs`, {
    method: "POST",
    headers: { "elevenlabs-signature": `t=${stamp},v0=${hmac}`, "content-type": "application/json" },
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: response.status, text: await response.text() };
}

describe("a post-call webhook with a valid signature", () => {
  let callId: string;
  beforeAll(async () => {
    const from = newMobile();
    await twilio("/webhooks/voice", form({ From: from }));
    callId = await business.findCallId(from);
  });

  const report = (): Record<string, unknown> => ({
    type: "post_call_transcription",
    event_timestamp: Math.floor(Date.now() / 1000),
    data: {
      agent_id: business.vendorAgentId,
      conversation_id: `conv_${randomUUID()}`,
      transcript: [{ role: "user", message: "hola", time_in_call_secs: 1, interrupted: false }],
      analysis: { call_successful: "success", transcript_summary: "s", call_summary_title: "t" },
      metadata: { cost_fiat: 0.1, termination_reason: "x", error: { code: 1, reason: "y" } },
      conversation_initiation_client_data: { dynamic_variables: { call_id: callId } },
    },
  });
  const judge = ({ status, text }: Answer, context: string) =>
    expect([200, 400, 401, 413], `${context} → ${status} ${text.slice(0, 200)}`).toContain(status);

  it("may have anything in any field", async () => {
    const places = [
      ["type"],
      ["event_timestamp"],
      ["data"],
      ["data", "conversation_id"],
      ["data", "agent_id"],
      ["data", "transcript"],
      ["data", "analysis"],
      ["data", "analysis", "transcript_summary"],
      ["data", "metadata", "cost_fiat"],
      ["data", "metadata", "error"],
      ["data", "conversation_initiation_client_data", "dynamic_variables"],
      ["data", "conversation_initiation_client_data", "dynamic_variables", "call_id"],
      ["data", "unheard_of"],
    ];
    const send = async (at: string[], value: unknown) => {
      const body = JSON.stringify(replaceAt(report(), at, value));
      judge(await postCall(body), `${at.join(".")} = ${JSON.stringify(value).slice(0, 80)}`);
    };
    for (const at of places) for (const value of HOSTILE_VALUES) await send(at, value);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...places), anyValue, send), { numRuns: 100 });
  });

  it("may have a transcript of any shape and size", async () => {
    const turn = (change: object) => ({ role: "user", message: "hola", time_in_call_secs: 1, ...change });
    const transcripts: unknown[][] = [
      HOSTILE_VALUES,
      HOSTILE_VALUES.map((message) => turn({ message })),
      HOSTILE_VALUES.map((time_in_call_secs) => turn({ time_in_call_secs })),
      HOSTILE_VALUES.map((role) => turn({ role })),
      Array.from({ length: 20_000 }, (_, index) => turn({ message: `palabra${index}` })),
      [turn({ message: Array.from({ length: 150_000 }, (_, index) => `p${index}`).join(" ") })],
    ];
    for (const transcript of transcripts) {
      // A call without turns takes the vendor's; each transcript gets one of its own.
      const from = newMobile();
      await twilio("/webhooks/voice", form({ From: from }));
      callId = await business.findCallId(from);
      const answer = await postCall(JSON.stringify(replaceAt(report(), ["data", "transcript"], transcript)));
      judge(answer, JSON.stringify(transcript).slice(0, 80));
    }
    expect((await business.turns(callId)).map(({ text }) => text.slice(0, 5))).toEqual(["p0 p1"]);
  });

  it("may be no JSON, the wrong JSON, or nested beyond reason", async () => {
    const deep = JSON.stringify(replaceAt(report(), ["data", "unheard_of"], "HERE"));
    const bodies = [
      "",
      "{",
      "null",
      "[]",
      '"x"',
      "1e999",
      JSON.stringify({ data: nested(900) }),
      deep.replace('"HERE"', "[".repeat(100_000) + "]".repeat(100_000)),
      "x".repeat(9 * 1024 * 1024),
    ];
    for (const body of bodies) judge(await postCall(body), body.slice(0, 60));
  });
});

/** The status of the answer to a request written by hand. */
function upgrade(path: string): Promise<string> {
  const { hostname, port } = new URL(house.bridgeUrl);
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port) }, () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n\r\n`,
      ),
    );
    socket.once("data", (data) => {
      socket.destroy();
      resolve(data.toString("latin1").split("\r\n", 1)[0] ?? "");
    });
    socket.once("error", reject);
  });
}

it("the bridge refuses every socket that leads nowhere", async () => {
  const streams = "/ws/media-stream/";
  for (const path of [
    "/",
    "/ws",
    streams,
    `${streams}${randomUUID()}`,
    `${streams}${randomUUID()}/`,
    `${streams}${randomUUID()}/../x`,
    `${streams}%00`,
    `${streams}%ff%fe`,
    `${streams}${"a".repeat(9000)}`,
    `${streams}00000000-0000-0000-0000-000000000000?x=1`,
    `${streams}'; drop table calls; --`.replaceAll(" ", "%20"),
    "//evil.example/ws/media-stream/x",
    "*",
    "http://[::1",
  ]) {
    expect(await upgrade(path), path.slice(0, 80)).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
});

describe("next-auth's own addresses", () => {
  it("answer what they cannot read by a refusal", async () => {
    const client = new Client(house.webUrl);
    const json = { "content-type": "application/json" };
    const url = encodeURIComponent("::: not an address");
    const requests: [string, RequestInit][] = [
      [`/api/auth/session?callbackUrl=${url}`, {}],
      ["/api/auth/session?callbackUrl=javascript:alert(1)", {}],
      ["/api/auth/session", { headers: { cookie: `next-auth.callback-url=${url}` } }],
      ["/api/auth/csrf?%ff", {}],
      ["/api/auth/%ff", {}],
      ["/api/auth/unheard/of", {}],
      ["/api/auth/callback/credentials", {}],
      ...["{", "null", "[]", '"x"', '{"callbackUrl":":::"}', "{}", JSON.stringify({ email: nested(50) })].map(
        (body): [string, RequestInit] => [
          "/api/auth/callback/credentials",
          { method: "POST", headers: json, body },
        ],
      ),
      [
        "/api/auth/callback/credentials",
        { method: "POST", body: new URLSearchParams({ callbackUrl: ":::" }) },
      ],
      ["/api/auth/callback/credentials", { method: "POST", body: "x".repeat(2 * 1024 * 1024) }],
      ["/api/auth/signout", { method: "POST", body: new URLSearchParams({ csrfToken: "wrong" }) }],
    ];
    for (const [path, init] of requests) {
      const headers = { ...client.headers(), ...(init.headers as Record<string, string> | undefined) };
      const response = await fetch(house.webUrl + path, { ...init, headers, redirect: "manual" });
      const body = init.body instanceof URLSearchParams ? init.body.toString() : init.body;
      const context = `${path} ${typeof body === "string" ? body.slice(0, 60) : ""} → ${response.status}`;
      expect(response.status, context).toBeLessThan(500);
    }
  });
});
