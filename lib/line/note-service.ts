import { type Scope, withTransaction } from "@/db/client";
import { findAccount } from "@/db/queries/agents";
import { notifyTenant } from "@/db/queries/calls";
import { findLineService, lockLineService, updateLineService } from "@/db/queries/line";
import { ProviderError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { LineService, Vendor } from "@/lib/vocabulary";
import { judgeService, type Outcome, pauseMs } from "./judge-service";
import { NOT_ASKED, readFailure } from "./read-failure";

const OK: Outcome = { isOk: true };

const VENDORS: Record<LineService, Vendor> = {
  telephone: "twilio",
  agent: "elevenlabs",
  voice: "elevenlabs",
  model: "openai",
};

/** Whose news it is. */
interface Asked {
  /** When the request began: an account that was saved after that is another one. */
  beganAt: Date;
  /** A worker was sent to find out; else a call came upon it. */
  isProbe: boolean;
}

const probedNow = (): Asked => ({ beganAt: new Date(), isProbe: true });

/**
 * A call has found out how a service stands. Nobody waits for the note, and nobody fails for it; what is well known to work costs one look
 * at a row.
 */
export function noteService(
  scope: Scope,
  service: LineService,
  outcome: Outcome = OK,
  beganAt = new Date(),
): void {
  const outer: Scope = { tenantId: scope.tenantId, actor: scope.actor };
  noteNews(outer, service, outcome, beganAt).catch((error: unknown) =>
    log.warn({ err: error, tenantId: scope.tenantId, service }, "how a service stands is not on record"),
  );
}

async function noteNews(scope: Scope, service: LineService, outcome: Outcome, beganAt: Date): Promise<void> {
  if (outcome.isOk) {
    const known = await findLineService(scope, service);
    if (!known || (known.state === "up" && known.failures === 0)) return;
  }
  await keepOutcome(scope, service, outcome, { beganAt, isProbe: false });
}

/**
 * What came of asking a service once; open screens learn of a change. Undefined: nothing came of it. While it is down the failures of calls
 * say nothing new, and no call puts off the next question of a worker: whether it is back is found out by asking it.
 */
export async function keepOutcome(
  scope: Scope,
  service: LineService,
  outcome: Outcome | undefined,
  { beganAt, isProbe }: Asked = probedNow(),
): Promise<void> {
  await withTransaction(scope, async (inner) => {
    const before = await lockLineService(inner, service);
    if (!isProbe && before.state === "down" && outcome?.isOk === false) return;
    const account = await findAccount(inner, VENDORS[service]);
    if (account && account.updatedAt > beganAt) return;
    const after = outcome ? judgeService(before, outcome, new Date()) : before;
    const { state, failures, successes, changedAt, error } = after;
    const probeInMs = pauseMs(after, Math.random());
    const standing = { state, failures, successes, changedAt, error };
    await updateLineService(inner, service, standing, { probeInMs, mayPutOff: isProbe });
    if (state === before.state) return;
    log.warn({ tenantId: scope.tenantId, service, state, error }, "a service of the line changed");
    await notifyTenant(inner, { type: "line" });
  });
}

/**
 * Does the request and notes what it says of the service; its own result or failure is the caller's. `isPatient`: it asks for more than a
 * caller on the telephone does, so that only a failure that cannot pass by itself counts against the service.
 */
export async function noted<T>(
  scope: Scope,
  service: LineService,
  request: () => Promise<T>,
  { isPatient = false } = {},
): Promise<T> {
  const beganAt = new Date();
  try {
    const answer = await request();
    noteService(scope, service, OK, beganAt);
    return answer;
  } catch (error) {
    if (!isPatient || readFailure(error)?.isLasting) noteFailure(scope, service, error, beganAt);
    throw error;
  }
}

/** As `noted`, of a service that is not asked while it is down: nobody on the telephone waits for what is known to fail. */
export async function askService<T>(
  scope: Scope,
  service: LineService,
  request: () => Promise<T>,
): Promise<T> {
  await requireUp(scope, service);
  return noted(scope, service, request);
}

/** As `askService`, of an answer that comes in pieces. Whoever reads no further has learnt nothing. */
export async function* askForPieces<T>(
  scope: Scope,
  service: LineService,
  request: () => AsyncGenerator<T, void>,
): AsyncGenerator<T, void> {
  await requireUp(scope, service);
  const beganAt = new Date();
  try {
    yield* request();
  } catch (error) {
    noteFailure(scope, service, error, beganAt);
    throw error;
  }
  noteService(scope, service, OK, beganAt);
}

export function noteFailure(scope: Scope, service: LineService, error: unknown, beganAt = new Date()): void {
  const failure = readFailure(error);
  if (failure) noteService(scope, service, failure, beganAt);
}

/** Throws a ProviderError in the vendor's last words, marked as a refusal of our own, while the service is down. */
export async function requireUp(scope: Scope, service: LineService): Promise<void> {
  const known = await findLineService(scope, service);
  if (known?.state !== "down") return;
  throw new ProviderError(VENDORS[service], `${NOT_ASKED}${known.error ?? "down"}`, {
    permanent: true,
    vendorCode: "service_down",
  });
}
