import type { AttemptState } from "./attempt";
import type { Surroundings, TransferState } from "./machine";

export const SECOND_MS = 1000;
export const START = new Date("2026-11-20T10:00:00Z");

export function newAttempt(change: Partial<AttemptState> = {}): AttemptState {
  return {
    id: "attempt-1",
    position: 1,
    status: "dialing",
    dialState: "pending",
    twilioCallSid: null,
    dialledAt: START,
    ringingAt: null,
    answeredAt: null,
    acceptedAt: null,
    declinedAt: null,
    droppedAt: null,
    connectedAt: null,
    endedAt: null,
    telephoneEnd: null,
    errorCode: null,
    errorMessage: null,
    isSettled: false,
    ...change,
  };
}

export function newTransfer(change: Partial<TransferState> = {}): TransferState {
  return {
    id: "transfer-1",
    status: "requested",
    wantedNumber: null,
    acceptedAt: null,
    connectedAt: null,
    endedAt: null,
    failure: null,
    callerSentAt: null,
    callerArrivedAt: null,
    ...change,
  };
}

export function newSurroundings(change: Partial<Surroundings> = {}): Surroundings {
  return {
    now: START,
    callHasEnded: false,
    roomHasEnded: false,
    wish: null,
    isOnStream: true,
    maxAttempts: 3,
    ringSeconds: 25,
    ...change,
  };
}
