import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { Scope } from "@/db/client";
import type { Tenant } from "@/db/schema/tenants";
import { type Access, findAccess } from "@/lib/auth/access";
import { bearerOf, openWithKey } from "@/lib/auth/key-access";
import { AppError } from "@/lib/errors";
import { type ApiScope, type Role, roleAllows } from "@/lib/vocabulary";
import { failure, InvalidInput, success, UnreadableRequest } from "./answers";
import { readJson } from "./body";
import { requireDatabase } from "./database";

const MAX_BODY_BYTES = 256 * 1024;

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface Input<Params, Query, Body> {
  params: Parsed<Params>;
  query: Parsed<Query>;
  body: Parsed<Body>;
  request: NextRequest;
}

/** What a route says of itself: read by the wrapper, by /api/openapi.json and by the test that knocks at every door. */
export interface RouteSpec {
  summary: string;
  role: Role | "public";
  /** What an API key needs to be let in; absent: only a person's session is. */
  apiScope?: ApiScope;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body is a file of this media type, which the handler reads from the request. */
  upload?: string;
  output?: z.ZodType;
  /** The answer is a page: the handler gives `{ data, nextCursor }`. */
  paged?: boolean;
  /** Fields that stand beside `data` in the answer: the handler gives `{ data, … }`. */
  beside?: z.ZodObject;
  /** The answer is a file of this media type; the handler gives a Response. */
  file?: string;
  /** The handler reads the header `Idempotency-Key`: the same key is the same deed. */
  idempotent?: boolean;
  status?: 201;
}

export type RouteHandler = ((
  request: NextRequest,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>) & { spec: RouteSpec };

interface Common<Params, Query, Body, Output> {
  summary: string;
  params?: Params;
  query?: Query;
  body?: Body;
  upload?: string;
  /** Picks the public fields of what the handler returns; absent: the answer's data is null. */
  output?: Output;
  paged?: boolean;
  beside?: z.ZodObject;
  file?: string;
  idempotent?: boolean;
  status?: 201;
}

type Schemas<Params, Query, Body> = [Params, Query, Body];

/** Who asks. A door that keys open knows of no person. */
type Caller<Key> = { scope: Scope; tenant: Tenant } & (Key extends ApiScope ? unknown : { access: Access });

/**
 * A door for members, and for the programs they gave a key. The wrapper authenticates, checks the role or the key's scope, parses, calls,
 * and answers in the envelope of DESIGN §13.
 */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Output extends z.ZodType | undefined = undefined,
  Key extends ApiScope | undefined = undefined,
>(
  declaration: Common<Params, Query, Body, Output> & {
    role: Role;
    apiScope?: Key;
    handler: (input: Input<Params, Query, Body> & Caller<Key>) => Promise<unknown>;
  },
): RouteHandler {
  const { handler } = declaration;
  return build<Schemas<Params, Query, Body>>(declaration, async (request, parse) => {
    const caller = (await authenticate(request, declaration)) as Caller<Key>;
    const input = (await parse()) as Input<Params, Query, Body>;
    return handler({ ...input, ...caller });
  });
}

/** A request that shows a key is judged by the key alone: a wrong one is not made up for by a cookie. */
async function authenticate(
  request: NextRequest,
  { role, apiScope }: { role: Role; apiScope?: ApiScope | undefined },
): Promise<Caller<undefined> | Caller<ApiScope>> {
  const wantedTenantId = request.headers.get("x-tenant-id") ?? request.nextUrl.searchParams.get("tenantId");
  const bearer = bearerOf(request.headers);
  if (bearer !== undefined) {
    return openWithKey(bearer, { headers: request.headers, needed: apiScope, wantedTenantId });
  }
  const access = await findAccess(wantedTenantId);
  if (!access) throw new AppError("unauthenticated", "nobody is signed in");
  if (!roleAllows(access.role, role)) throw new AppError("forbidden", `needs ${role}`);
  return { scope: access.scope, tenant: access.tenant, access };
}

/** A door for anybody: sign-up, invitations, health. */
export function publicRoute<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Output extends z.ZodType | undefined = undefined,
>(
  declaration: Common<Params, Query, Body, Output> & {
    handler: (input: Input<Params, Query, Body>) => Promise<unknown>;
  },
): RouteHandler {
  return build<Schemas<Params, Query, Body>>({ ...declaration, role: "public" }, async (request, parse) =>
    declaration.handler((await parse()) as Input<Params, Query, Body>),
  );
}

type Build<_Schemas> = Common<
  z.ZodObject | undefined,
  z.ZodObject | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined
> & { role: Role | "public"; apiScope?: ApiScope | undefined };

function build<S>(
  declaration: Build<S>,
  run: (request: NextRequest, parse: () => Promise<unknown>) => Promise<unknown>,
): RouteHandler {
  const { output, paged, beside, status } = declaration;
  const handle = async (
    request: NextRequest,
    context: { params: Promise<Record<string, string | string[] | undefined>> },
  ) => {
    try {
      requireDatabase();
      requireOwnOrigin(request);
      const result = await run(request, () => parseInput(declaration, request, context.params));
      if (result instanceof Response) return result;
      if (paged && output) {
        const { data, nextCursor } = result as { data: unknown; nextCursor: string | null };
        const rows = output.parse(data) as unknown[];
        return success(rows, { count: rows.length, nextCursor });
      }
      if (beside && output) {
        const { data, ...rest } = result as { data: unknown };
        return success(output.parse(data), beside.parse(rest), status ?? 200);
      }
      const data = output ? output.parse(result) : null;
      return success(data, Array.isArray(data) ? { count: data.length } : {}, status ?? 200);
    } catch (error) {
      return failure(error, { method: request.method, path: request.nextUrl.pathname });
    }
  };
  const { summary, role, apiScope, params, query, body, upload, file, idempotent } = declaration;
  const spec: RouteSpec = {
    summary,
    role,
    ...(apiScope ? { apiScope } : {}),
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(body ? { body } : {}),
    ...(upload ? { upload } : {}),
    ...(output ? { output } : {}),
    ...(paged ? { paged } : {}),
    ...(beside ? { beside } : {}),
    ...(file ? { file } : {}),
    ...(idempotent ? { idempotent } : {}),
    ...(status ? { status } : {}),
  };
  return Object.assign(handle, { spec });
}

async function parseInput(
  { params, query, body }: Pick<Build<unknown>, "params" | "query" | "body">,
  request: NextRequest,
  given: Promise<Record<string, string | string[] | undefined>>,
): Promise<Input<undefined, undefined, undefined>> {
  const parsedParams = params?.safeParse(await given);
  // What is not an id names nothing: the same words as for an id of somebody else.
  if (parsedParams && !parsedParams.success) throw new AppError("not_found", "malformed id");
  const { tenantId: _tenant, ...search } = Object.fromEntries(request.nextUrl.searchParams);
  const parsedQuery = query?.safeParse(search, { reportInput: true });
  if (parsedQuery && !parsedQuery.success) throw new InvalidInput(parsedQuery.error);
  const parsedBody = body?.safeParse(await readJson(request, MAX_BODY_BYTES), { reportInput: true });
  if (parsedBody && !parsedBody.success) throw new InvalidInput(parsedBody.error);
  return {
    params: parsedParams?.data as undefined,
    query: parsedQuery?.data as undefined,
    body: parsedBody?.data as undefined,
    request,
  };
}

/** A cookie is sent along by other sites' pages too; what changes something must come from ours. */
function requireOwnOrigin(request: NextRequest): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  if (origin === null) return;
  let host: string;
  try {
    ({ host } = new URL(origin));
  } catch {
    throw new UnreadableRequest(400, "origin");
  }
  if (host !== request.headers.get("host")) throw new AppError("forbidden", "another site's page");
}
