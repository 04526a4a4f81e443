import type { NumberWithAgent } from "@/db/queries/agents";
import { pointsTo, voiceUrlsAt } from "@/lib/numbers/voice-urls";
import type { ImportedNumber } from "@/lib/providers/elevenlabs/phone-numbers";
import type { OwnedNumber } from "@/lib/providers/twilio/numbers";
import type { AgentFacts, HealthFacts } from "./facts";
import { fault, notKnown, orInOrder } from "./finding";
import type { HealthFinding } from "./schema";

export function judgeNumbers(facts: HealthFacts): HealthFinding[] {
  return [...judgeAssignments(facts), ...judgeWebhooks(facts)];
}

const subjectOf = ({ id, phoneNumber }: NumberWithAgent) => ({
  type: "number" as const,
  id,
  name: phoneNumber,
});

const agentOf = (number: NumberWithAgent, agents: AgentFacts[]) =>
  agents.find(({ agent }) => agent.id === number.agentId)?.agent;

function judgeAssignments({ numbers, agents, elevenLabs }: HealthFacts): HealthFinding[] {
  if (numbers.length === 0) return [fault("number_assigned", { status: "warning", problem: "none" })];
  const imported = elevenLabs?.imported.state === "known" ? elevenLabs.imported.value : [];
  const faults = numbers.flatMap((number) => {
    const subject = subjectOf(number);
    if (number.agent === null)
      return [fault("number_assigned", { status: "warning", problem: "nobody", subject })];
    const agent = agentOf(number, agents);
    const name = number.agent.name;
    if (!agent) {
      return [
        fault("number_assigned", { status: "warning", problem: "inactive", subject, facts: { agent: name } }),
      ];
    }
    const there = imported.find(({ phoneNumber }) => phoneNumber === number.phoneNumber);
    const isOther =
      number.inboundVia === "elevenlabs" &&
      agent.mode === "native" &&
      there !== undefined &&
      there.assignedVendorAgentId !== agent.elevenLabsAgentId;
    return isOther
      ? [
          fault("number_assigned", {
            status: "broken",
            problem: "other_agent",
            subject,
            facts: { agent: name },
            mendable: true,
          }),
        ]
      : [];
  });
  return orInOrder("number_assigned", faults);
}

function judgeWebhooks({ publicUrl, numbers, agents, twilio, elevenLabs }: HealthFacts): HealthFinding[] {
  if (!twilio) return [notKnown("number_webhooks")];
  if (twilio.numbers.state !== "known")
    return [notKnown("number_webhooks", twilio.account.state === "silent" ? twilio.account.said : null)];
  const listed = twilio.numbers.value;
  const ours = voiceUrlsAt(publicUrl);
  const faults = numbers.flatMap((number) => {
    const settings = listed.find(({ sid }) => sid === number.twilioNumberSid);
    const subject = subjectOf(number);
    if (!settings) return [fault("number_webhooks", { status: "broken", problem: "gone", subject })];
    if (settings.applicationSid !== "" || settings.trunkSid !== "") {
      const said = settings.trunkSid || settings.applicationSid;
      return [
        fault("number_webhooks", { status: "broken", problem: "ignored", subject, said, mendable: true }),
      ];
    }
    if (number.inboundVia === "elevenlabs") {
      const isNative = agentOf(number, agents)?.mode === "native";
      const imported = elevenLabs?.imported;
      return judgeHandedOver({
        subject,
        settings,
        isNative,
        imported: imported?.state === "known" ? imported.value : null,
        publicUrl,
      });
    }
    if (pointsTo(settings, ours)) return judgeRegistration(number, elevenLabs);
    return settings.voiceUrl === ours.voiceUrl
      ? [fault("number_webhooks", { status: "warning", problem: "incomplete", subject, mendable: true })]
      : [
          fault("number_webhooks", {
            status: "broken",
            problem: "elsewhere",
            subject,
            said: settings.voiceUrl,
            mendable: true,
          }),
        ];
  });
  return orInOrder("number_webhooks", faults);
}

/** A number that was registered for the calls that ElevenLabs places has to be known there still. */
function judgeRegistration(number: NumberWithAgent, elevenLabs: HealthFacts["elevenLabs"]): HealthFinding[] {
  if (number.elevenLabsNumberId === null || elevenLabs?.imported.state !== "known") return [];
  if (elevenLabs.imported.value.some(({ id }) => id === number.elevenLabsNumberId)) return [];
  const subject = subjectOf(number);
  return [fault("number_webhooks", { status: "warning", problem: "unregistered", subject, mendable: true })];
}

/** A number whose calls are ElevenLabs' to answer. */
function judgeHandedOver({
  subject,
  settings,
  isNative,
  imported,
  publicUrl,
}: {
  subject: HealthFinding["subject"];
  settings: OwnedNumber;
  isNative: boolean;
  imported: ImportedNumber[] | null;
  publicUrl: string;
}): HealthFinding[] {
  const broken = (problem: "needs_native" | "not_imported" | "not_handed_over") => [
    fault("number_webhooks", { status: "broken", problem, subject, mendable: true }),
  ];
  if (!isNative) return broken("needs_native");
  if (imported && !imported.some(({ phoneNumber }) => phoneNumber === settings.phoneNumber))
    return broken("not_imported");
  // Which address ElevenLabs gave Twilio is its own affair; ours it is not.
  if (settings.voiceUrl === "" || settings.voiceUrl.startsWith(publicUrl)) return broken("not_handed_over");
  return [];
}
