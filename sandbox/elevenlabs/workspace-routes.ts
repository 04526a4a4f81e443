/** The workspace over REST: user, plan, webhooks, settings (elevenlabs.md §3, §4.3). */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { webhookAttachment } from "./agent-config";
import { check, notFound } from "./errors";
import type { JsonObject } from "../json";
import { type Answer, param, queryFlag, type RestContext, type Route } from "./routing";
import { checkSecrets } from "./secrets";
import { createWebhook, type WebhookEndpoint, type Workspace } from "./state";

const SUBSCRIPTION: JsonObject = {
  max_character_limit_extension: null,
  max_credit_limit_extension: "unlimited",
  can_extend_character_limit: true,
  allowed_to_extend_character_limit: true,
  next_character_count_reset_unix: null,
  voice_slots_used: 0,
  professional_voice_slots_used: 0,
  professional_voice_slots_used_in_workspace: 0,
  voice_limit: 30,
  max_voice_add_edits: null,
  voice_add_edit_counter: 0,
  professional_voice_limit: 1,
  can_extend_voice_limit: false,
  can_use_instant_voice_cloning: true,
  can_use_professional_voice_cloning: true,
  currency: "usd",
  current_overage: { amount: "0", currency: "usd" },
  billing_period: "monthly_period",
  character_refresh_period: "monthly_period",
};

function subscriptionOf({ subscription }: Workspace): JsonObject {
  return {
    ...SUBSCRIPTION,
    tier: subscription.tier ?? "creator",
    character_count: subscription.characterCount,
    character_limit: subscription.characterLimit,
    status: subscription.status,
  };
}

function userRoute({ workspace }: RestContext): Answer {
  return {
    json: {
      user_id: `user_${Buffer.from(workspace.name).toString("hex").slice(0, 20)}`,
      subscription: subscriptionOf(workspace),
      is_new_user: false,
      can_use_delayed_payment_methods: false,
      is_onboarding_completed: true,
      is_onboarding_checklist_completed: true,
      first_name: workspace.name,
      is_api_key_hashed: true,
      created_at: 1_700_000_000,
      seat_type: "workspace_admin",
    },
  };
}

function subscriptionRoute({ workspace }: RestContext): Answer {
  return {
    json: {
      ...subscriptionOf(workspace),
      next_invoice: null,
      open_invoices: [],
      has_open_invoices: false,
      pending_change: null,
    },
  };
}

const newWebhookBody = z.looseObject({
  settings: z.looseObject({
    auth_type: z.literal("hmac"),
    name: z.string().min(1),
    webhook_url: z.url(),
    request_headers: z.record(z.string(), z.string()).nullish(),
  }),
});

/** The secret is shown here and never again. */
function createWebhookRoute({ workspace, body }: RestContext): Answer {
  const { name, webhook_url: url, request_headers } = check("body", newWebhookBody, body).settings;
  const secret = `wsec_${randomBytes(32).toString("hex")}`;
  const id = randomBytes(16).toString("hex");
  workspace.webhooks.set(id, createWebhook({ id, name, url, secret, requestHeaders: request_headers ?? {} }));
  return { json: { webhook_id: id, webhook_secret: secret } };
}

function getWebhook(workspace: Workspace, id: string): WebhookEndpoint {
  const webhook = workspace.webhooks.get(id);
  if (!webhook) throw notFound("webhook", id);
  return webhook;
}

const webhookPatch = z.looseObject({
  is_disabled: z.boolean(),
  name: z.string(),
  retry_enabled: z.boolean().nullish(),
  request_headers: z.record(z.string(), z.string()).nullish(),
});

function updateWebhookRoute(context: RestContext): Answer {
  const webhook = getWebhook(context.workspace, param(context, "webhook_id"));
  const patch = check("body", webhookPatch, context.body);
  webhook.name = patch.name;
  webhook.isDisabled = patch.is_disabled;
  // Enabling again is also the way out of the automatic stop (elevenlabs.md §12).
  if (!patch.is_disabled && webhook.isAutoDisabled) {
    webhook.isAutoDisabled = false;
    webhook.failuresInARow = 0;
  }
  webhook.retryEnabled = patch.retry_enabled ?? webhook.retryEnabled;
  webhook.requestHeaders = patch.request_headers ?? webhook.requestHeaders;
  return { json: { status: "ok" } };
}

function usagesOf(workspace: Workspace, id: string): JsonObject[] {
  const isWorkspaces = workspace.settings.webhooks.post_call_webhook_id === id;
  const isAgents = [...workspace.agents.values()].some(
    ({ platform_settings }) => platform_settings.workspace_overrides.webhooks.post_call_webhook_id === id,
  );
  return [
    ...(isWorkspaces ? [{ usage_type: "ConvAI Settings" }] : []),
    ...(isAgents ? [{ usage_type: "ConvAI Agent Settings" }] : []),
  ];
}

function listWebhooksRoute({ workspace, query }: RestContext): Answer {
  const withUsages = queryFlag(query, "include_usages") ?? false;
  return {
    json: {
      webhooks: [...workspace.webhooks.values()].map((webhook) => ({
        name: webhook.name,
        webhook_id: webhook.id,
        webhook_url: webhook.url,
        is_disabled: webhook.isDisabled,
        is_auto_disabled: webhook.isAutoDisabled,
        created_at_unix: webhook.createdAtUnixSeconds,
        auth_type: "hmac",
        usage: withUsages ? usagesOf(workspace, webhook.id) : null,
        events: [],
        most_recent_failure_error_code: webhook.lastFailure?.code ?? null,
        most_recent_failure_timestamp: webhook.lastFailure?.atUnixSeconds ?? null,
      })),
    },
  };
}

function deleteWebhookRoute(context: RestContext): Answer {
  const { id } = getWebhook(context.workspace, param(context, "webhook_id"));
  context.workspace.webhooks.delete(id);
  const { webhooks } = context.workspace.settings;
  if (webhooks.post_call_webhook_id === id) webhooks.post_call_webhook_id = null;
  return { json: { status: "ok" } };
}

const settingsPatch = z.looseObject({
  conversation_initiation_client_data_webhook: z
    .looseObject({ url: z.url(), request_headers: z.record(z.string(), z.unknown()) })
    .nullish(),
  webhooks: webhookAttachment.partial().optional(),
  can_use_mcp_servers: z.boolean().optional(),
  rag_retention_period_days: z.int().positive().optional(),
});

function updateSettingsRoute({ workspace, body }: RestContext): Answer {
  const patch = check("body", settingsPatch, body);
  const { settings } = workspace;
  checkSecrets(workspace, patch.conversation_initiation_client_data_webhook);
  if (patch.webhooks) {
    // Only what was sent: the schema's defaults are for a whole attachment.
    const sent = new Set(Object.keys(z.looseObject({ webhooks: z.looseObject({}) }).parse(body).webhooks));
    const changes = Object.fromEntries(Object.entries(patch.webhooks).filter(([name]) => sent.has(name)));
    const id = sent.has("post_call_webhook_id") ? patch.webhooks.post_call_webhook_id : null;
    if (id) getWebhook(workspace, id);
    settings.webhooks = { ...settings.webhooks, ...changes };
  }
  if (patch.conversation_initiation_client_data_webhook !== undefined) {
    settings.conversation_initiation_client_data_webhook = patch.conversation_initiation_client_data_webhook;
  }
  settings.can_use_mcp_servers = patch.can_use_mcp_servers ?? settings.can_use_mcp_servers;
  settings.rag_retention_period_days = patch.rag_retention_period_days ?? settings.rag_retention_period_days;
  return { json: settings };
}

const WEBHOOK = "/v1/workspace/webhooks/{webhook_id}";

export const workspaceRoutes: Route[] = [
  { method: "GET", path: "/v1/user", handle: userRoute },
  { method: "GET", path: "/v1/user/subscription", handle: subscriptionRoute },
  { method: "GET", path: "/v1/workspace/webhooks", handle: listWebhooksRoute },
  { method: "POST", path: "/v1/workspace/webhooks", handle: createWebhookRoute },
  { method: "PATCH", path: WEBHOOK, handle: updateWebhookRoute },
  { method: "DELETE", path: WEBHOOK, handle: deleteWebhookRoute },
  { method: "GET", path: "/v1/convai/settings", handle: ({ workspace }) => ({ json: workspace.settings }) },
  { method: "PATCH", path: "/v1/convai/settings", handle: updateSettingsRoute },
];
