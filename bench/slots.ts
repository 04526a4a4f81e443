/**
 * What it takes to find the free times of a month, beside the plain way: `npx tsx bench/slots.ts [--staff 8] [--days 31] [--rounds 40]
 * [--visits 50000]`.
 *
 * Method. An embedded PostgreSQL is started in a folder of its own and migrated. One business with `staff` people who work from nine to eight on six
 * days gets a month in which two thirds of the time are given away, and `visits` appointments in the years around it, so that the index
 * has something to leave out. In turn, A/B/A/B, the product's own verb is asked for every free half hour of the month (`findFreeSlots`: five
 * reads, then one walk along each person's open stretches and given-away times), and the plain way is gone: the same reads, then every
 * beginning against every appointment of that person. Row-level security and the pool are those of the product. Both must find the same times: exit 1
 * otherwise. The search alone, without the reads, is compared as well. Memory is the growth of the heap over all rounds after a
 * collection (run node with --expose-gc for a firm figure), and the high-water mark of the process.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { closeDatabase, openDatabase, type Scope } from "../db/client";
import { startEmbeddedPostgres } from "../db/embedded.mjs";
import { migrateDatabase } from "../db/migrate";
import {
  giveServiceToAll,
  insertService,
  insertStaff,
  listClosures,
  listServices,
  listStaff,
} from "../db/queries/agenda";
import { listHeldTimes } from "../db/queries/appointments";
import { getTenant, updateTenant } from "../db/queries/team";
import { createTenantWithOwner } from "../db/queries/unscoped";
import { openIntervals } from "../lib/agenda/open-time";
import { shiftDay } from "../lib/agenda/rules";
import { findFreeSlots } from "../lib/appointments/find-free-slots";
import { freeSlots, type Slot, type SlotSearch } from "../lib/appointments/slots";
import { readFlags } from "./flags";
import { printComparison, printFigure, printMachine } from "./report";
import { percentileOf } from "./statistics";

const { numbers: flags } = readFlags({ staff: 8, days: 31, rounds: 40, visits: 50_000 });

// A month without a change of the clocks.
const FIRST_DAY = "2097-05-01";
const FROM = new Date(`${FIRST_DAY}T00:00:00+02:00`);
const NOW = new Date("2097-04-30T00:00:00Z");
const DAY_MS = 86_400_000;
const OPEN = [{ from: "09:00", to: "20:00" }];
const HOURS = { monday: OPEN, tuesday: OPEN, wednesday: OPEN, thursday: OPEN, friday: OPEN, saturday: OPEN };

interface World {
  scope: Scope;
  serviceId: string;
  staffIds: string[];
}

async function fill(owner: postgres.Sql): Promise<World> {
  const made = await createTenantWithOwner({
    business: { name: "Bench", kind: "clinic", country: "ES", timeZone: "Europe/Madrid", language: "es" },
    person: { name: "Bench", email: "bench@example.com", passwordHash: "none" },
  });
  if (!made) throw new Error("the e-mail was taken");
  const scope: Scope = { tenantId: made.tenant.id, actor: "system" };
  await updateTenant(scope, { openingHours: HOURS, slotStepMinutes: 15 });
  const plain = { active: true, externalId: null };
  const staffIds: string[] = [];
  for (let position = 0; position < flags.staff; position += 1) {
    const person = await insertStaff(scope, {
      ...plain,
      name: `Staff ${position}`,
      color: position % 8,
      openingHours: null,
      position,
    });
    if (person !== "taken") staffIds.push(person.id);
  }
  const service = await insertService(scope, {
    ...plain,
    name: "Visit",
    durationMinutes: 30,
    price: null,
    bookableByAgents: true,
    position: 0,
  });
  if (service === "taken") throw new Error("the id was taken");
  await giveServiceToAll(scope, service.id);
  const { tenantId } = scope;
  const [contact] = await owner`
    insert into contacts (tenant_id, kind, name, name_key) values (${tenantId}, 'patient', 'Ana', 'ana') returning id`;
  // Two of three half hours of the month, by a rule that looks like none.
  await owner`
    insert into appointments (tenant_id, contact_id, staff_id, starts_at, ends_at)
    select ${tenantId}, ${contact?.["id"]}, staff.id, at, at + interval '30 minutes'
    from staff, generate_series(${`${FIRST_DAY}T00:00:00Z`}::timestamptz,
      ${`${FIRST_DAY}T00:00:00Z`}::timestamptz + make_interval(days => ${flags.days}), interval '30 minutes') at
    where staff.tenant_id = ${tenantId} and hashtext(staff.id::text || at::text) % 3 <> 0`;
  await owner`
    insert into appointments (tenant_id, contact_id, staff_id, starts_at, ends_at)
    select ${tenantId}, ${contact?.["id"]}, ${staffIds[0] ?? ""}, at, at + interval '30 minutes'
    from generate_series(1, ${flags.visits}) number,
      lateral (select timestamptz '2090-01-01' + number * interval '1 hour' as at)`;
  await owner`analyze`;
  return { scope, serviceId: service.id, staffIds };
}

function ask({ scope, serviceId }: World): Promise<number> {
  const query = { serviceId, from: FIRST_DAY, days: flags.days };
  return findFreeSlots(scope, query, NOW).then((slots) => slots.length);
}

/** The same reads, then every beginning against every appointment of that person. */
async function askPlainly(world: World): Promise<number> {
  return oneByOne(await read(world)).slice(0, MOST).length;
}

/** As many as the verb gives at most. */
const MOST = 2000;

async function read({ scope, serviceId }: World): Promise<SlotSearch> {
  const [tenant, services, everybody] = await Promise.all([
    getTenant(scope),
    listServices(scope),
    listStaff(scope),
  ]);
  const to = new Date(+FROM + flags.days * DAY_MS);
  const [closures, held] = await Promise.all([
    listClosures(scope, { from: FROM, to }),
    listHeldTimes(scope, { from: FROM, to, staffIds: everybody.map(({ id }) => id) }),
  ]);
  return {
    from: FIRST_DAY,
    to: shiftDay(FIRST_DAY, flags.days - 1),
    timeZone: tenant.timeZone,
    businessHours: tenant.openingHours,
    staff: everybody,
    closures,
    held,
    durationMinutes: services.find(({ id }) => id === serviceId)?.durationMinutes ?? 0,
    stepMinutes: tenant.slotStepMinutes,
    earliest: NOW,
    latest: new Date(+NOW + 90 * DAY_MS),
  };
}

function oneByOne(search: SlotSearch): Slot[] {
  const found: Slot[] = [];
  for (let day = search.from; day <= search.to; day = shiftDay(day, 1)) {
    for (const { id, openingHours } of search.staff) {
      const closures = search.closures.filter(({ staffId }) => staffId === null || staffId === id);
      const theirs = search.held.filter(({ staffId }) => staffId === id);
      const { timeZone, businessHours } = search;
      for (const open of openIntervals({
        day,
        timeZone,
        businessHours,
        staffHours: openingHours,
        closures,
      })) {
        for (let start = +open.startsAt; ; start += search.stepMinutes * 60_000) {
          const end = start + search.durationMinutes * 60_000;
          if (end > +open.endsAt) break;
          const isTaken = theirs.some((one) => +one.startsAt < end && +one.endsAt > start);
          if (!isTaken) found.push({ staffId: id, startsAt: new Date(start), endsAt: new Date(end) });
        }
      }
    }
  }
  return found.toSorted((one, other) => +one.startsAt - +other.startsAt);
}

async function timed(work: () => Promise<number>): Promise<{ ms: number; found: number }> {
  const start = performance.now();
  const found = await work();
  return { ms: performance.now() - start, found };
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "centralita-bench-"));
  const server = await startEmbeddedPostgres(folder);
  const owner = postgres(server.url, { max: 1, onnotice: () => undefined });
  try {
    await migrateDatabase(server.url);
    openDatabase(server.url, 6);
    const world = await fill(owner);
    for (let warm = 0; warm < 3; warm += 1) {
      await ask(world);
      await askPlainly(world);
    }
    globalThis.gc?.();
    const heapBefore = process.memoryUsage().heapUsed;
    const ours: number[] = [];
    const theirs: number[] = [];
    const search = await read(world);
    const walks: number[] = [];
    const products: number[] = [];
    let found = 0;
    for (let round = 0; round < flags.rounds; round += 1) {
      const one = await timed(() => ask(world));
      const other = await timed(() => askPlainly(world));
      if (one.found !== other.found || one.found === 0) {
        throw new Error(`different answers: ${one.found} and ${other.found} free times`);
      }
      ({ found } = one);
      ours.push(one.ms);
      theirs.push(other.ms);
      walks.push((await timed(async () => freeSlots(search).length)).ms);
      products.push((await timed(async () => oneByOne(search).length)).ms);
    }
    globalThis.gc?.();
    const grownMb = (process.memoryUsage().heapUsed - heapBefore) / 1e6;
    printMachine();
    console.log(
      `\n${found} free times of ${flags.days} days, ${flags.staff} people, ${flags.visits} other visits; ${flags.rounds} rounds`,
    );
    printComparison(
      ["findFreeSlots", "the plain way"],
      [
        { name: "each, ms", candidate: ours, baseline: theirs },
        { name: "p99, ms", candidate: [percentileOf(ours, 99)], baseline: [percentileOf(theirs, 99)] },
        { name: "the search alone, ms", candidate: walks, baseline: products },
      ],
    );
    printFigure("heap grown over all rounds, MB", [Math.max(0, grownMb)]);
    printFigure("high-water mark of the process, MB", [process.resourceUsage().maxRSS / 1024]);
  } finally {
    await closeDatabase();
    await owner.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
