import type { ValidateFunction } from "ajv";
import { z } from "zod";
import { at, closed, compile, faultsOf, readSpec } from "./specs-schema";

const DOCUMENT = readSpec("elevenlabs-agent.asyncapi.yaml");
const schemas = closed(at(DOCUMENT, "components", "schemas"));

/** Messages from the client to the server by their `type`; the caller's audio has none (elevenlabs.md §1.2). */
const byType = clientMessages();

function clientMessages(): Map<string, ValidateFunction> {
  const { oneOf } = z
    .object({ oneOf: z.array(z.object({ $ref: z.string() })) })
    .parse(at(DOCUMENT, "channels", "AgentMessages", "subscribe", "message"));
  return new Map(
    oneOf.map(({ $ref }) => {
      const name = $ref.split("/").at(-1) ?? "";
      const payload = at(DOCUMENT, "components", "messages", name, "payload");
      const schemaName = String(payload["$ref"]).split("/").at(-1) ?? "";
      const type = at(DOCUMENT, "components", "schemas", schemaName, "properties", "type")["const"];
      return [typeof type === "string" ? type : "", compile(payload, schemas)];
    }),
  );
}

export function judgeElevenLabsMessage(message: unknown): string[] {
  const parsed = z.looseObject({ type: z.string().default("") }).safeParse(message);
  const validate = parsed.success ? byType.get(parsed.data.type) : undefined;
  if (!validate) return [`no such message: ${JSON.stringify(message)}`];
  return faultsOf(validate, message);
}
