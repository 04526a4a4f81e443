import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createSocketServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { namesPrivateAddress, postWebhook } from "./post-webhook";

const servers: { close(): unknown }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(handler: RequestListener): Promise<string> {
  const server: Server = createServer(handler);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  servers.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const order = { headers: { "content-type": "application/json" }, body: '{"n":"ñ"}', allowPrivate: true };

describe("a POST", () => {
  it("sends the body to the byte and keeps status and the first thousand characters of the answer", async () => {
    let received = "";
    const url = await listen((request, response) => {
      request.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
      request.on("end", () => response.writeHead(201).end("á".repeat(5000)));
    });
    const answer = await postWebhook(url, order);
    expect(received).toBe(order.body);
    expect(answer).toMatchObject({ httpStatus: 201, answer: "á".repeat(1000) });
  });

  it("keeps of an answer only what can be put on record", async () => {
    const url = await listen((_request, response) => response.end("a\u0000b"));
    expect(await postWebhook(url, order)).toMatchObject({ answer: "ab" });
  });

  it("does not follow a redirect", async () => {
    const visited: string[] = [];
    const url = await listen((request, response) => {
      visited.push(request.url ?? "");
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    expect(await postWebhook(url, order)).toMatchObject({ httpStatus: 302 });
    expect(visited).toEqual(["/hook"]);
  });

  it("gives up on a receiver that says nothing", async () => {
    const url = await listen(() => undefined);
    expect(await postWebhook(url, { ...order, timeoutMs: 100 })).toMatchObject({ fault: "timeout" });
  });

  it("counts the status of an answer that never ends, or that is cut", async () => {
    const endless = await listen((_request, response) => {
      response.writeHead(200).write("working");
    });
    expect(await postWebhook(endless, { ...order, timeoutMs: 300 })).toMatchObject({
      httpStatus: 200,
      answer: "working",
    });
    const cut = await listen((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    expect(await postWebhook(cut, order)).toMatchObject({ httpStatus: 200 });
  });

  it("says why nothing came back", async () => {
    const cut = await listen((request) => request.socket.destroy());
    expect(await postWebhook(cut, order)).toMatchObject({ fault: "cut" });

    const closed = createSocketServer();
    await new Promise<void>((ready) => closed.listen(0, "127.0.0.1", ready));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    expect(await postWebhook(`http://127.0.0.1:${port}`, order)).toMatchObject({ fault: "refused" });

    expect(await postWebhook("http://nobody.invalid/", order)).toMatchObject({ fault: "name_not_found" });

    const noHttp = createSocketServer((socket) => socket.end("I speak something else\r\n\r\n"));
    await new Promise<void>((ready) => noHttp.listen(0, "127.0.0.1", ready));
    servers.push(noHttp);
    const { port: strange } = noHttp.address() as AddressInfo;
    expect(await postWebhook(`http://127.0.0.1:${strange}`, order)).toMatchObject({ fault: "no_http" });
    expect(await postWebhook(`https://127.0.0.1:${strange}`, order)).toMatchObject({ fault: "certificate" });
  });
});

describe("where private addresses are not allowed", () => {
  it.each([
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://[::ffff:7f00:1]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://169.254.169.254/latest/meta-data/",
  ])("%s is refused before anything is connected", async (url) => {
    expect(namesPrivateAddress(new URL(url))).toBe(true);
    expect(await postWebhook(url, { ...order, allowPrivate: false })).toMatchObject({
      fault: "private_address",
    });
  });

  it("a name that leads to one is refused when it is looked up", async () => {
    let isVisited = false;
    const url = new URL(
      await listen((_request, response) => {
        isVisited = true;
        response.end();
      }),
    );
    url.protocol = "https:";
    url.hostname = "localhost";
    expect(await postWebhook(url.href, { ...order, allowPrivate: false })).toMatchObject({
      fault: "private_address",
    });
    expect(isVisited).toBe(false);
  });

  it("plain http is refused, wherever it leads", async () => {
    expect(await postWebhook("http://one.one.one.one/", { ...order, allowPrivate: false })).toMatchObject({
      fault: "private_address",
    });
  });
});
