/** What may be asked of `POST /v1/responses`, and how a mistake is answered (platform.openai.com/docs/api-reference/responses/create). */
import { z } from "zod";
import type { JsonObject } from "../json";
import { inputItem, type InputItem } from "./input-items";
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

const NAME = /^[\w-]{1,64}$/;

const textFormat = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({
    type: z.literal("json_schema"),
    name: z.string().regex(NAME),
    description: z.string().optional(),
    schema: z.record(z.string(), z.unknown()),
    strict: z.literal(true),
  }),
]);

const functionTool = z.strictObject({
  type: z.literal("function"),
  name: z.string().regex(NAME),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullable(),
  /** The stand-in keeps no model that would have to guess: what is not strict is refused openly. */
  strict: z.literal(true),
});
export type FunctionTool = z.output<typeof functionTool>;

const order = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(inputItem).min(1)]),
  instructions: z.string().nullish(),
  max_output_tokens: z.int().min(16).nullish(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, "at most 16 pairs")
    .nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  prompt_cache_key: z.string().nullish(),
  reasoning: z
    .strictObject({
      effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish(),
      summary: z.enum(["auto", "concise", "detailed"]).nullish(),
    })
    .nullish(),
  safety_identifier: z.string().max(64).nullish(),
  service_tier: z.enum(["auto", "default", "flex", "scale", "priority"]).nullish(),
  store: z.boolean().nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean().optional() }).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  text: z
    .strictObject({
      format: textFormat.default({ type: "text" }),
      verbosity: z.enum(["low", "medium", "high"]).nullish(),
    })
    .optional(),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.strictObject({ type: z.literal("function"), name: z.string().regex(NAME) }),
    ])
    .optional(),
  tools: z.array(functionTool).max(128).optional(),
  top_p: z.number().min(0).max(1).nullish(),
  truncation: z.enum(["auto", "disabled"]).nullish(),
});
export type ResponseOrder = z.output<typeof order>;

/** Throws ApiError for what the vendor would refuse, and for what the stand-in cannot do. */
export function readOrder(body: unknown): ResponseOrder {
  if (typeof body !== "object" || body === null)
    throw new ApiError(400, null, "We could not parse the JSON body of your request.", null);
  const read = order.safeParse(body);
  if (!read.success) throw refusalOf(read.error.issues, body);
  checkFormat(read.data);
  checkTools(read.data);
  checkHistory(itemsOf(read.data), read.data.tools ?? []);
  return read.data;
}

function checkFormat({ text }: ResponseOrder): void {
  if (text?.format.type !== "json_schema") return;
  const { name, schema } = text.format;
  const fault = faultOfSchema(schema);
  if (fault === undefined) return;
  const message = `Invalid schema for response_format '${name}': ${fault}`;
  throw new ApiError(400, "invalid_json_schema", message, "text.format.schema");
}

function checkTools({ tools = [], tool_choice: choice }: ResponseOrder): void {
  for (const [index, { name, parameters }] of tools.entries()) {
    const fault = parameters === null ? undefined : faultOfSchema(parameters);
    if (fault === undefined) continue;
    const message = `Invalid schema for function '${name}': ${fault}`;
    throw new ApiError(400, "invalid_function_parameters", message, `tools[${index}].parameters`);
  }
  const names = tools.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new ApiError(400, "invalid_value", `Duplicate function name '${twice}'.`, "tools");
  if (typeof choice === "object" && !names.includes(choice.name))
    throw new ApiError(
      400,
      "invalid_value",
      `Tool choice '${choice.name}' not found in 'tools'.`,
      "tool_choice",
    );
  if (choice === "required" && names.length === 0)
    throw new ApiError(
      400,
      "invalid_value",
      "Tool choice 'required' must be used with 'tools'.",
      "tool_choice",
    );
}

/** Every use of a tool has its one answer after it, as the vendor demands, and is a use of a tool that is there. */
function checkHistory(items: readonly InputItem[], tools: readonly FunctionTool[]): void {
  const open = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (item.type === "function_call") {
      if (!tools.some(({ name }) => name === item.name))
        throw new ApiError(
          400,
          "invalid_value",
          `Tool '${item.name}' is not in 'tools'.`,
          `input[${index}].name`,
        );
      open.add(item.call_id);
    }
    if (item.type === "function_call_output" && !open.delete(item.call_id)) {
      const message = `No tool call found for function call output with call_id ${item.call_id}.`;
      throw new ApiError(400, null, message, "input");
    }
  }
  const [unanswered] = open;
  if (unanswered !== undefined)
    throw new ApiError(400, null, `No tool output found for function call ${unanswered}.`, "input");
}

/** Of a union's branches the fault of the one that the value was meant for: which has the fewest, and looked furthest. */
function firstIssue(
  issues: readonly z.core.$ZodIssue[],
  base: readonly PropertyKey[] = [],
): z.core.$ZodIssue | undefined {
  const [issue] = issues;
  if (!issue) return undefined;
  const path = [...base, ...issue.path];
  if (issue.code !== "invalid_union") return { ...issue, path };
  const [branch = []] = issue.errors.toSorted(
    (one, other) => one.length - other.length || depthOf(other) - depthOf(one),
  );
  return firstIssue(branch, path) ?? { ...issue, path };
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function refusalOf(issues: readonly z.core.$ZodIssue[], body: object): ApiError {
  const issue = firstIssue(issues);
  const path = paramOf(issue?.path ?? []);
  if (issue?.code === "unrecognized_keys") {
    const param = paramOf([...issue.path, issue.keys[0] ?? ""]);
    return new ApiError(400, "unknown_parameter", `Unknown parameter: '${param}'.`, param);
  }
  const isTopLevel = issue?.path.length === 1 && !(path in body);
  if (isTopLevel || (issue?.code === "invalid_type" && issue.message.endsWith("received undefined")))
    return new ApiError(400, "missing_required_parameter", `Missing required parameter: '${path}'.`, path);
  return new ApiError(400, "invalid_value", `Invalid value for '${path}': ${issue?.message ?? ""}`, path);
}

/** `input[0].content`, as the vendor writes it. */
function paramOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (written, part) =>
      typeof part === "number"
        ? `${written}[${part}]`
        : `${written}${written === "" ? "" : "."}${String(part)}`,
    "",
  );
}

/** A text alone is what the user said. */
export function itemsOf({ input }: Pick<ResponseOrder, "input">): readonly InputItem[] {
  return typeof input === "string" ? [{ type: "message", role: "user", content: input }] : input;
}

export function formatOf({
  text,
}: ResponseOrder): { type: "text" } | { type: "json_schema"; schema: JsonObject } {
  return text?.format ?? { type: "text" };
}
