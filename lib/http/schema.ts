import { z } from "zod";

/** Every refusal and every failure: DESIGN §13. */
export const failureEnvelope = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string(),
    /** A sentence in the reader's language. */
    message: z.string(),
    /** What is wrong with which field, by its path. */
    fields: z.record(z.string(), z.string()).optional(),
    /** What stands against what, where a conflict can be settled by asking again. */
    details: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type Failure = z.output<typeof failureEnvelope>;

/** JSON Schema 2020-12 as far as our zod schemas need it. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  default?: unknown;
  examples?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

export interface ApiParameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: JsonSchema;
  description?: string;
}

type Content = Record<string, { schema: JsonSchema; example?: unknown }>;

export interface ApiResponse {
  $ref?: string;
  description?: string;
  content?: Content;
}

/** One method of one address, in the words of OpenAPI 3.1. */
export interface ApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: [string];
  /** Any one of them is enough. Of a session the list names the role, of a key the scope. */
  security: Record<string, string[]>[];
  parameters?: ApiParameter[];
  requestBody?: { required: true; content: Content };
  responses: Record<string, ApiResponse>;
}

export interface ApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, ApiOperation>>;
  components: {
    schemas: Record<string, JsonSchema>;
    responses: Record<string, ApiResponse>;
    securitySchemes: Record<string, Record<string, string>>;
  };
}
