/** A response as the vendor streams it (platform.openai.com/docs/api-reference/responses-streaming): events in their order, without pace. */
import type { OutputItem, OutputPart, Response } from "./response";

export type StreamEvent = { type: string } & Record<string, unknown>;

/** From the first event to the last but the end of the response; each word and each piece of arguments is one of its own. */
export function* eventsOf(begun: Response, output: readonly OutputItem[]): Generator<StreamEvent> {
  yield { type: "response.created", response: begun };
  yield { type: "response.in_progress", response: begun };
  for (const [index, item] of output.entries())
    yield* item.type === "message" ? eventsOfMessage(item, index) : eventsOfCall(item, index);
}

export function lastEventOf(ended: Response): StreamEvent {
  return { type: `response.${ended.status}`, response: ended };
}

/** Whether it carries a piece of what the model writes: those come one after the other, at its pace. */
export function isDelta({ type }: StreamEvent): boolean {
  return type.endsWith(".delta");
}

function* eventsOfMessage(
  item: Extract<OutputItem, { type: "message" }>,
  output_index: number,
): Generator<StreamEvent> {
  const empty = { ...item, status: "in_progress", content: [] };
  yield { type: "response.output_item.added", output_index, item: empty };
  for (const [content_index, part] of item.content.entries())
    yield* eventsOfPart(part, { item_id: item.id, output_index, content_index });
  yield { type: "response.output_item.done", output_index, item };
}

function* eventsOfPart(
  part: OutputPart,
  where: { item_id: string; output_index: number; content_index: number },
): Generator<StreamEvent> {
  if (part.type === "refusal") {
    yield { type: "response.content_part.added", ...where, part: { ...part, refusal: "" } };
    for (const delta of wordsIn(part.refusal)) yield { type: "response.refusal.delta", ...where, delta };
    yield { type: "response.refusal.done", ...where, refusal: part.refusal };
  } else {
    yield { type: "response.content_part.added", ...where, part: { ...part, text: "" } };
    for (const delta of wordsIn(part.text))
      yield { type: "response.output_text.delta", ...where, delta, logprobs: [] };
    yield { type: "response.output_text.done", ...where, text: part.text, logprobs: [] };
  }
  yield { type: "response.content_part.done", ...where, part };
}

function* eventsOfCall(
  item: Extract<OutputItem, { type: "function_call" }>,
  output_index: number,
): Generator<StreamEvent> {
  const where = { item_id: item.id, output_index };
  const empty = { ...item, status: "in_progress", arguments: "" };
  yield { type: "response.output_item.added", output_index, item: empty };
  for (const delta of piecesIn(item.arguments))
    yield { type: "response.function_call_arguments.delta", ...where, delta };
  yield {
    type: "response.function_call_arguments.done",
    ...where,
    name: item.name,
    arguments: item.arguments,
  };
  yield { type: "response.output_item.done", output_index, item };
}

/** "Hola", " buenos", " días." */
function wordsIn(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/gu) ?? [];
}

function piecesIn(json: string): string[] {
  return json.match(/.{1,12}/gsu) ?? [];
}
