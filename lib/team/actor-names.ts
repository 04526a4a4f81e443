import type { Scope } from "@/db/client";
import { listApiKeys } from "@/db/queries/api-keys";
import { listMembers } from "@/db/queries/team";

/** Parts of the house that act for an agent during a call. */
const AGENTS = new Set(["bridge", "elevenlabs"]);

/**
 * Reads an actor as people know it: a member's name, the name of an API key, `agent` for what an agent did, `system` for the rest. Who
 * left the team has no name any more: an empty text.
 */
export async function readActorNames(scope: Scope): Promise<(actor: string) => string> {
  const [members, keys] = await Promise.all([listMembers(scope), listApiKeys(scope)]);
  const names = new Map<string, string>([
    ...members.map(({ userId, name }) => [`user:${userId}`, name] as const),
    ...keys.map(({ id, name }) => [`key:${id}`, name] as const),
  ]);
  return (actor) => {
    if (AGENTS.has(actor)) return "agent";
    return actor.includes(":") ? (names.get(actor) ?? "") : "system";
  };
}
