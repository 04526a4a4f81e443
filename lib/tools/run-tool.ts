import { z } from "zod";
import type { Scope } from "@/db/client";
import type { ClientTool } from "@/lib/providers/elevenlabs/rest";
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

/** Tools a vendor's agent reaches over our socket, as the vendor describes client tools (elevenlabs.md §6.5). */
export function describeClientTools(): ClientTool[] {
  // `end_call` is the vendor's own system tool there.
  return TOOLS.filter((tool) => tool !== endCall).map((tool) => {
    const schema = z.toJSONSchema(tool.parameters, { io: "input" });
    const properties = Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [
        name,
        describeProperty(name, property),
      ]),
    );
    return {
      name: tool.name,
      description: tool.description,
      parameters: { type: "object", properties, required: schema.required ?? [] },
      expectsResponse: true,
    };
  });
}

function describeProperty(name: string, property: unknown): Record<string, unknown> {
  const {
    type,
    description,
    enum: values,
  } = property as { type?: string; description?: string; enum?: string[] };
  return { type: type ?? "string", description: description ?? name, ...(values ? { enum: values } : {}) };
}
