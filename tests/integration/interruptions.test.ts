import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { transferView } from "@/lib/transfers/schema";
import { type House, startHouse } from "../support/house.mjs";
import { judgeAtTheEnd } from "../support/specs";
import { createBusiness, FIRST_MESSAGE } from "../support/tenant";
import { untilRings } from "../support/outbound";
import { addAdvisors, dialExpected, READABLE_VOICE } from "../support/practice";
import { until } from "../support/until";

const BACK_AGAIN = "Disculpe la interrupción";

/** The balancer in front of the bridges: new connections go where it points, those that stand stay where they are. */
class Balancer {
  readonly #server = net.createServer((socket) => {
    const upstream = net.connect({ host: "127.0.0.1", port: this.port });
    // A bridge that is killed resets the connection: the caller's side must see it break, too.
    for (const end of [socket, upstream]) {
      end.on("error", () => {
        socket.destroy();
        upstream.destroy();
      });
    }
    socket.pipe(upstream).pipe(socket);
  });
  /** Of the bridge that gets new connections. */
  port = 0;

  async listen(): Promise<number> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  close(): void {
    this.#server.close();
  }
}

/** A house of its own: what is done to it here nobody else may feel. */
describe("a call outlives what happens to the house", () => {
  const house = { sandboxUrl: "", webUrl: "", bridgeUrl: "" };
  const balancer = new Balancer();
  const children: ChildProcess[] = [];
  let own: House;
  let publicUrl: string;
  let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>;

  beforeAll(async () => {
    publicUrl = `ws://localhost:${await balancer.listen()}`;
    own = await startHouse({ BRIDGE_PUBLIC_URL: publicUrl });
    balancer.port = Number(new URL(own.bridgeUrl).port);
    Object.assign(house, { sandboxUrl: own.sandboxUrl, webUrl: own.webUrl, bridgeUrl: own.bridgeUrl });
    database = await startEmbeddedPostgres(own.dataFolder);
  }, 180_000);

  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    balancer.close();
    await own.stop();
  });
  // The last of these hooks runs first: the house is judged while it stands.
  judgeAtTheEnd(house);

  /** A second bridge with the house's own settings. */
  async function startBridge(): Promise<{ child: ChildProcess; port: number }> {
    const settings = z
      .object({ authSecret: z.string(), encryptionKeys: z.string() })
      .parse(JSON.parse(fs.readFileSync(path.join(own.dataFolder, "settings.json"), "utf8")));
    const child = spawn(process.execPath, ["dist/bridge.mjs"], {
      stdio: ["ignore", "pipe", "ignore"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        DATABASE_URL: database.url,
        PUBLIC_URL: own.webUrl,
        BRIDGE_PUBLIC_URL: publicUrl,
        AUTH_SECRET: settings.authSecret,
        ENCRYPTION_KEYS: settings.encryptionKeys,
        TWILIO_API_URL: own.sandboxUrl,
        ELEVENLABS_API_URL: own.sandboxUrl,
        BRIDGE_PORT: "0",
        DRAIN_SECONDS: "1",
      },
    });
    children.push(child);
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    const port = await until("the second bridge listens", () => {
      const line = output.split("\n").find((text) => text.includes('"bridge listening"'));
      return line === undefined ? undefined : z.object({ port: z.number() }).parse(JSON.parse(line)).port;
    });
    return { child, port };
  }

  test(
    "PostgreSQL restarts: the voices go on, and nothing of the transcript is lost",
    { timeout: 120_000 },
    async () => {
      const business = await createBusiness(house);
      const phone = await dialExpected(business);
      await phone.untilHeard(FIRST_MESSAGE);
      await phone.say("¿Qué horario tienen?");
      await phone.untilHeard("de lunes a viernes");
      const callId = await business.findCallId(phone.from);

      const restarted = database.restart();
      await phone.say("Quiero cambiar la cita, por favor.");
      await phone.untilHeard("¿Qué día y a qué hora le viene bien?");
      await restarted;
      await phone.say("Dentro de cinco días a las cinco de la tarde.");
      await phone.untilHeard("queda cambiada");
      await phone.hangUp();

      const call = await business.untilEnded(callId, 60_000);
      expect(call).toMatchObject({ status: "completed", errorCode: null });
      const turns = await until("the whole transcript is written", async () => {
        const all = (await business.turns(callId)).filter(({ role }) => role !== "tool");
        return all.length >= 7 && all;
      });
      expect(turns.map(({ role }) => role)).toEqual([
        "agent",
        "caller",
        "agent",
        "caller",
        "agent",
        "caller",
        "agent",
      ]);
      expect(turns.filter(({ role }) => role === "caller").map(({ text }) => text)).toEqual([
        "¿Qué horario tienen?",
        "Quiero cambiar la cita, por favor.",
        "Dentro de cinco días a las cinco de la tarde.",
      ]);
      const starts = (await business.events(callId)).filter(({ type }) => type === "stream_started");
      expect(starts).toHaveLength(1);
    },
  );

  test(
    "a bridge is told to stop: the call goes on through another one, with what was said",
    { timeout: 120_000 },
    async () => {
      const houseBridge = balancer.port;
      const { child, port } = await startBridge();
      balancer.port = port;
      const business = await createBusiness(house);
      const phone = await dialExpected(business);
      await phone.untilHeard(FIRST_MESSAGE);
      await phone.say("¿Qué horario tienen?");
      await phone.untilHeard("de lunes a viernes");

      balancer.port = houseBridge;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      expect(await exited).toEqual([0, null]);

      await phone.untilHeard(BACK_AGAIN);
      await phone.say("Sí, confirmo la cita.");
      await phone.untilHeard("su cita queda confirmada");
      await phone.hangUp();
      const callId = await business.findCallId(phone.from);
      expect(await business.untilEnded(callId)).toMatchObject({
        status: "completed",
        outcome: "confirmed",
        errorCode: null,
      });
      const ends = (await business.events(callId)).filter(({ type }) => type === "stream_ended");
      expect(ends.map(({ payload }) => payload["reason"])).toEqual(["draining", "caller_hung_up"]);
      const words = (await business.turns(callId)).map(({ text }) => text).join("\n");
      for (const said of ["¿Qué horario tienen?", "de lunes a viernes", BACK_AGAIN, "Sí, confirmo la cita."])
        expect(words).toContain(said);
    },
  );

  test(
    "a bridge is killed: the caller meets the agent again, and the record says what happened",
    { timeout: 120_000 },
    async () => {
      const houseBridge = balancer.port;
      const { child, port } = await startBridge();
      balancer.port = port;
      const business = await createBusiness(house);
      const phone = await dialExpected(business);
      await phone.untilHeard(FIRST_MESSAGE);

      balancer.port = houseBridge;
      child.kill("SIGKILL");
      await phone.untilHeard(BACK_AGAIN);
      await phone.hangUp();
      const callId = await business.findCallId(phone.from);
      expect(await business.untilEnded(callId)).toMatchObject({ status: "completed" });
      const starts = (await business.events(callId)).filter(({ type }) => type === "stream_started");
      expect(starts).toHaveLength(2);
    },
  );

  test(
    "a bridge is killed while the caller holds: they wait on in the conference, and the advisor who presses 1 has them",
    { timeout: 120_000 },
    async () => {
      const houseBridge = balancer.port;
      const { child, port } = await startBridge();
      balancer.port = port;
      const business = await createBusiness(house, { agent: { voiceId: READABLE_VOICE } });
      const [ana] = await addAdvisors(business, { behaviour: "ring", name: "Ana Ruiz" });
      const phone = await business.dial();
      await phone.untilHeard(FIRST_MESSAGE);
      await phone.say("Quiero hablar con una persona, por favor");
      const leg = await untilRings(business.sandbox, ana?.number ?? "");
      const callId = await business.findCallId(phone.from);

      balancer.port = houseBridge;
      child.kill("SIGKILL");
      await until("the caller waits in the conference", async () =>
        (await phone.detail()).documents.some(({ document }) => document.includes("<Conference")),
      );
      await leg.answer();
      await until("the advisor is asked for a key", async () =>
        (await leg.detail()).documents.some(({ document }) => document.includes("<Gather")),
      );
      await leg.press("1");
      await until("both are connected", async () => {
        const [transfer] = await business.client.get(`/api/calls/${callId}/transfers`, z.array(transferView));
        return transfer?.status === "connected";
      });
      // Whoever pressed 1 hears a sentence before they enter.
      await leg.untilHeard("está en la línea");
      await phone.say("Por fin hay alguien");
      await leg.untilHeard("Por fin hay alguien");
      await phone.hangUp();
      expect(await business.untilEnded(callId)).toMatchObject({
        status: "completed",
        outcome: "transferred",
      });
      await leg.untilOver();
    },
  );
});
