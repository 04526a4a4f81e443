/**
 * Calls that the vendor carries itself over its customers' Twilio accounts (elevenlabs.md §2.1, §2.2, §3,
 * §4.1; twilio.md §3.1, §5). Who may answer is in a token that is good for one stream.
 */
import { randomBytes } from "node:crypto";
import type { Initiation } from "./client-messages";
import { createConversation, type PhoneCall } from "./conversation";
import { refusal, type VendorError } from "./errors";
import type { JsonObject } from "../json";
import type { CallFailure, LiveConversations, Party } from "./live-conversations";
import { type Agent, newId, type PhoneNumber, type Workspace } from "./state";
import type { StreamStart } from "./stream-transport";
import { isAccountTrouble, type TwilioAnswer, type TwilioRest } from "./twilio-rest";

export const INBOUND_PATH = "/twilio/inbound_call";
export const OUTBOUND_PATH = "/twilio/outbound_call";
export const STATUS_PATH = "/twilio/status_callback";
export const MEDIA_STREAM_PATH = "/twilio/media_stream";

const TOKEN_MINUTES = 15;
/** Twilio rings no longer than this (twilio.md §3.1). */
const MAX_RINGING_SECONDS = 600;
/** So long after the ringing a call that Twilio never told anything of counts as lost. */
const LOST_AFTER_SECONDS = 60;

export interface NativeCall extends Party {
  initiation: Initiation;
}

interface OutboundCall extends NativeCall {
  number: PhoneNumber;
}

export interface OutboundOrder {
  agent: Agent;
  number: PhoneNumber;
  toNumber: string;
  initiation: Initiation;
  ringingTimeoutSeconds: number;
  isRecorded: boolean;
  /** As Twilio names them; null: nobody is asked whether a machine answered. */
  machineDetection: "Enable" | "DetectMessageEnd" | null;
}

export class PhoneCalls {
  readonly #baseUrl: () => string;
  readonly #live: LiveConversations;
  readonly #twilio: TwilioRest;
  readonly #awaited = new Map<string, { call: NativeCall; expiresAtMs: number }>();
  readonly #outbound = new Map<string, OutboundCall>();

  constructor(given: { baseUrl: () => string; live: LiveConversations; twilio: TwilioRest }) {
    this.#baseUrl = given.baseUrl;
    this.#live = given.live;
    this.#twilio = given.twilio;
  }

  addressOf(path: string): string {
    return new URL(path, this.#baseUrl()).href;
  }

  createCall(
    { workspace, agent, initiation }: { workspace: Workspace; agent: Agent; initiation: Initiation },
    phone: Pick<PhoneCall, "direction" | "phoneNumberId" | "agentNumber" | "externalNumber" | "callSid">,
  ): NativeCall {
    const conversation = createConversation(agent, {
      conversationId: newId("conv"),
      authorizationMethod: "authorization_header",
      source: "twilio",
      phoneCall: { ...phone, streamSid: "", result: null },
    });
    return { workspace, agent, conversation, initiation };
  }

  /** TwiML that leads the caller into this conversation, once. */
  twimlFor(call: NativeCall): string {
    for (const [token, { expiresAtMs }] of this.#awaited)
      if (expiresAtMs < Date.now()) this.#awaited.delete(token);
    const token = `cvtkn_${randomBytes(18).toString("hex")}`;
    this.#awaited.set(token, { call, expiresAtMs: Date.now() + TOKEN_MINUTES * 60_000 });
    const url = this.addressOf(MEDIA_STREAM_PATH).replace(/^http/, "ws");
    return twiml(
      `<Connect><Stream url="${url}"><Parameter name="token" value="${token}"/></Stream></Connect>`,
    );
  }

  /** The call that a stream is for; undefined when nobody waits for it, or not any more. */
  claim({ streamSid, callSid, customParameters }: StreamStart): NativeCall | undefined {
    const token = customParameters["token"] ?? "";
    const awaited = this.#awaited.get(token);
    this.#awaited.delete(token);
    if (!awaited || awaited.expiresAtMs < Date.now()) return undefined;
    const { conversation } = awaited.call;
    const { phoneCall } = conversation;
    if (conversation.status !== "initiated" || !phoneCall) return undefined;
    Object.assign(phoneCall, { streamSid, callSid, result: phoneCall.result ?? "answered" });
    return awaited.call;
  }

  /** Answers when Twilio has taken the order, which says nothing about who picks up (§2.1). */
  async place(workspace: Workspace, order: OutboundOrder): Promise<JsonObject> {
    const { agent, number, toNumber: externalNumber, initiation } = order;
    if (!number.credentials) throw invalidProvider("The phone number has no Twilio credentials.");
    const { phone_number_id: phoneNumberId, phone_number: agentNumber } = number;
    const call: OutboundCall = {
      ...this.createCall(
        { workspace, agent, initiation },
        { direction: "outbound", phoneNumberId, agentNumber, externalNumber, callSid: "" },
      ),
      number,
    };
    const { conversationId: id } = call.conversation;
    workspace.conversations.set(id, call.conversation);
    this.#outbound.set(id, call);
    this.#giveUpLater(call, order.ringingTimeoutSeconds);
    const form = this.#dialForm(call, order);
    const answer = await this.#twilio.ask(number.credentials, "POST", "/Calls.json", form);
    const isTaken = answer !== undefined && answer.status < 300;
    if (!isTaken) return this.#notPlaced(call, answer);
    const callSid = String(answer.json["sid"]);
    if (call.conversation.phoneCall) call.conversation.phoneCall.callSid = callSid;
    return { success: true, message: "Success", conversation_id: id, callSid };
  }

  findOutbound(conversationId: string): OutboundCall | undefined {
    return this.#outbound.get(conversationId);
  }

  /** What Twilio says of a call; the fields by their names (twilio.md §2.1, §2.3). */
  takeStatus(call: OutboundCall, fields: Record<string, string>): void {
    const { conversation } = call;
    const { phoneCall } = conversation;
    if (!phoneCall) return;
    if (fields["CallSid"]) phoneCall.callSid = fields["CallSid"];
    if (fields["AnsweredBy"]?.startsWith("machine")) phoneCall.result = "voicemail";
    const failure = FAILURES[fields["CallStatus"] ?? ""];
    if (!failure) return;
    this.#outbound.delete(conversation.conversationId);
    // With a stream there was a conversation, which tells of its own end.
    if (conversation.status === "initiated") this.#live.fail(call, { ...failure, body: fields });
  }

  #dialForm(call: OutboundCall, order: OutboundOrder): [string, string][] {
    const query = `?conversation_id=${call.conversation.conversationId}`;
    const statusUrl = this.addressOf(STATUS_PATH + query);
    const detection: [string, string][] =
      order.machineDetection === null
        ? []
        : [
            ["MachineDetection", order.machineDetection],
            ["AsyncAmd", "true"],
            ["AsyncAmdStatusCallback", statusUrl],
          ];
    return [
      ["To", order.toNumber],
      ["From", order.number.phone_number],
      ["Url", this.addressOf(OUTBOUND_PATH + query)],
      ["Method", "POST"],
      ["Timeout", String(Math.min(order.ringingTimeoutSeconds, MAX_RINGING_SECONDS))],
      ["StatusCallback", statusUrl],
      ["StatusCallbackMethod", "POST"],
      ...["initiated", "ringing", "answered", "completed"].map((event): [string, string] => [
        "StatusCallbackEvent",
        event,
      ]),
      ...(order.isRecorded ? [["Record", "true"] satisfies [string, string]] : []),
      ...detection,
    ];
  }

  /** The bodies of these refusals are not published, but for the first (§2.1). */
  #notPlaced(call: OutboundCall, answer: TwilioAnswer | undefined): JsonObject {
    // Twilio may have dialled all the same: then its callbacks will tell.
    if (!answer || answer.status >= 500) throw refusal(503, "service_unavailable", "Twilio did not answer.");
    const { conversationId } = call.conversation;
    this.#outbound.delete(conversationId);
    call.workspace.conversations.delete(conversationId);
    const message = `Twilio error ${String(answer.json["code"])}: ${String(answer.json["message"])}`;
    if (isAccountTrouble(answer)) throw invalidProvider(message);
    if (answer.status === 429) throw refusal(429, "rate_limit_exceeded", message);
    return { success: false, message, conversation_id: null, callSid: null };
  }

  #giveUpLater(call: OutboundCall, ringingTimeoutSeconds: number): void {
    this.#live.after((ringingTimeoutSeconds + LOST_AFTER_SECONDS) * 1000, () => {
      const isKnown = this.#outbound.has(call.conversation.conversationId);
      if (isKnown)
        this.takeStatus(call, { CallStatus: "failed", CallSid: call.conversation.phoneCall?.callSid ?? "" });
    });
  }
}

const FAILURES: Record<string, Omit<CallFailure, "body">> = {
  busy: { result: "busy", reason: "busy" },
  "no-answer": { result: "no_answer", reason: "no-answer" },
  failed: { result: "failed", reason: "unknown" },
  canceled: { result: "failed", reason: "unknown" },
  completed: { result: "failed", reason: "unknown" },
};

export function twiml(verbs: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`;
}

export function invalidProvider(message: string): VendorError {
  return refusal(400, "invalid_provider_config", message);
}
