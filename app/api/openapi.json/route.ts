import { env } from "@/env";
import { describeApi } from "@/lib/http/openapi";
import { ROUTES } from "./routes";

export const dynamic = "force-dynamic";

/** The API as an OpenAPI 3.1 document, made from the declarations of the routes. */
export function GET(): Response {
  return Response.json(describeApi(ROUTES, env.PUBLIC_URL));
}
