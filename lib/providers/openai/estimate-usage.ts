import type { ResponseCreateParamsStreaming } from "openai/resources/responses/responses";
import type { ModelUsage } from "./prices";

/** Of Spanish and English about four; what a vendor counts differs from it by a tenth or two. */
const CHARACTERS_PER_TOKEN = 4;

const tokensOf = (characters: number) => Math.ceil(characters / CHARACTERS_PER_TOKEN);

/**
 * What an answer took that was cut off: the vendor tells its count with the end only. All that was sent counts as read, all that came as
 * written; what it wrote and we did not read is not in it.
 */
export function estimateUsage(
  {
    model,
    instructions,
    input,
    tools,
  }: Pick<ResponseCreateParamsStreaming, "model" | "instructions" | "input" | "tools">,
  writtenCharacters: number,
): ModelUsage {
  const sent = [instructions ?? "", JSON.stringify(input ?? []), JSON.stringify(tools ?? [])];
  return {
    model: model ?? "",
    inputTokens: tokensOf(sent.join("").length),
    outputTokens: tokensOf(writtenCharacters),
    isEstimated: true,
  };
}
