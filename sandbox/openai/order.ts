/** What may be asked of `POST /v1/responses`, and how a mistake is answered (platform.openai.com/docs/api-reference/responses/create). */
import { z } from "zod";
import { faultOfSchema } from "./strict-schema";

/** The vendor's error envelope (platform.openai.com/docs/guides/error-codes). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string | null;
  readonly param: string | null;

  constructor(status: number, code: string | null, message: string, param: string | null) {
    super(message);
    this.status = status;
    this.code = code;
    this.param = param;
  }

  toJson(): unknown {
    const isServers = this.status >= 500;
    const type = this.status === 429 ? "requests" : isServers ? "server_error" : "invalid_request_error";
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}

const part = z.strictObject({ type: z.literal("input_text"), text: z.string() });
const message = z.strictObject({
  type: z.literal("message").optional(),
  role: z.enum(["user", "assistant", "system", "developer"]),
  content: z.union([z.string(), z.array(part).min(1)]),
});

const order = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(message).min(1)]),
  instructions: z.string().nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  reasoning: z
    .strictObject({ effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish() })
    .nullish(),
  store: z.boolean().default(true),
  stream: z.literal(false).optional(),
  text: z.strictObject({
    format: z.strictObject({
      type: z.literal("json_schema"),
      name: z.string().regex(/^[\w-]{1,64}$/),
      description: z.string().optional(),
      schema: z.record(z.string(), z.unknown()),
      strict: z.literal(true),
    }),
    verbosity: z.enum(["low", "medium", "high"]).optional(),
  }),
});
export type ResponseOrder = z.output<typeof order>;

/** Throws ApiError for what the vendor would refuse, and for what the stand-in cannot do. */
export function readOrder(body: unknown): ResponseOrder {
  if (typeof body !== "object" || body === null)
    throw new ApiError(400, null, "We could not parse the JSON body of your request.", null);
  const read = order.safeParse(body);
  if (!read.success) throw refusalOf(read.error.issues[0], body);
  const { name, schema } = read.data.text.format;
  const fault = faultOfSchema(schema);
  if (fault !== undefined)
    throw new ApiError(
      400,
      "invalid_json_schema",
      `Invalid schema for response_format '${name}': ${fault}`,
      "text.format.schema",
    );
  return read.data;
}

function refusalOf(issue: z.core.$ZodIssue | undefined, body: object): ApiError {
  const path = (issue?.path ?? []).map(String).join(".");
  if (issue?.code === "unrecognized_keys") {
    const param = [path, issue.keys[0]].filter((name) => name !== "").join(".");
    return new ApiError(400, "unknown_parameter", `Unknown parameter: '${param}'.`, param);
  }
  const isTopLevel = issue?.path.length === 1 && !(path in body);
  if (isTopLevel || (issue?.code === "invalid_type" && issue.message.endsWith("received undefined")))
    return new ApiError(400, "missing_required_parameter", `Missing required parameter: '${path}'.`, path);
  return new ApiError(400, "invalid_value", `Invalid value for '${path}': ${issue?.message ?? ""}`, path);
}

/** Everything the user has said. */
export function textOf(input: ResponseOrder["input"]): string {
  if (typeof input === "string") return input;
  return input
    .filter(({ role }) => role === "user")
    .map(({ content }) =>
      typeof content === "string" ? content : content.map(({ text }) => text).join("\n"),
    )
    .join("\n");
}
