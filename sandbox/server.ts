/** One port for all stand-ins: Twilio's REST API, ElevenLabs' APIs, OpenAI's, the control API, and the page with two phones. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { Control } from "./control";
import { createElevenLabs, type ElevenLabs, isElevenLabsPath } from "./elevenlabs/elevenlabs";
import type { Timing } from "./elevenlabs/timing";
import { Faults } from "./faults";
import { handleOpenAi, isOpenAiRequest, type OpenAiOptions } from "./openai/openai";
import { handlePage } from "./phone/page";
import { PhoneSockets } from "./phone/phone-sockets";
import { Recorder } from "./recorder";
import { readState, StateFile } from "./state-file";
import { Skew } from "./skew";
import { createTwilio, type Twilio } from "./twilio/create-twilio";
import { isTwilioPath } from "./twilio/rest";
import { joinWorlds, type World, type WorldInput, worldSchema } from "./world";

const KEEP_ALIVE_MS = 75_000;

export interface SandboxOptions {
  /** 0: any free one. */
  port: number;
  host?: string | undefined;
  world: WorldInput;
  statePath?: string | undefined;
  /** The address under which others reach it; without it, host and port. */
  publicUrl?: string | undefined;
  /** Paces of ElevenLabs, for tests; without it, lifelike ones. */
  timing?: Partial<Timing> | undefined;
}

export interface Sandbox {
  url: string;
  port: number;
  twilio: Twilio;
  elevenlabs: ElevenLabs;
  faults: Faults;
  recorder: Recorder;
  close(): Promise<void>;
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { port: wantedPort, host = "127.0.0.1", statePath } = options;
  const restored = statePath === undefined ? undefined : await readState(statePath);
  let added = restored?.added ?? worldSchema.parse({});
  const world = joinWorlds(worldSchema.parse(options.world), added);
  const faults = new Faults();
  const recorder = new Recorder();
  let url = options.publicUrl?.replace(/\/+$/, "") ?? "";
  let file: StateFile | undefined;
  const shared = { world, faults, recorder, baseUrl: () => url, onChange: () => file?.changed() };
  const twilio = createTwilio({ ...shared, restored: restored?.twilio });
  const elevenlabs = createElevenLabs({
    ...shared,
    restored: restored?.elevenlabs,
    timing: options.timing,
  });
  if (statePath !== undefined)
    file = new StateFile(statePath, () => ({
      added,
      twilio: twilio.dump(),
      elevenlabs: elevenlabs.dump(),
    }));

  const addWorld = (more: World) => {
    added = joinWorlds(added, more);
    // The stand-ins look accounts of each other up in the world they were made with.
    world.twilio.accounts.push(...more.twilio.accounts);
    for (const account of more.twilio.accounts) twilio.store.addAccount(account);
    for (const workspace of more.elevenlabs.workspaces) elevenlabs.addWorkspace(workspace);
    world.openai.apiKeys.push(...more.openai.apiKeys);
    file?.changed();
  };
  const skew = new Skew();
  const control = new Control({ twilio, elevenlabs, faults, recorder, addWorld, skew });
  const phones = new PhoneSockets(twilio);
  const server = createServer((req, res) => {
    route({ twilio, elevenlabs, openAi: shared, control, skew }, req, res).catch((error: unknown) =>
      fail(res, error),
    );
  });
  // Longer than clients keep a connection that rests: with Node's five seconds the two would race to close it.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on("upgrade", (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const address = new URL(req.url ?? "/", "http://sandbox");
    socket.on("error", () => socket.destroy());
    if (address.pathname === "/phones/socket") phones.upgrade(req, socket, head, address);
    else if (isElevenLabsPath(address.pathname)) elevenlabs.upgrade(req, socket, head, address);
    else socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
  });
  const port = await listen(server, wantedPort, host);
  if (url === "")
    url = `http://${host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;

  const close = async () => {
    await twilio.close();
    await elevenlabs.close();
    phones.close();
    await file?.close();
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url, port, twilio, elevenlabs, faults, recorder, close };
}

interface Parts {
  twilio: Twilio;
  elevenlabs: ElevenLabs;
  openAi: OpenAiOptions;
  control: Control;
  skew: Skew;
}

async function route(
  { twilio, elevenlabs, openAi, control, skew }: Parts,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const url = new URL(req.url ?? "/", "http://sandbox");
  const { pathname } = url;
  if (isOpenAiRequest(req, pathname)) return handleOpenAi(openAi, req, res, url);
  const isTwilio = isTwilioPath(pathname);
  if (isTwilio || isElevenLabsPath(pathname)) {
    skew.stamp(res);
    return (isTwilio ? twilio : elevenlabs).handle(req, res, url);
  }
  if (pathname.startsWith("/control/")) return control.handle(req, res, url);
  if (pathname === "/healthz" || pathname === "/readyz") {
    res.writeHead(200, { "content-type": "application/json" }).end('{"status":"ok"}');
    return;
  }
  if (handlePage(pathname, res)) return;
  res.writeHead(404, { "content-type": "text/plain" }).end("The sandbox has nothing at this address.");
}

function fail(res: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${JSON.stringify({ level: 50, time: Date.now(), name: "sandbox", msg: message })}\n`);
  if (res.headersSent) res.destroy();
  else res.writeHead(500, { "content-type": "application/json" }).end(JSON.stringify({ error: message }));
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the sandbox has no port");
  return address.port;
}
