import type { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { env } from "@/env";
import { ProviderError } from "@/lib/errors";
import type { Language } from "@/lib/vocabulary";
import { OVERRIDES, type OverrideLeaf, overrideFlags, readOverrideFlags } from "./overrides";

const TIMEOUT_SECONDS = 12;
/** Speaks Spanish and English with the least delay (elevenlabs.md §8). */
export const SPEECH_MODEL = "eleven_flash_v2_5";
/** µ-law 8 kHz: what the telephone network carries. */
export const TELEPHONE_FORMAT = "ulaw_8000";

export interface Voice {
  voiceId: string;
  name: string;
  languages: string[];
  previewUrl: string | null;
}

export interface VendorAgent {
  allowedOverrides: OverrideLeaf[];
  inputFormat: string;
  outputFormat: string;
}

const base = () => env.ELEVENLABS_API_URL ?? "https://api.elevenlabs.io";

/** The SDK costs a second and 100 MB to load (elevenlabs.md §9.1): only processes that ask for something pay it. */
async function connect(apiKey: string): Promise<ElevenLabsClient> {
  if (!apiKey) throw new ProviderError("elevenlabs", "credentials are empty", { permanent: true });
  const { ElevenLabsClient } = await import("@elevenlabs/elevenlabs-js");
  return new ElevenLabsClient({ apiKey, baseUrl: base(), timeoutInSeconds: TIMEOUT_SECONDS });
}

/** The SDK repeats POSTs on 429 and 5xx (elevenlabs.md §9.4); what creates something is sent once. */
const ONCE = { maxRetries: 0 };

async function ask<T>(apiKey: string, request: (client: ElevenLabsClient) => Promise<T>): Promise<T> {
  const client = await connect(apiKey);
  try {
    return await request(client);
  } catch (error) {
    const { statusCode, body, message } = error as {
      statusCode?: unknown;
      body?: unknown;
      message?: unknown;
    };
    throw toProviderError(typeof statusCode === "number" ? statusCode : undefined, body, String(message));
  }
}

/** The vendor has four shapes of error (elevenlabs.md §10.2); whatever it said is kept. */
export function toProviderError(
  httpStatus: number | undefined,
  body: unknown,
  fallback: string,
): ProviderError {
  const detail = (body as { detail?: unknown } | undefined)?.detail ?? body;
  const first: unknown = Array.isArray(detail) ? detail[0] : detail;
  const facts = (typeof first === "object" && first !== null ? first : {}) as Record<string, unknown>;
  const said = [facts["message"], facts["msg"], typeof first === "string" ? first : undefined, fallback];
  const code = [facts["code"], facts["status"], facts["type"]].find((value) => typeof value === "string");
  const text =
    said.find((value): value is string => typeof value === "string" && value !== "") ?? "unreachable";
  return new ProviderError("elevenlabs", text.slice(0, 500), {
    permanent: httpStatus !== undefined && httpStatus < 500 && httpStatus !== 429 && httpStatus !== 408,
    httpStatus,
    vendorCode: typeof code === "string" ? code : undefined,
  });
}

/** Rejects with a permanent ProviderError when the key is wrong or may not use agents. */
export async function checkElevenLabsKey(apiKey: string): Promise<void> {
  await ask(apiKey, (client) => client.conversationalAi.agents.list({ pageSize: 1 }));
}

/** GET /v2/voices, the first hundred (elevenlabs.md §8). */
export async function listVoices(apiKey: string): Promise<Voice[]> {
  const answer = await ask(apiKey, (client) => client.voices.search({ pageSize: 100 }));
  return answer.voices.map((voice) => ({
    voiceId: voice.voiceId,
    name: voice.name ?? voice.voiceId,
    languages: [...new Set((voice.verifiedLanguages ?? []).map((verified) => verified.language))],
    previewUrl: voice.previewUrl ?? null,
  }));
}

/** What calls over a bridge need to know of the vendor's agent. */
export async function fetchVendorAgent(apiKey: string, vendorAgentId: string): Promise<VendorAgent> {
  const agent = await ask(apiKey, (client) => client.conversationalAi.agents.get(vendorAgentId));
  const { asr, tts } = agent.conversationConfig;
  return {
    allowedOverrides: readOverrideFlags(agent.platformSettings?.overrides?.conversationConfigOverride ?? {}),
    inputFormat: asr?.userInputAudioFormat ?? "pcm_16000",
    outputFormat: tts?.agentOutputAudioFormat ?? "pcm_16000",
  };
}

/** A tool the agent reaches over our own socket. */
export interface ClientTool {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
  expectsResponse: boolean;
}

export interface NewVendorAgent {
  name: string;
  language: Language;
  prompt: string;
  firstMessage: string;
  voiceId: string | null;
  timeZone: string;
  maxDurationSeconds: number;
  clientTools: ClientTool[];
}

async function createClientTool(apiKey: string, tool: ClientTool): Promise<string> {
  const made = await ask(apiKey, (client) =>
    client.conversationalAi.tools.create({ toolConfig: { type: "client", ...tool } }, ONCE),
  );
  return made.id;
}

/**
 * Creates an agent fit for the telephone: µ-law both ways, a model that speaks Spanish, the business's clock, only the overrides we
 * send (elevenlabs.md §6).
 */
export async function createVendorAgent(apiKey: string, agent: NewVendorAgent): Promise<string> {
  const toolIds: string[] = [];
  for (const tool of agent.clientTools) toolIds.push(await createClientTool(apiKey, tool));
  const made = await ask(apiKey, (client) =>
    client.conversationalAi.agents.create(
      {
        name: agent.name,
        conversationConfig: {
          agent: {
            firstMessage: agent.firstMessage,
            language: agent.language,
            disableFirstMessageInterruptions: false,
            prompt: {
              prompt: agent.prompt,
              timezone: agent.timeZone,
              toolIds,
              builtInTools: {
                endCall: { name: "end_call", description: "", params: { systemToolType: "end_call" } },
              },
            },
          },
          asr: { userInputAudioFormat: TELEPHONE_FORMAT },
          tts: {
            modelId: SPEECH_MODEL,
            agentOutputAudioFormat: TELEPHONE_FORMAT,
            ...(agent.voiceId ? { voiceId: agent.voiceId } : {}),
          },
          turn: { silenceEndCallTimeout: 30 },
          conversation: {
            maxDurationSeconds: agent.maxDurationSeconds,
            clientEvents: [
              "audio",
              "interruption",
              "user_transcript",
              "tentative_user_transcript",
              "agent_response",
              "agent_response_correction",
              "client_tool_call",
              "agent_tool_response",
            ],
          },
        },
        platformSettings: {
          overrides: { conversationConfigOverride: overrideFlags(OVERRIDES) },
          callLimits: { burstingEnabled: false },
        },
      },
      ONCE,
    ),
  );
  return made.agentId;
}

/** Raw µ-law 8 kHz mono (elevenlabs.md §8). */
export async function synthesise(
  apiKey: string,
  speech: { voiceId: string; text: string; language: string; timeoutMs: number },
): Promise<Buffer> {
  const stream = await ask(apiKey, (client) =>
    client.textToSpeech.convert(
      speech.voiceId,
      {
        text: speech.text,
        modelId: SPEECH_MODEL,
        languageCode: speech.language,
        outputFormat: TELEPHONE_FORMAT,
      },
      { ...ONCE, timeoutInSeconds: Math.ceil(speech.timeoutMs / 1000) },
    ),
  );
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** GET /v1/convai/conversation/get-signed-url (elevenlabs.md §1.1). Plain fetch: a bridge does not carry the SDK's 100 MB. */
export async function fetchSignedUrl(
  apiKey: string,
  vendorAgentId: string,
  timeoutMs: number,
): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(
      `${base()}/v1/convai/conversation/get-signed-url?agent_id=${encodeURIComponent(vendorAgentId)}`,
      { headers: { "xi-api-key": apiKey }, signal: AbortSignal.timeout(timeoutMs) },
    );
  } catch (error) {
    throw toProviderError(undefined, undefined, `unreachable (${(error as Error).name})`);
  }
  const body: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw toProviderError(answer.status, body, `HTTP ${answer.status}`);
  const signedUrl = (body as { signed_url?: unknown } | undefined)?.signed_url;
  if (typeof signedUrl !== "string") throw toProviderError(undefined, undefined, "answer without signed_url");
  return signedUrl;
}
