/** Who may open the Agents socket: signed addresses, public agents, limits (elevenlabs.md §1.1, §1.8, §6.3). */
import { randomBytes } from "node:crypto";
import type { Conversation } from "./conversation";
import { excessOf, hasCredit } from "./limits";
import { type Agent, newId, type Workspace } from "./state";

const SIGNED_URL_MINUTES = 15;

interface Signature {
  workspace: Workspace;
  agentId: string;
  expiresAtMs: number;
  /** Known in advance; then the signature is good for one conversation only. */
  conversationId?: string;
}

export interface Admission {
  workspace: Workspace;
  agent: Agent;
  conversationId: string;
  method: Conversation["authorizationMethod"];
}

export class Admissions {
  readonly #workspaces: Workspace[];
  readonly #baseUrl: () => string;
  readonly #signatures = new Map<string, Signature>();

  constructor(workspaces: Workspace[], baseUrl: () => string) {
    this.#workspaces = workspaces;
    this.#baseUrl = baseUrl;
  }

  signUrl(workspace: Workspace, agentId: string, withConversationId: boolean): string {
    for (const [token, { expiresAtMs }] of this.#signatures) {
      if (expiresAtMs < Date.now()) this.#signatures.delete(token);
    }
    const token = `cvtkn_${randomBytes(18).toString("hex")}`;
    const conversationId = newId("conv");
    const expiresAtMs = Date.now() + SIGNED_URL_MINUTES * 60_000;
    const signature: Signature = { workspace, agentId, expiresAtMs };
    this.#signatures.set(token, withConversationId ? { ...signature, conversationId } : signature);
    const url = new URL("/v1/convai/conversation", this.#baseUrl());
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("agent_id", agentId);
    url.searchParams.set("conversation_signature", token);
    if (withConversationId) url.searchParams.set("conversation_id", conversationId);
    return url.href;
  }

  /** Whose agent an address is of, whether or not it may be opened. */
  ownerOf(url: URL): Workspace | undefined {
    const signature = this.#signatures.get(url.searchParams.get("conversation_signature") ?? "");
    const agentId = url.searchParams.get("agent_id") ?? "";
    return signature?.workspace ?? this.#workspaces.find(({ agents }) => agents.has(agentId));
  }

  /** The reason why not, as the vendor's refusals come after the handshake. */
  admit(url: URL, origin: string | undefined): Admission | string {
    const token = url.searchParams.get("conversation_signature");
    if (token !== null) return this.#admitSigned(token, url.searchParams.get("agent_id"));
    const agentId = url.searchParams.get("agent_id") ?? "";
    const workspace = this.ownerOf(url);
    const agent = workspace?.agents.get(agentId);
    if (!workspace || !agent) return "The AI agent you are trying to reach does not exist.";
    const { enable_auth, allowlist, require_origin_header } = agent.platform_settings.auth;
    if (enable_auth) return "This agent requires authentication";
    if (require_origin_header && origin === undefined) return "Origin header is required";
    const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
    if (allowlist.length > 0 && !allowlist.some(({ hostname }) => hostname === host)) {
      return `Host ${host ?? "unknown"} is not allowed to connect to this agent`;
    }
    return (
      overLimit(workspace, agent) ?? { workspace, agent, conversationId: newId("conv"), method: "public" }
    );
  }

  #admitSigned(token: string, agentId: string | null): Admission | string {
    const signature = this.#signatures.get(token);
    const isValid = signature && signature.expiresAtMs >= Date.now() && signature.agentId === agentId;
    if (!isValid) return "Invalid or expired conversation signature";
    if (signature.conversationId !== undefined) this.#signatures.delete(token);
    const { workspace } = signature;
    const agent = workspace.agents.get(signature.agentId);
    if (!agent) return "The AI agent you are trying to reach does not exist.";
    const conversationId = signature.conversationId ?? newId("conv");
    return overLimit(workspace, agent) ?? { workspace, agent, conversationId, method: "signed_url" };
  }
}

/** The reason why there is no room for one more conversation. Undefined when there is. */
function overLimit(workspace: Workspace, agent: Agent): string | undefined {
  if (!hasCredit(workspace)) return "This request exceeds your quota.";
  return excessOf(workspace, agent)?.message;
}
