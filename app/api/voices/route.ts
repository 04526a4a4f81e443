import { z } from "zod";
import { listVoices } from "@/lib/agents/list-voices";
import { voiceView } from "@/lib/agents/schema";
import { route } from "@/lib/http/route";

export const GET = route({
  summary: "Voices of the business's ElevenLabs account",
  role: "viewer",
  apiScope: "agents:read",
  output: z.array(voiceView),
  handler: ({ scope }) => listVoices(scope),
});
