import "server-only";
import type { NextRequest } from "next/server";
import type { z } from "zod";
import type { Scope } from "@/db/client";
import { type Access, findAccess } from "@/lib/auth/access";
import { AppError } from "@/lib/errors";
import { type Role, roleAllows } from "@/lib/vocabulary";
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
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  output?: z.ZodType;
  /** The answer is a page: the handler gives `{ data, nextCursor }`. */
  paged?: boolean;
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
  /** Picks the public fields of what the handler returns; absent: the answer's data is null. */
  output?: Output;
  paged?: boolean;
  status?: 201;
}

type Schemas<Params, Query, Body> = [Params, Query, Body];

/** A door for members. The wrapper authenticates, checks the role, parses, calls, and answers in the envelope of DESIGN §13. */
export function route<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Output extends z.ZodType | undefined = undefined,
>(
  declaration: Common<Params, Query, Body, Output> & {
    role: Role;
    handler: (input: Input<Params, Query, Body> & { scope: Scope; access: Access }) => Promise<unknown>;
  },
): RouteHandler {
  const { role, handler } = declaration;
  return build<Schemas<Params, Query, Body>>({ ...declaration, role }, async (request, parse) => {
    const wanted = request.headers.get("x-tenant-id") ?? request.nextUrl.searchParams.get("tenantId");
    const access = await findAccess(wanted);
    if (!access) throw new AppError("unauthenticated", "nobody is signed in");
    if (!roleAllows(access.role, role)) throw new AppError("forbidden", `needs ${role}`);
    const input = (await parse()) as Input<Params, Query, Body>;
    return handler({ ...input, scope: access.scope, access });
  });
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
> & { role: Role | "public" };

function build<S>(
  declaration: Build<S>,
  run: (request: NextRequest, parse: () => Promise<unknown>) => Promise<unknown>,
): RouteHandler {
  const { output, paged, status } = declaration;
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
      const data = output ? output.parse(result) : null;
      return success(data, Array.isArray(data) ? { count: data.length } : {}, status ?? 200);
    } catch (error) {
      return failure(error, { method: request.method, path: request.nextUrl.pathname });
    }
  };
  const { summary, role, params, query, body } = declaration;
  const spec: RouteSpec = {
    summary,
    role,
    ...(params ? { params } : {}),
    ...(query ? { query } : {}),
    ...(body ? { body } : {}),
    ...(output ? { output } : {}),
    ...(paged ? { paged } : {}),
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
