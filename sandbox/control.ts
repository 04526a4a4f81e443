/**
 * The control API: what a test, or the page, can do that no vendor offers. JSON in, JSON out, this machine only.
 *
 * `POST /control/workspaces {apiKey, tier?, status?, characterCount?, characterLimit?, maxConcurrentCalls?,
 * webhook?: {id, isAutoDisabled}}` changes a workspace of ElevenLabs as time would have; 404 for an unknown one.
 * `maxConcurrentCalls: null` takes a limit away. `POST /control/faults` takes `match` as one text or as several that
 * must all occur, so that one webhook of one conversation can be meant: `["post_call_audio", "conv_…"]`; its answer has the `id` with
 * which `DELETE /control/faults/:id` takes it away again. `DELETE /control/faults` takes away all.
 *
 * `POST /control/outages {service, key, isDown}` lets a vendor go down for one customer and come back: `service` is `elevenlabs`,
 * `elevenlabs.agents`, `elevenlabs.speech`, `openai` or `twilio`, `key` the customer's API key, at Twilio the account's SID.
 * `GET /control/outages` lists those that last, with how many `attempts` met each.
 *
 * `GET /control/conversations/:id/tools` lists what an agent did with its tools: `{uses: [{name, type, callId,
 * arguments, requestBody, answer, isError, durationMs}]}`, oldest first; `answer` is null while there is none.
 *
 * `POST /control/calls/:sid/say {text, confidence?}` lets the person say it; a recogniser is as sure of it as `confidence` (0 to 1;
 * 0.92 without it; null: it does not say how sure). `GET /control/calls/:sid` tells everything of a call, with `left`: the sentences
 * that a mailbox kept. `GET /control/calls/:sid/heard.ulaw` is every sound that reached the ear, `heard-in-time.ulaw` the same with
 * the silence between.
 *
 * `POST /control/phones {number, behaviour?, answeredBy?, ringMs?, keys?, afterMs?, says?, asks?, hasBeep?, hangUpAfterMs?}` tells
 * what happens when a number is called, each time, until it is told otherwise. `behaviour`: `ring` (a page or a test decides; so it is
 * at every number that nobody told anything about), `answer`, `accept` (answers and presses 1), `decline` (presses 2), `mailbox`
 * (speaks its greeting, `says` or its own, beeps unless `hasBeep` is false, keeps what it hears after that, presses nothing),
 * `screening` (an assistant asks for name and reason, `asks` or in its own words; who gives one is put through to a person who says
 * `says`, and an event `screened` holds what they were `told`; who gives none is hung up on), `fax`, `reject`, `busy`, `no-answer`,
 * `unreachable`. Durations are milliseconds: `ringMs` before the answer, `afterMs` from when the question for keys is first heard
 * until they are pressed (1500), `hangUpAfterMs` after the answer. `keys` are pressed instead of the behaviour's own. `says`: by who
 * presses keys once they are connected with somebody, by the others as soon as they answer. A mailbox hangs up by itself after a
 * minute, a fax after twenty seconds. `answeredBy` is what machine detection finds out: a person unless it is told otherwise, of a
 * `mailbox` a machine, of a `fax` a fax, of `screening` that it is unknown. `GET /control/phones` lists what was told, and `lately`:
 * the numbers of persons in the latest calls.
 *
 * `POST /control/texts {number, outcome}` tells what becomes of SMS to a number: `delivered` (so it is where nobody told anything),
 * `undelivered` (30005), `failed` (30008), `unsubscribed` (refused with 21610). `GET /control/texts?to=` lists what reached it, oldest first:
 * `{texts: [{sid, from, to, body, dateSent}]}`.
 *
 * `POST /control/accounts {accountSid, balance?, status?, type?, authToken?, verifiedCallerIds?, allowedCountries?,
 * maxConcurrentCalls?, callsPerSecond?}` changes an account of Twilio likewise; `null` lifts one of the last three.
 * `POST /control/calls/:sid/price {price?}` rates a call now. `POST /control/clock {skewSeconds}` sets both vendors' clocks.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { controlCalls } from "./control-calls";
import { ControlError, json, readBody, refuseForeignPages } from "./control-request";
import { faultInput, type Faults } from "./faults";
import { outageInput, Outages } from "./outages";
import type { ElevenLabs } from "./elevenlabs/elevenlabs";
import { workspaceChange } from "./elevenlabs/workspace-change";
import type { Recorder } from "./recorder";
import type { Skew } from "./skew";
import { changeAccount } from "./twilio/account-changes";
import { type Behaviour, BEHAVIOURS } from "./twilio/far-end";
import { TEXT_OUTCOMES } from "./twilio/texts";
import type { Twilio } from "./twilio/create-twilio";
import { type World, worldSchema } from "./world";

const durationMs = z.number().int().nonnegative().max(600_000).optional();
const phoneInput = z.strictObject({
  number: z.string().min(1),
  behaviour: z.enum(BEHAVIOURS).default("ring"),
  answeredBy: z.enum(["human", "machine", "fax", "unknown"]).optional(),
  ringMs: durationMs,
  keys: z
    .string()
    .regex(/^[0-9A-D*#]+$/)
    .optional(),
  afterMs: durationMs,
  says: z.string().min(1).max(2000).optional(),
  asks: z.string().min(1).max(2000).optional(),
  hasBeep: z.boolean().optional(),
  hangUpAfterMs: durationMs,
});

/** Who else than a person answers; an assistant that asks questions is neither. */
const ANSWERED_BY: Partial<Record<Behaviour["behaviour"], Behaviour["answeredBy"]>> = {
  mailbox: "machine",
  fax: "fax",
  screening: "unknown",
};
const MAX_LATELY = 12;
const textInput = z.strictObject({ number: z.string().min(1), outcome: z.enum(TEXT_OUTCOMES) });

export interface ControlOptions {
  twilio: Twilio;
  elevenlabs: ElevenLabs;
  /** Accounts and workspaces that come into being now. */
  addWorld: (world: World) => void;
  faults: Faults;
  recorder: Recorder;
  skew: Skew;
}

export class Control {
  readonly #twilio: Twilio;
  readonly #elevenlabs: ElevenLabs;
  readonly #addWorld: (world: World) => void;
  readonly #faults: Faults;
  readonly #recorder: Recorder;
  readonly #skew: Skew;
  readonly #outages: Outages;

  constructor({ twilio, elevenlabs, addWorld, faults, recorder, skew }: ControlOptions) {
    this.#twilio = twilio;
    this.#elevenlabs = elevenlabs;
    this.#addWorld = addWorld;
    this.#faults = faults;
    this.#recorder = recorder;
    this.#skew = skew;
    this.#outages = new Outages({ faults, cutConversations: elevenlabs.cutConversations });
  }

  async handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    try {
      refuseForeignPages(req);
      const answer = this.#answer(req.method ?? "GET", url, await readBody(req));
      if (answer instanceof Uint8Array) res.writeHead(200, { "content-type": "audio/basic" }).end(answer);
      else res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    } catch (error) {
      const status = error instanceof ControlError ? error.status : 400;
      const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error: message }));
    }
  }

  #answer(method: string, url: URL, body: Buffer): unknown {
    const [, , area, ...rest] = url.pathname.split("/");
    switch (`${method} ${area}`) {
      case "GET numbers":
        return this.#numbers();
      case "GET faults":
        return { faults: this.#faults.list() };
      case "POST faults":
        return this.#faults.add(faultInput.parse(json(body)));
      case "DELETE faults":
        return this.#removeFaults(rest[0]);
      case "GET outages":
        return { outages: this.#outages.list() };
      case "POST outages":
        return this.#outages.set(outageInput.parse(json(body)));
      case "GET recordings":
        return { recordings: this.#recorder.since(Number(url.searchParams.get("since") ?? 0) || 0) };
      case "DELETE recordings":
        this.#recorder.clear();
        return { recordings: [] };
      case "POST world":
        return this.#extend(worldSchema.parse(json(body)));
      case "GET conversations":
      case "POST conversations":
        return this.#converse(`${method} ${rest[1] ?? ""}`, rest[0] ?? "", body);
      case "POST workspaces":
        return this.#changeWorkspace(json(body));
      case "POST accounts":
        return this.#changeAccount(json(body));
      case "POST clock":
        return this.#skew.set(json(body));
      case "GET phones":
        return {
          phones: Object.fromEntries(this.#twilio.switchboard.behaviours),
          lately: rungLately(this.#twilio),
        };
      case "POST phones":
        return this.#setBehaviour(json(body));
      case "GET texts":
        return { texts: this.#twilio.store.texts.receivedAt(url.searchParams.get("to") ?? "") };
      case "POST texts":
        return this.#setTextOutcome(json(body));
      case "GET calls":
      case "POST calls":
        return controlCalls(this.#twilio, { method, sid: rest[0], deed: rest[1] }, body);
      default:
        throw new ControlError(404, `nothing at ${method} ${url.pathname}`);
    }
  }

  #removeFaults(id: string | undefined): unknown {
    if (id === undefined || id === "") {
      this.#outages.clear();
      this.#faults.clear();
    } else if (this.#faults.remove([Number(id)]).length === 0) throw new ControlError(404, `no fault ${id}`);
    return { faults: this.#faults.list() };
  }

  #extend(world: World): unknown {
    const { accounts } = world.twilio;
    const { workspaces } = world.elevenlabs;
    const { store } = this.#twilio;
    const taken = accounts
      .flatMap(({ numbers }) => numbers)
      .find((number) => store.findOwner(number.phoneNumber));
    if (taken) throw new ControlError(409, `${taken.phoneNumber} has an owner`);
    const known = accounts.find(({ accountSid }) => store.accounts.has(accountSid));
    if (known) throw new ControlError(409, `account ${known.accountSid} exists`);
    this.#addWorld(world);
    return { accounts: accounts.length, workspaces: workspaces.length };
  }

  #converse(deed: string, conversationId: string, body: Buffer): unknown {
    if (deed === "GET received.ulaw") {
      const sound = this.#elevenlabs.received(conversationId);
      if (!sound) throw new ControlError(404, `the sound of ${conversationId} is gone`);
      return sound;
    }
    if (deed === "GET tools") {
      const uses = this.#elevenlabs.toolUses(conversationId);
      if (!uses) throw new ControlError(404, `no conversation ${conversationId}`);
      return { uses };
    }
    if (deed !== "POST play") throw new ControlError(404, `nobody can ${deed} a conversation`);
    if (!this.#elevenlabs.play(conversationId, body))
      throw new ControlError(409, `conversation ${conversationId} is not live`);
    return { conversationId, bytes: body.byteLength };
  }

  #numbers(): unknown {
    const numbers = [...this.#twilio.store.numbers.values()].map(
      ({ sid, accountSid, phoneNumber, friendlyName, settings }) => ({
        sid,
        accountSid,
        account: this.#twilio.store.accounts.get(accountSid)?.friendlyName,
        phoneNumber,
        friendlyName,
        voiceUrl: settings["voice_url"] ?? "",
      }),
    );
    return { numbers };
  }

  #changeAccount(input: unknown): unknown {
    const account = changeAccount(this.#twilio.store, input);
    if (account === undefined) throw new ControlError(404, "no such account");
    this.#twilio.switchboard.changed();
    return account;
  }

  #changeWorkspace(input: unknown): unknown {
    const change = workspaceChange.parse(input);
    if (!this.#elevenlabs.changeWorkspace(change))
      throw new ControlError(404, "no such workspace or webhook");
    const { apiKey: _, ...changed } = change;
    return changed;
  }

  #setBehaviour(input: unknown): unknown {
    const { number, ...told } = phoneInput.parse(input);
    const answeredBy = told.answeredBy ?? ANSWERED_BY[told.behaviour] ?? "human";
    const behaviour = { ...told, answeredBy };
    this.#twilio.switchboard.behaviours.set(number, behaviour);
    return { number, ...behaviour };
  }

  #setTextOutcome(input: unknown): unknown {
    const { number, outcome } = textInput.parse(input);
    this.#twilio.store.texts.outcomes.set(number, outcome);
    return { number, outcome };
  }
}

/** Persons' numbers, those of the latest calls first. */
function rungLately({ store }: Twilio): string[] {
  const persons = [...store.calls.values()]
    .map(({ direction, from, to }) => (direction === "inbound" ? from : to))
    .toReversed();
  return [...new Set(persons)].slice(0, MAX_LATELY);
}
