import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Faults } from "../faults";
import { Recorder } from "../recorder";
import { deferred } from "./abort";
import { signatureOf } from "./signature";
import { type Webhook, Webhooks } from "./webhooks";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

const ACCOUNT = { accountSid: "AC1", authToken: "secret-token", type: "Full" } as const;
const servers: Server[] = [];

async function receiver(answer: (seen: Seen, response: ServerResponse, count: number) => void) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const one = { method: request.method, url: request.url, headers: request.headers, body };
      seen.push(one);
      answer(one, response, seen.length);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return { seen, url: `http://127.0.0.1:${port}` };
}

function createWebhooks() {
  const faults = new Faults();
  return { faults, webhooks: new Webhooks({ faults, recorder: new Recorder() }) };
}

function webhook(url: string, overrides: Partial<Webhook> = {}): Webhook {
  return {
    account: ACCOUNT,
    url,
    method: "POST",
    fields: [["CallSid", "CA1"]],
    purpose: "twiml",
    event: "voice",
    ...overrides,
  };
}

afterEach(async () => {
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

describe("what is sent", () => {
  it("a form is signed over its URL and fields", async () => {
    const { seen, url } = await receiver((_seen, response) => response.end("<Response/>"));
    const { webhooks } = createWebhooks();
    const fields = [
      ["CallSid", "CA1"],
      ["From", "+34600000001"],
      ["CallerName", ""],
    ] as const;
    await webhooks.deliver(webhook(`${url}/voice?a=1#rc=2`, { fields }));
    expect(seen[0]?.body).toBe("CallSid=CA1&From=%2B34600000001&CallerName=");
    expect(seen[0]?.headers["x-twilio-signature"]).toBe(
      signatureOf("secret-token", `${url}/voice?a=1`, fields),
    );
    expect(seen[0]?.headers["i-twilio-idempotency-token"]).toBeTruthy();
  });

  it("GET carries the fields in the query and signs only the URL", async () => {
    const { seen, url } = await receiver((_seen, response) => response.end("<Response/>"));
    await createWebhooks().webhooks.deliver(webhook(`${url}/voice?a=1`, { method: "GET" }));
    expect(seen[0]?.url).toBe("/voice?a=1&CallSid=CA1");
    expect(seen[0]?.headers["x-twilio-signature"]).toBe(
      signatureOf("secret-token", `${url}/voice?a=1&CallSid=CA1`),
    );
  });

  it("a redirected request loses its digits", async () => {
    const { seen, url } = await receiver((one, response) => {
      if (one.url === "/a") response.writeHead(302, { location: "/b" }).end();
      else response.end("<Response/>");
    });
    const fields = [
      ["CallSid", "CA1"],
      ["Digits", "1"],
    ] as const;
    const delivery = await createWebhooks().webhooks.deliver(webhook(`${url}/a`, { fields }));
    expect(seen[1]).toMatchObject({ method: "GET", url: "/b?CallSid=CA1" });
    expect(delivery).toMatchObject({ ok: true, url: `${url}/b` });
  });
});

describe("retries", () => {
  it("an answer of 5xx is not retried by default", async () => {
    const { seen, url } = await receiver((_seen, response) => response.writeHead(503).end());
    const delivery = await createWebhooks().webhooks.deliver(webhook(`${url}/voice`));
    expect(delivery).toMatchObject({ ok: false, code: 11200 });
    expect(seen).toHaveLength(1);
  });

  it("the fragment of the URL can ask for it, and every attempt carries the same token", async () => {
    const { seen, url } = await receiver((_seen, response, count) =>
      response.writeHead(count < 3 ? 503 : 200).end(),
    );
    const delivery = await createWebhooks().webhooks.deliver(webhook(`${url}/voice#rc=3&rp=5xx`));
    expect(delivery).toMatchObject({ ok: true });
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((one) => one.headers["i-twilio-idempotency-token"])).size).toBe(1);
  });

  it("nobody listening is a connection failure", async () => {
    const { url } = await receiver(() => undefined);
    const [server] = servers.splice(0);
    await new Promise((resolve) => server?.close(resolve));
    expect(await createWebhooks().webhooks.deliver(webhook(url))).toMatchObject({ ok: false, code: 11205 });
  });

  it("silence ends with the read timeout", async () => {
    const { url } = await receiver(() => undefined);
    const delivery = await createWebhooks().webhooks.deliver(webhook(`${url}/voice#rt=100`));
    expect(delivery).toMatchObject({ ok: false, code: 11200 });
  });

  it("a failed callback is a warning of its own", async () => {
    const { url } = await receiver((_seen, response) => response.writeHead(500).end());
    expect(await createWebhooks().webhooks.deliver(webhook(url, { purpose: "callback" }))).toMatchObject({
      code: 15003,
    });
  });

  it("eleven redirects are too many", async () => {
    const { seen, url } = await receiver((_seen, response) =>
      response.writeHead(302, { location: "/again" }).end(),
    );
    expect(await createWebhooks().webhooks.deliver(webhook(url))).toMatchObject({ ok: false, code: 11215 });
    expect(seen).toHaveLength(11);
  });
});

describe("misbehaviour on request", () => {
  it("a forged signature is wrong, a duplicate comes twice", async () => {
    const { seen, url } = await receiver((_seen, response) => response.end());
    const { faults, webhooks } = createWebhooks();
    faults.add({ target: "twilio.webhook", kind: "forge", times: 1 });
    faults.add({ target: "twilio.webhook", kind: "duplicate", times: 1 });
    await webhooks.deliver(webhook(`${url}/voice`));
    expect(seen).toHaveLength(2);
    expect(seen[0]?.headers["x-twilio-signature"]).not.toBe(
      signatureOf("secret-token", `${url}/voice`, [["CallSid", "CA1"]]),
    );
  });

  it("a held callback arrives after the next one", async () => {
    const { promise, resolve } = deferred<void>();
    const { seen, url } = await receiver((_seen, response, count) => {
      response.end();
      if (count === 2) resolve();
    });
    const { faults, webhooks } = createWebhooks();
    faults.add({ target: "twilio.webhook", kind: "reorder", times: 1, match: "ringing" });
    await webhooks.deliver(webhook(`${url}/1`, { purpose: "callback", event: "ringing" }));
    await webhooks.deliver(webhook(`${url}/2`, { purpose: "callback", event: "answered" }));
    await promise;
    expect(seen.map((one) => one.url)).toEqual(["/2", "/1"]);
  });
});
