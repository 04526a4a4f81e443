/** What an operation of the REST API is: its address, its parameters, and what it does. */
import type { Form } from "./rest-form";
import type { Rooms } from "./rooms";
import type { Verbs } from "./run-call";
import type { Account } from "./store";
import type { Switchboard } from "./switchboard";

export interface Request {
  url: URL;
  form: Form;
  params: Record<string, string | undefined>;
  account: Account;
  platform: Switchboard;
  rooms: Rooms;
  verbs: Verbs;
}

export interface Answer {
  status: number;
  body?: unknown;
  bytes?: { type: string; data: Buffer };
}

export interface Operation {
  method: "GET" | "POST" | "DELETE";
  /** Below the account; `:name` is a part of the path. */
  path: string;
  parameters: readonly string[];
  run(request: Request): Answer;
}
