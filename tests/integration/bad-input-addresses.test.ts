import { randomBytes, randomUUID } from "node:crypto";
import net from "node:net";
import { afterAll, describe, expect, inject, it } from "vitest";
import { Client } from "../support/client";
import { nested } from "./hostile";

const house = inject("house");
afterAll(async () => {
  for (const url of [house.webUrl, house.bridgeUrl.replace("ws", "http"), house.workerUrl]) {
    expect((await fetch(`${url}/readyz`)).status, url).toBe(200);
  }
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
