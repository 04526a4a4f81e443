import { type Scope, withTransaction } from "@/db/client";
import { notifyTenant } from "@/db/queries/calls";
import {
  type Attempt,
  deleteOldDeliveries,
  type DeliveryWithEndpoint,
  findDelivery,
  hasFailedFor,
  recordAttempt,
} from "@/db/queries/outgoing";
import { env } from "@/env";
import { pauseAfter } from "./backoff";
import { deliveryBody } from "./delivery-body";
import { secretsAt } from "./endpoint-secrets";
import { type PostAnswer, postWebhook } from "./post-webhook";
import type { DeliveryFault } from "./schema";
import { signatureOf } from "./sign";
import { switchOff } from "./switch-off";

/** The receiver wants to be told nothing any more (Standard Webhooks 1.0.0, "Delivery failures"). */
const GONE = 410;
/** An address that took nothing for so long is switched off. */
const FAILING_DAYS = 3;
const LOG_KEPT_DAYS = 30;

/**
 * Makes one attempt and records what came of it; the delivery has been claimed, and `attempt` is its number, from one on. `isOnly`: nobody
 * tries again, and nothing follows from it for the address.
 */
export async function sendDelivery(
  scope: Scope,
  { deliveryId, attempt, isOnly = false }: { deliveryId: string; attempt: number; isOnly?: boolean },
): Promise<void> {
  const delivery = await findDelivery(scope, deliveryId);
  // Erased, or done by a worker that was believed dead.
  if (!delivery || delivery.status !== "pending") return;
  if (!delivery.endpoint.active && !isOnly) {
    const fault: DeliveryFault = "endpoint_off";
    await record(scope, delivery, failed(deliveryId, attempt, { fault, durationMs: 0 }, undefined));
    return;
  }
  const answer = await post(delivery);
  const pauseMs = isOnly ? undefined : pauseAfter(attempt, Math.random());
  await record(
    scope,
    delivery,
    isTaken(answer) ? delivered(deliveryId, attempt, answer) : failed(deliveryId, attempt, answer, pauseMs),
    isOnly ? undefined : answer,
  );
}

type Answered = Extract<PostAnswer, { httpStatus: number }>;

const isTaken = (answer: PostAnswer): answer is Answered =>
  "httpStatus" in answer && answer.httpStatus >= 200 && answer.httpStatus < 300;
const isGone = (answer: PostAnswer) => "httpStatus" in answer && answer.httpStatus === GONE;

function post(delivery: DeliveryWithEndpoint): Promise<PostAnswer> {
  const { id, endpoint } = delivery;
  const now = new Date();
  const timestampSeconds = Math.floor(now.getTime() / 1000);
  const body = deliveryBody(delivery);
  return postWebhook(endpoint.url, {
    body,
    allowPrivate: env.WEBHOOK_ALLOW_PRIVATE === "true",
    headers: {
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Centralita-Webhooks/1",
      "webhook-id": id,
      "webhook-timestamp": String(timestampSeconds),
      "webhook-signature": signatureOf(secretsAt(endpoint, now), { id, timestampSeconds, body }),
    },
  });
}

function delivered(deliveryId: string, attempt: number, answer: Answered): Attempt {
  return { ...cameOf(deliveryId, attempt, answer), status: "delivered", nextAttemptAt: undefined };
}

function failed(
  deliveryId: string,
  attempt: number,
  answer: PostAnswer,
  pauseMs: number | undefined,
): Attempt {
  const isLast = pauseMs === undefined || isGone(answer);
  return {
    ...cameOf(deliveryId, attempt, answer),
    status: isLast ? "failed" : "pending",
    nextAttemptAt: isLast ? undefined : new Date(Date.now() + pauseMs),
  };
}

function cameOf(deliveryId: string, attempt: number, answer: PostAnswer) {
  const { durationMs } = answer;
  return "fault" in answer
    ? { deliveryId, attempt, lastStatus: null, lastAnswer: answer.fault, durationMs }
    : { deliveryId, attempt, lastStatus: answer.httpStatus, lastAnswer: answer.answer, durationMs };
}

async function record(
  scope: Scope,
  { endpointId }: DeliveryWithEndpoint,
  attempt: Attempt,
  answer?: PostAnswer,
): Promise<void> {
  await withTransaction(scope, async (inner) => {
    if (!(await recordAttempt(inner, attempt))) return;
    if (answer && isGone(answer)) await switchOff(inner, endpointId, "gone");
    else if (answer && attempt.status === "failed" && (await hasFailedFor(inner, endpointId, FAILING_DAYS)))
      await switchOff(inner, endpointId, "failing");
    await deleteOldDeliveries(inner, endpointId, LOG_KEPT_DAYS);
    await notifyTenant(inner, { type: "deliveries" });
  });
}
