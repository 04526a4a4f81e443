import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addAttemptFact, type AttemptFact, type AttemptState } from "./attempt";
import { decide, giveUp, type Surroundings, type TransferAction, type TransferState } from "./machine";
import type { TransferWish } from "./schema";
import { newAttempt, newSurroundings, newTransfer, SECOND_MS, START } from "./test-transfer";

const at = (seconds: number) => new Date(START.getTime() + seconds * SECOND_MS);

/** A world in which Twilio's words get lost, come twice and in another order, and Twilio answers when it is asked. */
class World {
  now = 0;
  transfer: TransferState = newTransfer();
  attempts: AttemptState[] = [];
  callHasEnded = false;
  isOnStream: boolean;
  readonly maxAttempts: number;
  /** What Twilio knows of each leg. */
  readonly legs = new Map<string, { isAlive: boolean; isInRoom: boolean }>();
  private readonly advisorsOnDuty: number;
  /** Whether Twilio's answer to the order of that position is lost. */
  private readonly lostAnswers: boolean[];

  constructor(options: {
    isOnStream: boolean;
    maxAttempts: number;
    advisorsOnDuty: number;
    lostAnswers?: boolean[];
  }) {
    this.lostAnswers = options.lostAnswers ?? [];
    this.isOnStream = options.isOnStream;
    this.maxAttempts = options.maxAttempts;
    this.advisorsOnDuty = options.advisorsOnDuty;
  }

  around(news: Partial<Surroundings> = {}) {
    return newSurroundings({
      now: at(this.now),
      callHasEnded: this.callHasEnded,
      isOnStream: this.isOnStream,
      maxAttempts: this.maxAttempts,
      ...news,
    });
  }

  move(news: Partial<Surroundings> = {}): void {
    const { transfer, attempts, actions } = decide(this.transfer, this.attempts, this.around(news));
    // What is over is over, however much is heard of it later.
    const { status, failure, endedAt } = this.transfer;
    if (endedAt !== null) expect(transfer).toMatchObject({ status, failure, endedAt });
    this.transfer = transfer;
    this.attempts = attempts;
    this.check();
    for (const action of actions) this.carryOut(action);
  }

  tell(position: number, fact: AttemptFact): void {
    this.attempts = this.attempts.map((one) => (one.position === position ? addAttemptFact(one, fact) : one));
    this.move();
  }

  check(): void {
    const together = this.attempts.filter(({ status }) => status === "connected" || status === "accepted");
    expect(together.length).toBeLessThanOrEqual(1);
    const alive = [...this.legs.values()].filter(({ isInRoom, isAlive }) => isInRoom && isAlive);
    expect(alive.length).toBeLessThanOrEqual(1);
  }

  private carryOut(action: TransferAction): void {
    switch (action.type) {
      case "pick_next":
        return this.pickNext();
      case "end_call":
        this.callHasEnded = true;
        return;
      case "send_caller":
        return;
      case "hang_up_leg":
      case "check_leg": {
        const leg = this.legs.get(action.attemptId);
        const attempt = this.attempts.find(({ id }) => id === action.attemptId);
        if (!leg || !attempt) return;
        if (attempt.twilioCallSid === null) return this.findLost(attempt);
        // Twilio is asked to end it, and says by and by that it did.
        leg.isAlive = false;
        leg.isInRoom = false;
        this.attempts = this.attempts.map((one) =>
          one === attempt
            ? addAttemptFact(one, {
                type: "ended",
                at: at(this.now),
                end: "completed",
                twilioCallSid: one.id,
              })
            : one,
        );
      }
    }
  }

  private pickNext(): void {
    if (this.attempts.length >= this.advisorsOnDuty) {
      const given = giveUp(this.transfer, this.attempts, this.around(), "nobody_answered");
      this.transfer = given.transfer;
      this.attempts = given.attempts;
      return;
    }
    const position = this.attempts.length + 1;
    const id = `attempt-${position}`;
    this.legs.set(id, { isAlive: true, isInRoom: false });
    const attempt = newAttempt({ id, position, dialledAt: at(this.now) });
    this.attempts = [...this.attempts, attempt];
    this.transfer = { ...this.transfer, status: "dialing" };
    if (!this.lostAnswers[position - 1]) this.add(attempt, this.accepted(id));
  }

  /** Twilio lists a call between the two numbers that nobody has claimed. */
  private findLost(attempt: AttemptState): void {
    this.add(attempt, { type: "dropped", at: at(this.now) });
    this.add(attempt, this.accepted(attempt.id));
  }

  private accepted(twilioCallSid: string): AttemptFact {
    return { type: "dialled", at: at(this.now), state: "accepted", twilioCallSid, error: null };
  }

  private add({ id }: AttemptState, fact: AttemptFact): void {
    this.attempts = this.attempts.map((one) => (one.id === id ? addAttemptFact(one, fact) : one));
  }
}

type Move =
  | { type: "ringing" | "answered" | "key_1" | "key_2" | "leg_ends" | "caller_arrives" | "caller_hangs_up" }
  | { type: "wish"; wish: TransferWish }
  | { type: "room_ends" }
  | { type: "time"; seconds: number };

/** What happens in the world; whether the house is told of it is another matter. */
function happen(world: World, move: Move, isTold: boolean): void {
  const live = world.attempts.at(-1);
  const leg = live && world.legs.get(live.id);
  const when = at(world.now);
  switch (move.type) {
    case "ringing":
    case "answered":
      if (live && leg?.isAlive && isTold)
        world.tell(live.position, { type: move.type, at: when, twilioCallSid: live.id });
      return;
    case "key_1":
    case "key_2": {
      // The answer to the key is what brings a leg into the room: without it nobody gets there.
      if (!live || !leg?.isAlive || !isTold || world.transfer.endedAt !== null) return;
      const isYes = move.type === "key_1";
      // Whoever presses a key has answered, and Twilio names the leg with it (lib/transfers/answer-advisor.ts).
      world.tell(live.position, { type: "answered", at: when, twilioCallSid: live.id });
      world.tell(live.position, { type: isYes ? "accepted" : "declined", at: when });
      const now = world.attempts.find(({ id }) => id === live.id);
      if (isYes && now && now.acceptedAt !== null && now.droppedAt === null) leg.isInRoom = leg.isAlive;
      return;
    }
    case "leg_ends":
      if (!live || !leg?.isAlive) return;
      leg.isAlive = false;
      leg.isInRoom = false;
      if (isTold)
        world.tell(live.position, { type: "ended", at: when, end: "completed", twilioCallSid: live.id });
      return;
    case "caller_arrives":
      if (world.callHasEnded || world.transfer.callerSentAt === null) return;
      world.transfer = { ...world.transfer, callerArrivedAt: when };
      world.isOnStream = false;
      world.move();
      return;
    case "caller_hangs_up":
      world.callHasEnded = true;
      if (isTold) world.move();
      return;
    case "wish":
      if (world.transfer.endedAt !== null) return;
      world.move({ wish: move.wish });
      return;
    case "room_ends":
      if (!world.isOnStream && isTold) world.move({ roomHasEnded: true });
      return;
    case "time":
      world.now += move.seconds;
  }
}

const moves = fc.oneof(
  fc.constantFrom<Move>(
    { type: "ringing" },
    { type: "answered" },
    { type: "key_1" },
    { type: "key_2" },
    { type: "leg_ends" },
    { type: "caller_arrives" },
    { type: "caller_hangs_up" },
    { type: "room_ends" },
    { type: "wish", wish: "return" },
    { type: "wish", wish: "next" },
    { type: "wish", wish: "end" },
  ),
  fc.integer({ min: 1, max: 40 }).map((seconds): Move => ({ type: "time", seconds })),
);

describe("a transfer", () => {
  it("whatever is lost, doubled or late: it ends, no two advisors are connected, and no telephone is left ringing", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 5 }),
        fc.array(fc.boolean(), { maxLength: 5 }),
        fc.array(fc.tuple(moves, fc.boolean(), fc.boolean()), { maxLength: 40 }),
        (isOnStream, maxAttempts, advisorsOnDuty, lostAnswers, story) => {
          const world = new World({ isOnStream, maxAttempts, advisorsOnDuty, lostAnswers });
          world.move();
          for (const [move, isTold, isTwice] of story) {
            happen(world, move, isTold);
            if (isTwice) happen(world, move, isTold);
          }
          // The sweep looks again and again; at the latest when the caller has gone it is over.
          for (let round = 0; round < 30; round += 1) {
            world.now += 30;
            if (round === 20) world.callHasEnded = true;
            world.move();
          }
          expect(world.transfer.endedAt).not.toBeNull();
          expect(world.attempts.every((attempt) => attempt.isSettled)).toBe(true);
          expect([...world.legs.values()].some(({ isAlive }) => isAlive)).toBe(false);
          expect(world.attempts.length).toBeLessThanOrEqual(advisorsOnDuty);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("that nobody takes ends by itself, without the caller having to hang up", () => {
    const world = new World({ isOnStream: true, maxAttempts: 3, advisorsOnDuty: 5 });
    for (let round = 0; round < 20; round += 1) {
      world.now += 30;
      world.move();
    }
    expect(world.transfer).toMatchObject({ status: "returned_to_agent", failure: "nobody_answered" });
    expect(world.attempts).toHaveLength(3);
  });
});
