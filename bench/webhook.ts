/**
 * What it takes to answer Twilio, and to answer ElevenLabs while a telephone rings, beside an empty route handler: `npx tsx bench/webhook.ts [--seconds 3] [--rounds 5]
 * [--warmup 4] [--connections 20]`.
 *
 * Method. A whole house is started on free ports, as `npm start` does it (built first if the source has changed), with
 * embedded PostgreSQL and the demo's clinic. Over kept-alive connections of the loopback it is asked in turn, A/B/A/B,
 * for POST /webhooks/voice and for GET /healthz on the same Next.js server. The first is signed as Twilio signs and
 * speaks of a new CallSid each time, so that each one finds the number's route, checks the signature, keeps the
 * webhook, makes a call with its event, tells the live dashboards, makes a one-time token and answers `<Connect>`:
 * real inserts and commits. The personalization webhook is asked likewise, with the business's own key and a new
 * CallSid each time: it finds the business, keeps the webhook, makes the call with its event, looks up whether the
 * caller is known, and answers a value for every variable of the agent. The empty one is a handler of the same framework without a body, a schema or the database.
 * First one connection, which is the time a caller waits, then many, each sending as soon as it is answered.
 *
 * "Added" is the webhook's percentile less the empty handler's of the same round. Load generator, server and
 * PostgreSQL share the machine's cores and are not pinned. An answer that is not TwiML with a stream of its own makes
 * the run void: exit 1. Figures are the median (quartiles) of the rounds; ratios are taken within a round.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { unseal } from "../lib/accounts/seal";
import { type House, startHouse } from "../tests/support/house.mjs";
import { readFlags } from "./flags";
import { printComparison, printFigure, printMachine } from "./report";
import { percentileOf } from "./statistics";
import { openHouseDatabase } from "../tests/integration/house-database";
import { ClosedLoop, emptyTarget, PersonalizationTarget, type Target, VoiceTarget } from "./webhook-load";

interface Round {
  p50Ms: number;
  p99Ms: number;
  perSecond: number;
  requests: number;
}

const demoSchema = z.object({
  businesses: z.array(
    z.object({
      twilio: z.object({ accountSid: z.string(), authToken: z.string() }),
      numbers: z.array(z.object({ phoneNumber: z.string() })),
    }),
  ),
});
/** The clinic's first number, which has an active agent. */
const DIALLED = "+34910000001";

const { numbers: flags } = readFlags({ seconds: 3, rounds: 5, warmup: 4, connections: 20 });

async function measureHouse(house: House): Promise<void> {
  const { businesses } = demoSchema.parse(
    JSON.parse(readFileSync(path.join(house.dataFolder, "demo.json"), "utf8")),
  );
  const clinic = businesses.find(({ numbers }) => numbers.some(({ phoneNumber }) => phoneNumber === DIALLED));
  if (!clinic) throw new Error(`the demo has no ${DIALLED}`);
  const voice = new VoiceTarget(house.webUrl, clinic.twilio, DIALLED);
  const personalization = new PersonalizationTarget(house.webUrl, {
    calledNumber: DIALLED,
    ...(await readCallback(house.dataFolder)),
  });
  const empty = emptyTarget(house.webUrl);
  for (const connections of [1, flags.connections]) {
    await compare(connections, ["voice webhook", voice], empty);
    await compare(connections, ["personalization", personalization], empty);
  }
  console.log(`\n${voice.countCalls()} webhooks were answered, each about a call of its own.`);
}

/** What ElevenLabs was told of the clinic: the key it shows, and its own id of the agent that answers. */
async function readCallback(dataFolder: string): Promise<{ key: string; agentId: string }> {
  const { encryptionKeys, authSecret } = z
    .object({ encryptionKeys: z.string(), authSecret: z.string() })
    .parse(JSON.parse(readFileSync(path.join(dataFolder, "settings.json"), "utf8")));
  // The seal reads the settings of the process, and those want to be complete.
  Object.assign(process.env, {
    ENCRYPTION_KEYS: encryptionKeys,
    AUTH_SECRET: authSecret,
    DATABASE_URL: "postgres://unused",
    PUBLIC_URL: "http://unused",
  });
  const sql = openHouseDatabase(dataFolder);
  const [row] = await sql<{ tenant: string; sealed: string; agent: string }[]>`
    select n.tenant_id as tenant, c.sealed_secrets as sealed, a.elevenlabs_agent_id as agent from numbers n
    join agents a on a.id = n.agent_id
    join accounts c on c.tenant_id = n.tenant_id and c.vendor = 'elevenlabs' where n.phone_number = ${DIALLED}`;
  await sql.end();
  const { callbackKey } = unseal(`${row?.tenant}:elevenlabs`, row?.sealed ?? "");
  return { key: callbackKey ?? "", agentId: row?.agent ?? "" };
}

async function compare(
  connections: number,
  [name, candidate]: [string, Target],
  empty: Target,
): Promise<void> {
  const loop = new ClosedLoop(connections);
  await loop.run(candidate, flags.warmup * 1000);
  await loop.run(empty, 1000);
  const rounds: Round[] = [];
  const emptyRounds: Round[] = [];
  for (let round = 0; round < flags.rounds; round += 1) {
    rounds.push(await measure(loop, candidate));
    emptyRounds.push(await measure(loop, empty));
  }
  loop.close();
  const line = (name: string, figure: "p50Ms" | "p99Ms" | "perSecond") => ({
    name,
    candidate: rounds.map((round) => round[figure]),
    baseline: emptyRounds.map((round) => round[figure]),
  });
  const added = (figure: "p50Ms" | "p99Ms") =>
    rounds.map((round, index) => round[figure] - (emptyRounds[index]?.[figure] ?? 0));
  const requests = [...rounds, ...emptyRounds].reduce((sum, round) => sum + round.requests, 0);
  console.log(
    `\n${connections === 1 ? "One connection" : `${connections} connections`}, ${requests} requests`,
  );
  printComparison(
    [name, "empty handler"],
    [line("p50, ms", "p50Ms"), line("p99, ms", "p99Ms"), line("requests per second", "perSecond")],
  );
  printFigure("added, p50, ms", added("p50Ms"));
  printFigure("added, p99, ms", added("p99Ms"));
}

async function measure(loop: ClosedLoop, target: Target): Promise<Round> {
  const { latenciesMs, perSecond } = await loop.run(target, flags.seconds * 1000);
  return {
    p50Ms: percentileOf(latenciesMs, 50),
    p99Ms: percentileOf(latenciesMs, 99),
    perSecond,
    requests: latenciesMs.length,
  };
}

printMachine();
console.log(`${flags.rounds} rounds of ${flags.seconds} s each; starting a house …`);
const house = await startHouse();
try {
  await measureHouse(house);
} catch (error) {
  console.error(`Void: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await house.stop();
}
