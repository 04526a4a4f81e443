/** The addresses that Twilio asks for the vendor's own calls (elevenlabs.md §2.3, §3; twilio.md §1.1, §2.1, §2.3). */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { signatureOf } from "../twilio/signature";
import type { Outgoing } from "./outgoing";
import type { LiveConversations } from "./live-conversations";
import { personalize } from "./personalization";
import { excessOf, hasCredit } from "./limits";
import { INBOUND_PATH, OUTBOUND_PATH, type PhoneCalls, STATUS_PATH, twiml } from "./phone-calls";
import type { Answer } from "./routing";
import type { PhoneNumber, Workspace } from "./state";

const REFUSED = twiml("<Reject/>");
const BUSY = twiml('<Reject reason="busy"/>');
/** The vendor drops a call that it cannot start: nothing is said (§3). */
const DROPPED = twiml("<Hangup/>");

export interface PhoneWebhookOptions {
  workspaces: Workspace[];
  calls: PhoneCalls;
  live: LiveConversations;
  outgoing: Outgoing;
}

interface Asked {
  path: string;
  /** Path and query as they were signed. */
  target: string;
  signature: string;
  conversationId: string;
  fields: Record<string, string>;
}

export interface WebhookReply {
  status: number;
  answer: Answer;
}

export class PhoneWebhooks {
  readonly #options: PhoneWebhookOptions;

  constructor(options: PhoneWebhookOptions) {
    this.#options = options;
  }

  async reply(req: IncomingMessage, url: URL, body: string): Promise<WebhookReply> {
    const asked: Asked = {
      path: url.pathname,
      target: url.pathname + url.search,
      signature: String(req.headers["x-twilio-signature"] ?? ""),
      conversationId: url.searchParams.get("conversation_id") ?? "",
      fields: Object.fromEntries(new URLSearchParams(body)),
    };
    if (req.method !== "POST") return text(405, "Method Not Allowed");
    switch (asked.path) {
      case INBOUND_PATH:
        return this.#answerInbound(asked);
      case OUTBOUND_PATH:
        return this.#answerOutbound(asked);
      case STATUS_PATH:
        return this.#takeStatus(asked);
      default:
        return text(404, "Not Found");
    }
  }

  async #answerInbound(asked: Asked): Promise<WebhookReply> {
    const owner = this.#findOwner(asked);
    if (!owner) return text(403, "Forbidden");
    const { workspace, number } = owner;
    const agent = workspace.agents.get(number.agentId ?? "");
    if (!agent || !number.supportsInbound) return document(REFUSED);
    if (!hasCredit(workspace) || excessOf(workspace, agent)) return document(BUSY);
    const { From: callerId = "", CallSid: callSid = "" } = asked.fields;
    const { phone_number: calledNumber, phone_number_id: phoneNumberId } = number;
    const { calls, live, outgoing } = this.#options;
    const call = calls.createCall(
      { workspace, agent, initiation: {} },
      { direction: "inbound", phoneNumberId, agentNumber: calledNumber, externalNumber: callerId, callSid },
    );
    workspace.conversations.set(call.conversation.conversationId, call.conversation);
    const personal = await personalize(call, { callerId, calledNumber, callSid }, outgoing);
    // The caller may have hung up meanwhile: then the status callback has ended it.
    if (call.conversation.status !== "initiated") return document(DROPPED);
    if ("initiation" in personal) return document(calls.twimlFor({ ...call, ...personal }));
    live.refuse(call, { code: 1008, reason: personal.failure });
    return document(DROPPED);
  }

  #answerOutbound(asked: Asked): WebhookReply {
    const { calls } = this.#options;
    const call = calls.findOutbound(asked.conversationId);
    if (!call || !this.#isSignedFor(asked, call.number)) return text(403, "Forbidden");
    calls.takeStatus(call, { CallSid: asked.fields["CallSid"] ?? "" });
    return document(calls.twimlFor(call));
  }

  #takeStatus(asked: Asked): WebhookReply {
    const { calls, live } = this.#options;
    const call = calls.findOutbound(asked.conversationId);
    const owner = call ?? this.#findOwner(asked);
    if (!owner || !this.#isSignedFor(asked, owner.number)) return text(403, "Forbidden");
    if (call) calls.takeStatus(call, asked.fields);
    else {
      const conversation = [...owner.workspace.conversations.values()].find(
        ({ phoneCall, status }) => phoneCall?.callSid === asked.fields["CallSid"] && status === "initiated",
      );
      if (conversation) live.abandon(conversation);
    }
    return { status: 204, answer: { json: undefined } };
  }

  /** The latest import of the called number whose account has signed this. */
  #findOwner(asked: Asked): { workspace: Workspace; number: PhoneNumber } | undefined {
    const called = asked.fields["To"];
    for (const workspace of this.#options.workspaces)
      for (const number of [...workspace.phoneNumbers.values()].toReversed())
        if (number.phone_number === called && this.#isSignedFor(asked, number)) return { workspace, number };
    return undefined;
  }

  #isSignedFor({ target, signature, fields }: Asked, { credentials }: PhoneNumber): boolean {
    if (!credentials) return false;
    const url = this.#options.calls.addressOf(target);
    const wanted = Buffer.from(signatureOf(credentials.authToken, url, Object.entries(fields)));
    const given = Buffer.from(signature);
    return wanted.length === given.length && timingSafeEqual(wanted, given);
  }
}

function document(xml: string): WebhookReply {
  return { status: 200, answer: { chunks: [Buffer.from(xml)], contentType: "text/xml; charset=utf-8" } };
}

function text(status: number, message: string): WebhookReply {
  return { status, answer: { chunks: [Buffer.from(message)], contentType: "text/plain; charset=utf-8" } };
}
