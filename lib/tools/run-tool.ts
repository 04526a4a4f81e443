import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Scope } from "@/db/client";
import { beginToolUse, findToolUse, finishToolUse } from "@/db/queries/tool-uses";
import { log } from "@/lib/log";
import type { ToolDescription } from "@/lib/providers/elevenlabs/tools";
import { storable } from "@/lib/storable";
import { answer } from "./answer";
import { bookAppointment } from "./book-appointment";
import { cancelAppointment } from "./cancel-appointment";
import { confirmAppointment } from "./confirm-appointment";
import { openDesk } from "./desk";
import { doNotCallAgain } from "./do-not-call-again";
import { endCall } from "./end-call";
import { findFreeSlots } from "./find-free-slots";
import { recordMessage } from "./record-message";
import { reportResult } from "./report-result";
import { reportSafetyConcern } from "./report-safety-concern";
import { rescheduleAppointment } from "./reschedule-appointment";
import { takeMessage } from "./take-message";
import type { Tool, ToolResult, ToolUse } from "./tool";
import { transferToAdvisor } from "./transfer-to-advisor";
import { WORDS, type Words } from "./words";

const TOOLS = [
  findFreeSlots,
  bookAppointment,
  confirmAppointment,
  rescheduleAppointment,
  cancelAppointment,
  transferToAdvisor,
  takeMessage,
  recordMessage,
  doNotCallAgain,
  reportSafetyConcern,
  reportResult,
  endCall,
];

interface ToolRequest {
  name: string;
  parameters: Record<string, unknown>;
}

/** Within the time that either kind of agent waits for a tool. */
const MOST_WAITED_MS = 10_000;
const POLL_MS = 50;

/**
 * Runs a tool by name, once per use: the same use told again gets the answer it got. An unknown tool, a bad argument and a failure of
 * our own give the agent a sentence it can act on. Every use is a row.
 */
export async function runTool(scope: Scope, use: ToolUse, request: ToolRequest): Promise<ToolResult> {
  const tool = TOOLS.find((candidate) => candidate.name === request.name);
  const isNew = await beginToolUse(scope, {
    ...use,
    name: request.name,
    arguments: storable(request.parameters),
  });
  if (!isNew && !tool?.isReading) {
    const known = await untilAnswered(scope, use);
    if (known?.result != null) return repeated(known.result, known.isError === true, tool);
    if (known && !known.isLost) return answer({ status: "failed", say: (await wordsOf(scope, use)).busy });
  }
  const startedAt = performance.now();
  const result = tool
    ? await attempt(tool, scope, use, request.parameters)
    : { result: `There is no tool named ${request.name}.`, isError: true };
  await finishToolUse(scope, use, {
    result: result.result,
    isError: result.isError,
    durationMs: Math.round(performance.now() - startedAt),
  });
  return result;
}

/** Told twice at once, the second waits for the answer of the first; what is lost is done anew. */
async function untilAnswered(scope: Scope, use: ToolUse): ReturnType<typeof findToolUse> {
  let known = await findToolUse(scope, use);
  for (let waitedMs = 0; known?.result === null && waitedMs < MOST_WAITED_MS; waitedMs += POLL_MS) {
    if (known.isLost) break;
    await wait(POLL_MS);
    known = await findToolUse(scope, use);
  }
  return known;
}

function repeated(result: string, isError: boolean, tool: { name: string } | undefined): ToolResult {
  return { result, isError, ...(tool === endCall ? { endCall: true } : {}) };
}

async function attempt<Parameters extends z.ZodObject>(
  tool: Tool<Parameters>,
  scope: Scope,
  use: ToolUse,
  given: Record<string, unknown>,
): Promise<ToolResult> {
  const parsed = tool.parameters.safeParse(withoutBlanks(given));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return { result: `The arguments of ${tool.name} are wrong: ${faults.join("; ")}.`, isError: true };
  }
  try {
    return await tool.execute(scope, use, parsed.data);
  } catch (error) {
    // Somebody is on the telephone: whatever it was, the agent has to be able to go on.
    log.warn({ err: error, callId: use.callId, tool: tool.name }, "tool failed");
    return { ...answer({ status: "failed", say: (await wordsOf(scope, use)).failed }), isError: true };
  }
}

/** Models fill what they do not know with an empty text, or null. */
function withoutBlanks(given: Record<string, unknown>): Record<string, unknown> {
  const isBlank = (value: unknown) => value === null || (typeof value === "string" && value.trim() === "");
  return Object.fromEntries(Object.entries(given).filter(([, value]) => !isBlank(value)));
}

function wordsOf(scope: Scope, { callId }: ToolUse): Promise<Words> {
  return openDesk(scope, callId).then(
    ({ words }) => words,
    () => WORDS.es,
  );
}

/** The tools an agent at ElevenLabs is given, as a model sees them; `end_call` is the vendor's own there (elevenlabs.md §6.6). */
export function describeTools(): ToolDescription[] {
  return TOOLS.filter((tool) => tool !== endCall).map(({ name, description, parameters }) => {
    const { properties, required } = schemaOf(parameters);
    return { name, description, properties, required };
  });
}

/** A tool as a language model of OpenAI is offered it (elevenlabs.md §11.1): strict, so every parameter is named and may be null. */
export interface FunctionDescription {
  type: "function";
  name: string;
  description: string;
  strict: true;
  parameters: {
    type: "object";
    properties: Record<
      string,
      { type: [string, "null"] | string; description: string; enum?: (string | null)[] }
    >;
    required: string[];
    additionalProperties: false;
  };
}

/** The same tools for the turn-based mode, `end_call` included: there the conversation is ours. */
export function describeFunctions(): FunctionDescription[] {
  return TOOLS.map(({ name, description, parameters }) => {
    const { properties, required } = schemaOf(parameters);
    const strict = Object.entries(properties).map(([property, facts]) => {
      if (required.includes(property)) return [property, facts];
      const { type, enum: values, ...rest } = facts;
      return [property, { ...rest, type: [type, "null"], ...(values ? { enum: [...values, null] } : {}) }];
    });
    return {
      type: "function",
      name,
      description,
      strict: true,
      parameters: {
        type: "object",
        properties: Object.fromEntries(strict) as FunctionDescription["parameters"]["properties"],
        required: Object.keys(properties),
        additionalProperties: false,
      },
    };
  });
}

function schemaOf(parameters: z.ZodObject): Pick<ToolDescription, "properties" | "required"> {
  const schema = z.toJSONSchema(parameters, { io: "input" });
  const properties = Object.entries(schema.properties ?? {}).map(([property, facts]) => [
    property,
    describeProperty(property, facts),
  ]);
  return { properties: Object.fromEntries(properties), required: schema.required ?? [] };
}

function describeProperty(name: string, property: unknown): ToolDescription["properties"][string] {
  const {
    type,
    description,
    enum: values,
  } = property as { type?: string; description?: string; enum?: string[] };
  return { type: type ?? "string", description: description ?? name, ...(values ? { enum: values } : {}) };
}
