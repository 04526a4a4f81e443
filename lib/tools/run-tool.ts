import { z } from "zod";
import type { Scope } from "@/db/client";
import type { ToolDescription } from "@/lib/providers/elevenlabs/tools";
import { endCall } from "./end-call";
import { reportResult } from "./report-result";
import type { Tool, ToolUse, ToolResult } from "./tool";

const TOOLS = [reportResult, endCall];

/** Runs a tool by name; an unknown one or a bad argument gives the agent a sentence it can act on. */
export async function runTool(
  scope: Scope,
  use: ToolUse,
  request: { name: string; parameters: Record<string, unknown> },
): Promise<ToolResult> {
  const tool = TOOLS.find((candidate) => candidate.name === request.name);
  if (!tool) return { result: `There is no tool named ${request.name}.`, isError: true };
  return execute(tool, scope, use, request.parameters);
}

async function execute<Parameters extends z.ZodObject>(
  tool: Tool<Parameters>,
  scope: Scope,
  use: ToolUse,
  given: Record<string, unknown>,
): Promise<ToolResult> {
  const parsed = tool.parameters.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    return { result: `The arguments of ${tool.name} are wrong: ${faults.join("; ")}.`, isError: true };
  }
  return tool.execute(scope, use, parsed.data);
}

/** The tools an agent at ElevenLabs is given, as a model sees them; `end_call` is the vendor's own there (elevenlabs.md §6.6). */
export function describeTools(): ToolDescription[] {
  return TOOLS.filter((tool) => tool !== endCall).map(({ name, description, parameters }) => {
    const schema = z.toJSONSchema(parameters, { io: "input" });
    const properties = Object.entries(schema.properties ?? {}).map(([property, facts]) => [
      property,
      describeProperty(property, facts),
    ]);
    return { name, description, properties: Object.fromEntries(properties), required: schema.required ?? [] };
  });
}

function describeProperty(name: string, property: unknown): ToolDescription["properties"][string] {
  const {
    type,
    description,
    enum: values,
  } = property as { type?: string; description?: string; enum?: string[] };
  return { type: type ?? "string", description: description ?? name, ...(values ? { enum: values } : {}) };
}
