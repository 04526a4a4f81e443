/**
 * SMS on their way: what becomes of them and who is told. Twilio's pages: messaging/api/message-resource (fields, statuses),
 * messaging/guides/outbound-message-status-in-status-callbacks (which changes are told), docs/errors for the codes.
 */
import { z } from "zod";
import type { Field } from "./signature";
import type { Account } from "./store";
import type { Webhooks } from "./webhooks";

export const TEXT_OUTCOMES = ["delivered", "undelivered", "failed", "unsubscribed"] as const;
export type TextOutcome = (typeof TEXT_OUTCOMES)[number];

export const textRecord = z.object({
  sid: z.string(),
  accountSid: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  segments: z.number(),
  status: z.enum(["queued", "sent", "delivered", "undelivered", "failed"]),
  errorCode: z.number().nullable(),
  errorMessage: z.string().nullable(),
  dateCreated: z.string(),
  dateUpdated: z.string(),
  dateSent: z.string().nullable(),
});
export type TextRecord = z.infer<typeof textRecord>;

/** Between two steps of an SMS, so that each is told after the answer to the request. */
const STEP_MS = 40;
const MAX_TEXTS = 1000;
const LOST = { undelivered: { code: 30_005, message: "Unknown destination handset" } };
const REFUSED_BY_CARRIER = { code: 30_008, message: "Unknown error" };

export class Texts {
  readonly records = new Map<string, TextRecord>();
  /** What becomes of an SMS to a number; to those of which nobody said anything it is delivered. */
  readonly outcomes = new Map<string, TextOutcome>();
  readonly #listeners = new Set<(text: TextRecord) => void>();

  restore(records: readonly TextRecord[]): void {
    for (const record of records) this.records.set(record.sid, record);
  }

  /** Follows what reaches a telephone, until the returned function is called. */
  onReceived(listener: (text: TextRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Oldest first. */
  receivedAt(number: string): TextRecord[] {
    return [...this.records.values()].filter(({ to, status }) => to === number && status === "delivered");
  }

  /** A status callback is not sent for the first status; each later one is told before the next begins. */
  async carry(record: TextRecord, { account, webhooks, statusCallback, changed }: Carrier): Promise<void> {
    this.records.set(record.sid, record);
    this.#forgetOld();
    const tell = async () => {
      changed();
      if (statusCallback === undefined) return;
      await webhooks.deliver({
        account,
        url: statusCallback,
        method: "POST",
        fields: fieldsOf(record),
        purpose: "callback",
        event: `sms-${record.status}`,
      });
    };
    const outcome = this.outcomes.get(record.to) ?? "delivered";
    await pause();
    if (outcome === "failed") {
      end(record, "failed", REFUSED_BY_CARRIER);
      return tell();
    }
    Object.assign(record, { status: "sent", dateSent: now(), dateUpdated: now() });
    await tell();
    await pause();
    if (outcome === "undelivered") end(record, "undelivered", LOST.undelivered);
    else {
      end(record, "delivered");
      for (const listener of this.#listeners) listener(record);
    }
    await tell();
  }

  #forgetOld(): void {
    for (const sid of this.records.keys()) {
      if (this.records.size <= MAX_TEXTS) return;
      this.records.delete(sid);
    }
  }
}

interface Carrier {
  account: Account;
  webhooks: Webhooks;
  statusCallback: string | undefined;
  changed: () => void;
}

function end(
  record: TextRecord,
  status: "delivered" | "undelivered" | "failed",
  fault?: { code: number; message: string },
): void {
  Object.assign(record, {
    status,
    dateUpdated: now(),
    errorCode: fault?.code ?? null,
    errorMessage: fault?.message ?? null,
  });
}

function fieldsOf({ sid, accountSid, from, to, status, errorCode }: TextRecord): Field[] {
  return [
    ["SmsSid", sid],
    ["SmsStatus", status],
    ["MessageStatus", status],
    ["To", to],
    ["MessageSid", sid],
    ["AccountSid", accountSid],
    ["From", from],
    ["ApiVersion", "2010-04-01"],
    ...(errorCode === null ? [] : [["ErrorCode", String(errorCode)] as const]),
  ];
}

const now = () => new Date().toISOString();
const pause = () => new Promise((resolve) => setTimeout(resolve, STEP_MS).unref());
