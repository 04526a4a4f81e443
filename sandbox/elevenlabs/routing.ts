/** Small parts that all REST routes share: what a handler gets, what it answers, paging. */
import { z } from "zod";
import { check, invalid, notFound } from "./errors";
import type { JsonObject } from "../json";
import type { PhoneCalls } from "./phone-calls";
import type { Recording } from "./recording";
import type { Agent, PhoneNumber, Workspace } from "./state";
import type { TwilioRest } from "./twilio-rest";

export interface RestContext {
  workspace: Workspace;
  /** The parts of the path in curly brackets. */
  params: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  signUrl: (workspace: Workspace, agentId: string, withConversationId: boolean) => string;
  findRecording: (conversationId: string) => Recording | undefined;
  calls: PhoneCalls;
  twilio: TwilioRest;
}

export type Answer =
  | { json: unknown }
  | { chunks: Uint8Array[]; contentType: string; headers?: Record<string, string> };

export interface Route {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  handle: (context: RestContext) => Answer | Promise<Answer>;
}

export function param(context: RestContext, name: string): string {
  return context.params[name] ?? "";
}

export function getAgent(workspace: Workspace, id: string): Agent {
  const agent = workspace.agents.get(id);
  if (!agent) throw notFound("agent", id);
  return agent;
}

export function getNumber(workspace: Workspace, id: string): PhoneNumber {
  const number = workspace.phoneNumbers.get(id);
  if (!number) throw notFound("phone_number", id);
  return number;
}

/** A DELETE that forgets one of a collection. */
export function remove(
  from: (context: RestContext) => Map<string, unknown>,
  name: string,
  noun: string,
): Route["handle"] {
  return (context) => {
    const id = param(context, name);
    if (!from(context).delete(id)) throw notFound(noun, id);
    return { json: {} };
  };
}

/** Undefined when it is absent; refused when it is not of that kind. */
export function queryValue<Schema extends z.ZodType>(
  query: URLSearchParams,
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const value = query.get(name);
  return value === null ? undefined : check(["query", name], schema, value);
}

export function queryFlag(query: URLSearchParams, name: string): boolean | undefined {
  return queryValue(
    query,
    name,
    z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1"),
  );
}

export function queryInteger(query: URLSearchParams, name: string): number | undefined {
  return queryValue(query, name, z.coerce.number().pipe(z.int()));
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}

/** Cursors are the vendor's secret; ours is the id of the last item seen. */
export function pageOf<Item>(
  items: Item[],
  query: URLSearchParams,
  {
    idOf,
    size: defaultSize,
    cursorName = "cursor",
  }: { idOf: (item: Item) => string; size: number; cursorName?: string },
): Page<Item> {
  const size = queryValue(query, "page_size", z.coerce.number().pipe(z.int().min(1).max(100))) ?? defaultSize;
  const cursor = query.get(cursorName);
  const after = cursor === null ? -1 : items.findIndex((item) => idOf(item) === cursor);
  if (cursor !== null && after < 0) {
    throw invalid({ loc: ["query", cursorName], msg: "Invalid cursor", type: "value_error" });
  }
  const page = items.slice(after + 1, after + 1 + size);
  const last = page.at(-1);
  const hasMore = after + 1 + size < items.length;
  return { items: page, nextCursor: hasMore && last !== undefined ? idOf(last) : null, total: items.length };
}

export const ACCESS_INFO: JsonObject = {
  is_creator: true,
  creator_name: "Sandbox",
  creator_email: "sandbox@example.com",
  role: "admin",
};
