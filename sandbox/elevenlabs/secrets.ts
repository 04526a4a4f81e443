/** Secrets of the workspace over REST, and who uses them in headers (elevenlabs.md §3, §6.5). */
import { z } from "zod";
import { check, notFound } from "./errors";
import { isObject, type JsonObject } from "../json";
import { type Answer, pageOf, param, type RestContext, type Route } from "./routing";
import { newId, type Workspace } from "./state";

/** Throws 404 when headers, or whatever else it is, name a secret that the workspace does not have. */
export function checkSecrets(workspace: Workspace, value: unknown): void {
  const unknown = secretIdsIn(value).find((id) => !workspace.secrets.has(id));
  if (unknown !== undefined) throw notFound("secret", unknown);
}

/** Header values with their secrets filled in: plain texts and `{secret_id}`. */
export function resolveHeaders(workspace: Workspace, headers: unknown): Record<string, string> {
  const resolved: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(headers) ? headers : {})) {
    if (typeof value === "string") resolved[name] = value;
    const [id] = secretIdsIn(value);
    const secret = id === undefined ? undefined : workspace.secrets.get(id);
    if (secret) resolved[name] = secret.value;
  }
  return resolved;
}

function secretIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretIdsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    name === "secret_id" && typeof part === "string" ? [part] : secretIdsIn(part),
  );
}

const newSecretBody = z.looseObject({ type: z.literal("new"), name: z.string().min(1), value: z.string() });
const secretPatch = newSecretBody.extend({ type: z.literal("update") });

function createSecretRoute({ workspace, body }: RestContext): Answer {
  const { name, value } = check("body", newSecretBody, body);
  const secret_id = newId("secret");
  workspace.secrets.set(secret_id, { name, value });
  return { json: { type: "stored", secret_id, name } };
}

function updateSecretRoute(context: RestContext): Answer {
  const secret_id = getSecretId(context);
  const { name, value } = check("body", secretPatch, context.body);
  context.workspace.secrets.set(secret_id, { name, value });
  return { json: { type: "stored", secret_id, name } };
}

function getSecretId(context: RestContext): string {
  const id = param(context, "secret_id");
  if (!context.workspace.secrets.has(id)) throw notFound("secret", id);
  return id;
}

function secretView(workspace: Workspace, secret_id: string): JsonObject {
  return {
    type: "stored",
    secret_id,
    name: workspace.secrets.get(secret_id)?.name,
    used_by: dependentsOf(workspace, secret_id),
  };
}

function dependentsOf(workspace: Workspace, secretId: string): JsonObject {
  const uses = (value: unknown) => secretIdsIn(value).includes(secretId);
  const available = { type: "available", created_at_unix_secs: 0, access_level: "admin" };
  const isOfWebhook = uses(workspace.settings.conversation_initiation_client_data_webhook);
  return {
    tools: [...workspace.tools.values()]
      .filter(({ tool_config }) => uses(tool_config))
      .map(({ id, tool_config }) => ({ ...available, id, name: tool_config["name"] })),
    agents: [...workspace.agents.values()]
      .filter((agent) => uses([agent.conversation_config, agent.platform_settings]))
      .map(({ agent_id, name, createdAtUnixSeconds }) => ({
        ...available,
        id: agent_id,
        name,
        created_at_unix_secs: createdAtUnixSeconds,
        referenced_resource_ids: [],
      })),
    phone_numbers: [],
    mcp_servers: [],
    others: isOfWebhook ? ["conversation_initiation_webhook"] : [],
  };
}

function listSecretsRoute({ workspace, query }: RestContext): Answer {
  const search = query.get("search")?.toLowerCase() ?? "";
  const ids = [...workspace.secrets]
    .filter(([, { name }]) => name.toLowerCase().includes(search))
    .map(([id]) => id);
  const page = pageOf(ids, query, { idOf: (id) => id, size: 30 });
  return {
    json: { secrets: page.items.map((id) => secretView(workspace, id)), next_cursor: page.nextCursor },
  };
}

function deleteSecretRoute(context: RestContext): Answer {
  context.workspace.secrets.delete(getSecretId(context));
  return { json: undefined };
}

const SECRET = "/v1/convai/secrets/{secret_id}";

export const secretRoutes: Route[] = [
  { method: "GET", path: "/v1/convai/secrets", handle: listSecretsRoute },
  { method: "POST", path: "/v1/convai/secrets", handle: createSecretRoute },
  {
    method: "GET",
    path: SECRET,
    handle: (context) => ({ json: secretView(context.workspace, getSecretId(context)) }),
  },
  { method: "PATCH", path: SECRET, handle: updateSecretRoute },
  { method: "DELETE", path: SECRET, handle: deleteSecretRoute },
];
