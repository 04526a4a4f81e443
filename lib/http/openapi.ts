import { extendZodWithOpenApi, OpenApiGeneratorV31, OpenAPIRegistry } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { env } from "@/env";
import type { RouteHandler } from "./route";

extendZodWithOpenApi(z);

type Method = "get" | "post" | "put" | "patch" | "delete";

const error = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string(),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
});

const json = (schema: z.ZodType) => ({ "application/json": { schema } });

/** What the routes say of themselves, as OpenAPI 3.1. */
export function describeApi(routes: Record<string, Partial<Record<string, RouteHandler>>>): object {
  const registry = new OpenAPIRegistry();
  registry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "next-auth.session-token",
  });
  const failure = registry.register("Error", error);
  for (const [path, methods] of Object.entries(routes)) {
    for (const [method, handler] of Object.entries(methods)) {
      if (!handler) continue;
      const { summary, role, params, query, body, output, paged, status } = handler.spec;
      const data = output ?? z.null();
      registry.registerPath({
        method: method.toLowerCase() as Method,
        path,
        summary,
        ...(role === "public" ? {} : { description: `Needs the role ${role}.`, security: [{ session: [] }] }),
        request: {
          ...(params ? { params } : {}),
          ...(query ? { query } : {}),
          ...(body ? { body: { content: json(body), required: true } } : {}),
        },
        responses: {
          [status ?? 200]: {
            description: "Done.",
            content: json(
              paged
                ? z.object({
                    success: z.literal(true),
                    data,
                    count: z.number().int(),
                    nextCursor: z.string().nullable(),
                  })
                : z.object({ success: z.literal(true), data }),
            ),
          },
          "4XX": { description: "Refused; the message says why.", content: json(failure) },
        },
      });
    }
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: "3.1.0",
    info: { title: "Centralita", version: "1" },
    servers: [{ url: env.PUBLIC_URL }],
  });
}
