import { ask, type TwilioCredentials } from "./ask";

export interface MessageOrder {
  /** E.164. */
  to: string;
  /** A number of the account's own that can send SMS; E.164. */
  from: string;
  /** Up to 1,600 characters. */
  body: string;
  statusCallback: string;
}

export interface TwilioMessage {
  sid: string;
  body: string;
  createdAt: Date | null;
}

/**
 * POST /Messages.json (twilio.com/docs/messaging/api/message-resource): answers the message's SID. Sent once: whoever gets an error without an
 * answer looks with `listTwilioMessages` before sending again.
 */
export async function sendTwilioMessage(
  credentials: TwilioCredentials,
  order: MessageOrder,
): Promise<string> {
  const message = await ask(credentials, (client) => client.messages.create(order));
  return message.sid;
}

/** The newest messages from one number to another. */
export async function listTwilioMessages(
  credentials: TwilioCredentials,
  parties: { to: string; from: string },
): Promise<TwilioMessage[]> {
  const messages = await ask(credentials, (client) =>
    client.messages.list({ ...parties, limit: 20, pageSize: 20 }),
  );
  return messages.map(({ sid, body, dateCreated }) => ({ sid, body, createdAt: dateCreated }));
}

/**
 * Twilio's codes for a sender that cannot send to this destination: 21606, those that replaced it in part on 2024-07-10 (21659 not a Twilio
 * number, 21660 another account's, 21661 not SMS-capable), and 21612 (not in this combination). Not 21610: who wants none from one
 * number gets none from another.
 */
export const UNUSABLE_SENDER: ReadonlySet<string> = new Set(["21606", "21612", "21659", "21660", "21661"]);
