/** What time does to a workspace, and a test wants now: credit that is used up, another plan, a webhook given up. */
import { z } from "zod";
import { worldSubscription } from "../world";
import type { Workspace } from "./state";

export const workspaceChange = worldSubscription.partial().extend({
  apiKey: z.string(),
  webhook: z.strictObject({ id: z.string(), isAutoDisabled: z.boolean() }).optional(),
});
export type WorkspaceChange = z.infer<typeof workspaceChange>;

/** False when the key is nobody's, or the workspace has no such webhook; then nothing is changed. */
export function changeWorkspace(workspaces: Workspace[], change: WorkspaceChange): boolean {
  const { apiKey, webhook: wanted, ...subscription } = change;
  const workspace = workspaces.find((candidate) => candidate.apiKey === apiKey);
  if (!workspace) return false;
  const webhook = wanted && workspace.webhooks.get(wanted.id);
  if (wanted && !webhook) return false;
  Object.assign(workspace.subscription, subscription);
  if (wanted && webhook) webhook.isAutoDisabled = wanted.isAutoDisabled;
  return true;
}
