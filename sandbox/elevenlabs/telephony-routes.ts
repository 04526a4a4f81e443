/** The two ways to a call that the vendor carries itself (elevenlabs.md §2.1, §2.2). */
import { z } from "zod";
import { initiationData } from "./client-messages";
import { findForbidden } from "./conversation-start";
import { check, invalid, refusal } from "./errors";
import { refuseAboveLimits, refuseWithoutCredit } from "./limits";
import { type Answer, getAgent, getNumber, type RestContext, type Route } from "./routing";
import type { Agent } from "./state";

const registerBody = z.looseObject({
  agent_id: z.string(),
  from_number: z.string(),
  to_number: z.string(),
  direction: z.enum(["inbound", "outbound"]).default("inbound"),
  conversation_initiation_client_data: initiationData.nullish(),
});

/** The answer is TwiML, although it calls itself HTML. */
function registerCallRoute({ workspace, body, calls }: RestContext): Answer {
  const given = check("body", registerBody, body);
  const agent = getAgent(workspace, given.agent_id);
  refuseOtherSound(agent);
  const initiation = given.conversation_initiation_client_data ?? {};
  const forbidden = findForbidden(agent, initiation);
  if (forbidden) {
    const loc = ["body", "conversation_initiation_client_data", "conversation_config_override"];
    throw invalid({ loc, msg: forbidden.message, type: "value_error" });
  }
  refuseWithoutCredit(workspace);
  refuseAboveLimits(workspace, agent);
  const { direction, from_number: from, to_number: to } = given;
  const isInbound = direction === "inbound";
  const call = calls.createCall(
    { workspace, agent, initiation },
    {
      direction,
      phoneNumberId: "",
      agentNumber: isInbound ? to : from,
      externalNumber: isInbound ? from : to,
      callSid: "",
    },
  );
  return { chunks: [Buffer.from(calls.twimlFor(call))], contentType: "text/html; charset=utf-8" };
}

/** The line is the customer's, and the vendor does not convert (§2.2); the body of the refusal is not published. */
function refuseOtherSound({ conversation_config }: Agent): void {
  const { asr, tts } = conversation_config;
  const formats = [asr.user_input_audio_format, tts.agent_output_audio_format];
  if (formats.every((format) => format === "ulaw_8000")) return;
  const message = `The agent's audio must be ulaw_8000 both ways; it is ${formats.join(" and ")}.`;
  throw refusal(400, "invalid_parameters", message);
}

const outboundBody = z.looseObject({
  agent_id: z.string(),
  agent_phone_number_id: z.string(),
  to_number: z.string(),
  conversation_initiation_client_data: initiationData.nullish(),
  call_recording_enabled: z.boolean().nullish(),
  telephony_call_config: z
    .looseObject({
      ringing_timeout_secs: z.int().min(1).max(999).default(60),
      twilio_call_recording_enabled: z.boolean().default(false),
      twilio_machine_detection: z
        .looseObject({ mode: z.enum(["enable", "detect_message_end"]).default("enable") })
        .nullish(),
    })
    .prefault({}),
});
const DETECTION = { enable: "Enable", detect_message_end: "DetectMessageEnd" } as const;

/** What the agent does not allow, or lacks, is found out when somebody has answered (§5.3). */
async function outboundCallRoute({ workspace, body, calls }: RestContext): Promise<Answer> {
  const given = check("body", outboundBody, body);
  const agent = getAgent(workspace, given.agent_id);
  const number = getNumber(workspace, given.agent_phone_number_id);
  refuseWithoutCredit(workspace);
  refuseAboveLimits(workspace, agent);
  const config = given.telephony_call_config;
  const mode = config.twilio_machine_detection?.mode;
  return {
    json: await calls.place(workspace, {
      agent,
      number,
      toNumber: given.to_number,
      initiation: given.conversation_initiation_client_data ?? {},
      ringingTimeoutSeconds: config.ringing_timeout_secs,
      isRecorded: given.call_recording_enabled === true || config.twilio_call_recording_enabled,
      machineDetection: mode === undefined ? null : DETECTION[mode],
    }),
  };
}

export const telephonyRoutes: Route[] = [
  { method: "POST", path: "/v1/convai/twilio/register-call", handle: registerCallRoute },
  { method: "POST", path: "/v1/convai/twilio/outbound-call", handle: outboundCallRoute },
];
