/** What a conversation is made of when it is sent (platform.openai.com/docs/api-reference/responses/create#input). */
import { z } from "zod";
import { isObject } from "../json";

const status = z.enum(["in_progress", "completed", "incomplete"]).nullish();
const said = z.strictObject({ type: z.literal("input_text"), text: z.string() });
const written = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("output_text"),
    text: z.string(),
    annotations: z.array(z.unknown()).optional(),
    logprobs: z.array(z.unknown()).nullish(),
  }),
  z.strictObject({ type: z.literal("refusal"), refusal: z.string() }),
]);

const message = z.strictObject({
  type: z.literal("message"),
  role: z.enum(["user", "system", "developer"]),
  content: z.union([z.string(), z.array(said).min(1)]),
  status,
});
/** What the model has said is sent back in the parts in which it came. */
const ownMessage = z.strictObject({
  type: z.literal("message"),
  role: z.literal("assistant"),
  content: z.union([z.string(), z.array(written)]),
  id: z.string().startsWith("msg").optional(),
  phase: z.enum(["commentary", "final_answer"]).nullish(),
  status,
});
const functionCall = z.strictObject({
  type: z.literal("function_call"),
  call_id: z.string().min(1).max(64),
  name: z.string().regex(/^[\w-]{1,128}$/),
  arguments: z.string(),
  id: z.string().startsWith("fc").optional(),
  status,
});
const functionCallOutput = z.strictObject({
  type: z.literal("function_call_output"),
  call_id: z.string().min(1).max(64),
  output: z.union([z.string(), z.array(said)]),
  id: z.string().nullish(),
  status,
});

/** What has no type is a message. */
export const inputItem = z.preprocess(
  (item) => (isObject(item) && item["type"] === undefined ? { ...item, type: "message" } : item),
  z.discriminatedUnion("type", [
    z.discriminatedUnion("role", [message, ownMessage]),
    functionCall,
    functionCallOutput,
  ]),
);
export type InputItem = z.output<typeof inputItem>;

export function wordsOf(item: Extract<InputItem, { type: "message" }>): string {
  if (typeof item.content === "string") return item.content;
  return item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("\n");
}

export function outputOf({ output }: Extract<InputItem, { type: "function_call_output" }>): string {
  return typeof output === "string" ? output : output.map(({ text }) => text).join("\n");
}

/** Everything the user has said. */
export function userWordsIn(items: readonly InputItem[]): string {
  return items
    .flatMap((item) => (item.type === "message" && item.role === "user" ? [wordsOf(item)] : []))
    .join("\n");
}
