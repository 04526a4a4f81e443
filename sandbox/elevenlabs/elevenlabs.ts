/**
 * A stand-in for ElevenLabs: REST, Agents socket, text to speech and post-call webhooks, as strict as the
 * vendor where the vendor is documented (elevenlabs.md, state of November 2026, and the published schemas of
 * August and October 2026). Known differences: conversation audio is WAV instead of MP3, text to speech makes
 * uncompressed formats only, the agent's mind is a script, and calls placed by the vendor itself are not here.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Faults } from "../faults";
import type { Recorder } from "../recorder";
import type { World, WorldWorkspace } from "../world";
import { Admissions } from "./admission";
import { handleRest } from "./rest";
import { AgentSockets } from "./sockets";
import { createWorkspaces, dumpWorkspaces } from "./dump";
import { createWorkspace } from "./state";
import { DEFAULT_TIMING, type Timing } from "./timing";
import { WebhookSender } from "./webhooks";

export interface ElevenLabs {
  /** Every request under /v1 and /v2. */
  handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void>;
  /** The socket of /v1/convai/conversation. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
  /** A workspace that comes into being while the vendor runs. */
  addWorkspace(seed: WorldWorkspace): void;
  /** What a conversation's agent heard, byte for byte; undefined for one that is not known any more. */
  received(conversationId: string): Uint8Array | undefined;
  /** Lets a live conversation's agent send this µ-law; false when there is no such conversation. */
  play(conversationId: string, ulaw: Uint8Array): boolean;
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
  timing?: Partial<Timing>;
}

export function createElevenLabs(options: ElevenLabsOptions): ElevenLabs {
  const { world, baseUrl, faults, recorder, onChange } = options;
  const timing: Timing = { ...DEFAULT_TIMING, ...options.timing };
  const workspaces = createWorkspaces(world, options.restored);
  const admissions = new Admissions(workspaces, baseUrl);
  const sender = new WebhookSender({ faults, recorder, retryScale: timing.retryScale, onChange });
  const sockets = new AgentSockets({ admissions, faults, recorder, timing, sender, onChange });
  const rest = {
    workspaces,
    faults,
    recorder,
    onChange,
    signUrl: admissions.signUrl.bind(admissions),
    findRecording: sockets.findRecording.bind(sockets),
    isTwilioAccount: (sid: string, authToken: string) =>
      world.twilio.accounts.some((account) => account.accountSid === sid && account.authToken === authToken),
  };
  return {
    handle: (req, res, url) => handleRest(rest, { req, res, url }),
    upgrade: (req, socket, head, url) => sockets.upgrade(req, socket, head, url),
    addWorkspace: (seed) => void workspaces.push(createWorkspace(seed)),
    received: (conversationId) => sockets.findRecording(conversationId)?.received(),
    play: (conversationId, ulaw) => sockets.play(conversationId, ulaw),
    dump: () => dumpWorkspaces(workspaces),
    close: async () => {
      sockets.close();
      await sender.close();
    },
  };
}
