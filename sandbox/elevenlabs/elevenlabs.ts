/**
 * A stand-in for ElevenLabs: REST, Agents socket, native telephony over Twilio, text to speech and post-call
 * webhooks, as strict as the vendor where the vendor is documented (elevenlabs.md, state of November 2026, and
 * the published schemas of August and October 2026). Known differences: text to speech makes uncompressed
 * formats only, the agent's mind is a script, and credits are not used up by what is done.
 *
 * What others may lean on beside the vendor's own interface:
 * - Twilio asks at `/twilio/inbound_call` (every imported number's VoiceUrl), `/twilio/outbound_call?conversation_id=…`
 *   and `/twilio/status_callback[?conversation_id=…]`, signed with the number's stored token, else 403; it streams to
 *   `/twilio/media_stream`, whose `<Parameter name="token">` is good for one conversation.
 * - Calls that the vendor places go to Twilio's REST at this sandbox's own base address.
 * - Fault targets (sandbox/faults.ts): `elevenlabs.rest` (`<method> <path> <API key>`), `elevenlabs.socket` (both kinds of socket, by path and
 *   the workspace's API key),
 *   `elevenlabs.webhook` (matched against `<type> <conversation_id> <url> <raw body>`), `elevenlabs.tool` (webhook tools,
 *   `<name> <method> <url> <body>`) and `elevenlabs.personalization` (`<url> <body>`). Of speech, which comes in pieces of half a
 *   second, `delay` holds the whole answer back, `pace` the first piece (`delayMs`) and every other (`afterMs`), `cut` and `silent`
 *   leave it at half.
 * - Control API (sandbox/control.ts): `POST /control/workspaces` changes credit, plan, limits and webhooks,
 *   `GET /control/conversations/{id}/tools` tells what the agent did with its tools.
 * - A contextual update that begins `SAID TO CALLER:` names words that the client has said in the agent's place.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { World, WorldWorkspace } from "../world";
import { Admissions } from "./admission";
import { createWorkspaces, dumpWorkspaces } from "./dump";
import { LiveConversations } from "./live-conversations";
import { Outgoing } from "./outgoing";
import { PhoneCalls } from "./phone-calls";
import { PhoneWebhooks } from "./phone-webhooks";
import { handleRest } from "./rest";
import { Sockets } from "./sockets";
import { createWorkspace } from "./state";
import { DEFAULT_TIMING, type Timing } from "./timing";
import { type LoggedUse, toolUses } from "./tool-log";
import { TwilioRest } from "./twilio-rest";
import { WebhookSender } from "./webhooks";
import { type WorkspaceChange, changeWorkspace } from "./workspace-change";

export interface ElevenLabs {
  /** Every request under /v1, /v2 and /twilio. */
  handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void>;
  /** The sockets of /v1/convai/conversation and /twilio/media_stream. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  /** A workspace that comes into being while the vendor runs. */
  addWorkspace(seed: WorldWorkspace): void;
  /** What time would have done; false when there is no such workspace or webhook. */
  changeWorkspace(change: WorkspaceChange): boolean;
  /** What a conversation's agent heard, byte for byte; undefined for one that is not known any more. */
  received(conversationId: string): Uint8Array | undefined;
  /** What a conversation's agent did with its tools, oldest first; undefined for one that is not known. */
  toolUses(conversationId: string): LoggedUse[] | undefined;
  /** Lets a live conversation's agent send this µ-law; false when there is no such conversation. */
  play(conversationId: string, ulaw: Uint8Array): boolean;
  /** Breaks the live conversations of a workspace off; answers how many there were. */
  cutConversations(this: void, apiKey: string): number;
  /** All that has to survive a restart, as JSON; give it back as `restored`. */
  dump(): unknown;
  close(): Promise<void>;
}

export interface ElevenLabsOptions {
  world: World;
  baseUrl: () => string;
  faults: Faults;
  recorder: Recorder;
  restored?: unknown;
  onChange: () => void;
  timing?: Partial<Timing> | undefined;
}

/** Whether a request or a socket is for this vendor. */
export const isElevenLabsPath = (pathname: string) => /^\/(v1|v2|twilio)\//.test(pathname);

export function createElevenLabs(options: ElevenLabsOptions): ElevenLabs {
  const { world, baseUrl, faults, recorder, onChange } = options;
  const timing: Timing = { ...DEFAULT_TIMING, ...options.timing };
  const workspaces = createWorkspaces(world, options.restored);
  const admissions = new Admissions(workspaces, baseUrl);
  const sender = new WebhookSender({ faults, recorder, retryScale: timing.retryScale, onChange });
  const outgoing = new Outgoing({ faults, recorder });
  const twilio = new TwilioRest(baseUrl);
  const live = new LiveConversations({ faults, outgoing, timing, sender, onChange });
  const calls = new PhoneCalls({ baseUrl, live, twilio });
  const phoneWebhooks = new PhoneWebhooks({ workspaces, calls, live, outgoing });
  const sockets = new Sockets({ admissions, calls, live, faults, recorder });
  const rest = {
    workspaces,
    faults,
    recorder,
    onChange,
    signUrl: admissions.signUrl.bind(admissions),
    findRecording: live.findRecording.bind(live),
    calls,
    twilio,
    phoneWebhooks,
  };
  return {
    handle: (req, res, url) => handleRest(rest, { req, res, url }),
    upgrade: (req, socket, head, url) => sockets.upgrade(req, socket, head, url),
    addWorkspace: (seed) => void workspaces.push(createWorkspace(seed)),
    changeWorkspace: (change) => {
      const isKnown = changeWorkspace(workspaces, change);
      if (isKnown) onChange();
      return isKnown;
    },
    received: (conversationId) => live.findRecording(conversationId)?.received(),
    toolUses: (conversationId) => {
      const conversation = workspaces
        .map(({ conversations }) => conversations.get(conversationId))
        .find((found) => found !== undefined);
      return conversation && toolUses(conversation);
    },
    play: (conversationId, ulaw) => live.play(conversationId, ulaw),
    cutConversations: (apiKey) => live.cut(apiKey),
    dump: () => dumpWorkspaces(workspaces),
    close: async () => {
      live.close();
      outgoing.close();
      sockets.close();
      await sender.close();
    },
  };
}
