import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import { type Scope, withTransaction } from "@/db/client";
import { finishWebhook, keepWebhook } from "@/db/queries/webhooks";
import { listAccountsByExternalId } from "@/db/queries/unscoped";
import type { Account } from "@/db/schema/agents";
import { env } from "@/env";
import { AppError } from "@/lib/errors";
import { openTwilioAccount } from "@/lib/accounts/credentials";
import { log } from "@/lib/log";
import { isTwilioSignature, parseForm } from "@/lib/providers/twilio/signature";
import type { Answer } from "@/lib/modes/mode";
import type { Twiml } from "@/lib/providers/twilio/twiml";
import { storable } from "@/lib/storable";
import type { TenantId } from "@/lib/vocabulary";
import { UnreadableRequest } from "./answers";
import { readBytes } from "./body";
import { requireDatabase } from "./database";
import type { RouteHandler } from "./route";

const MAX_FORM_BYTES = 64 * 1024;

/** What a webhook speaks of, and the account that must have signed it. */
interface Located {
  tenantId: TenantId;
  account: Account | null;
  callId: string | null;
}

interface Declaration<Form extends z.ZodObject, Target extends Located> {
  summary: string;
  kind: string;
  /** Parts of the path, where there are any: described; `locate` reads them. */
  params?: z.ZodObject;
  form: Form;
  /** The same delivery told twice has the same id. */
  externalId(form: z.output<Form>, query: URLSearchParams): string;
  /** Reads the unverified form, query and parts of the path: it may look things up, never change them. */
  locate(
    fields: Record<string, string>,
    query: URLSearchParams,
    params: PathParams,
  ): Promise<Target | undefined>;
  /** Signed by an account we know, about something we do not. */
  unknown(): Twiml | null;
  /**
   * Null: nothing to tell Twilio. Runs inside a transaction, so it speaks with the database only; what has to ask a vendor is
   * answered as a function, and asked once the transaction is over.
   */
  handler(scope: Scope, form: z.output<Form>, target: Target): Promise<Answer | Afterwards | null>;
}

type PathParams = Record<string, string | string[] | undefined>;

/** What is done once the transaction is over, and what is answered then. */
type Afterwards = () => Promise<Twiml | Response | null>;

/** A door for Twilio (DESIGN §9): raw body, signature over the public address, schema, then the verb. */
export function twilioRoute<Form extends z.ZodObject, Target extends Located>(
  declaration: Declaration<Form, Target>,
): RouteHandler {
  const handle = async (
    request: NextRequest,
    context: { params: Promise<PathParams> },
  ): Promise<Response> => {
    const path = request.nextUrl.pathname;
    try {
      if (!request.headers.has("x-twilio-signature")) return unverified(path, declaration.kind);
      requireDatabase();
      const fields = await readForm(request);
      // Looked up before it is verified: what PostgreSQL cannot hold must not reach it.
      const single = storable(
        Object.fromEntries(Object.entries(fields).filter((entry) => typeof entry[1] === "string")),
      ) as Record<string, string>;
      const target = await declaration.locate(
        single,
        request.nextUrl.searchParams,
        (await context.params) ?? {},
      );
      if (!(await isSigned(request, fields, single["AccountSid"], target))) {
        return unverified(path, declaration.kind);
      }
      const parsed = declaration.form.safeParse(single);
      if (!parsed.success) {
        const faults = parsed.error.issues.map((issue) => issue.path.join("."));
        log.warn({ path, kind: declaration.kind, faults }, "Twilio webhook not understood");
        return new Response(`fields at fault: ${faults.join(", ")}`, { status: 400 });
      }
      if (!target) return answer(declaration.unknown());
      const scope: Scope = { tenantId: target.tenantId, actor: "twilio" };
      const kept = await keepWebhook(scope, {
        provider: "twilio",
        kind: declaration.kind,
        externalId: `${declaration.kind}:${declaration.externalId(parsed.data, request.nextUrl.searchParams)}`,
        callId: target.callId,
        body: storable(fields),
      });
      // In one transaction: the webhook counts as done when, and only when, what it did is kept.
      const told = await withTransaction(scope, async (inner) => {
        const said = await declaration.handler(inner, parsed.data, target);
        if (kept.fresh) await finishWebhook(inner, kept.id, null);
        return said;
      });
      return answer(typeof told === "function" ? await told() : told);
    } catch (error) {
      if (error instanceof UnreadableRequest) return new Response(error.message, { status: error.status });
      if (error instanceof AppError && error.code === "not_found") return answer(declaration.unknown());
      log.error({ err: error, path, kind: declaration.kind }, "Twilio webhook failed");
      return new Response("failed", { status: 500 });
    }
  };
  const { summary, params } = declaration;
  return Object.assign(handle, {
    spec: { summary, role: "public" as const, ...(params === undefined ? {} : { params }) },
  });
}

/** The same door at an address with parts of its own. */
export function atPath(door: RouteHandler, params: z.ZodObject): RouteHandler {
  return Object.assign((...asked: Parameters<RouteHandler>) => door(...asked), {
    spec: { ...door.spec, params },
  });
}

function unverified(path: string, kind: string): Response {
  log.warn({ path, kind }, "webhook without a valid Twilio signature");
  return new Response("unverified", { status: 401 });
}

async function readForm(request: NextRequest): Promise<Record<string, string | string[]>> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.toLowerCase().startsWith("application/x-www-form-urlencoded")) {
    throw new UnreadableRequest(400, "body");
  }
  return parseForm((await readBytes(request, MAX_FORM_BYTES)).toString("utf8"));
}

async function isSigned(
  request: NextRequest,
  fields: Record<string, string | string[]>,
  accountSid: string | undefined,
  target: Located | undefined,
): Promise<boolean> {
  const signature = request.headers.get("x-twilio-signature");
  if (!signature || !accountSid) return false;
  const accounts = target ? ownerOf(target) : await listAccountsByExternalId("twilio", accountSid);
  // Never from the request's own headers: behind a proxy they name another host (twilio.md §1.3).
  const url = env.PUBLIC_URL + request.nextUrl.pathname + request.nextUrl.search;
  return accounts
    .filter((account) => account.externalId === accountSid)
    .some((account) => isTwilioSignature(openTwilioAccount(account).authToken, signature, url, fields));
}

/** What is somebody's is spoken of by their own account alone; by nobody once they have taken it away. */
function ownerOf({ account }: Located): Account[] {
  return account ? [account] : [];
}

function answer(twiml: Twiml | Response | null): Response {
  if (twiml instanceof Response) return twiml;
  if (twiml === null) return new Response("OK", { headers: { "Content-Type": "text/plain" } });
  return new Response(twiml, { headers: { "Content-Type": "text/xml; charset=utf-8" } });
}
