import type { Known } from "@/lib/contacts/recognise";
import { describe, expect, it } from "vitest";
import type { Agent } from "@/db/schema/agents";
import type { Call } from "@/db/schema/calls";
import type { Tenant } from "@/db/schema/tenants";
import { OVERRIDES } from "@/lib/providers/elevenlabs/overrides";
import { withSafetyRules } from "@/lib/safety/prompt-rules";
import { initiationOf } from "./initiation";

const agent = {
  language: "es",
  voiceId: "v1",
  prompt: "Es la recepcionista. Atiende {{doctor}}.",
  firstMessage: "Hola, {{contact_name}}.",
  allowedOverrides: [...OVERRIDES],
  variables: { doctor: "la doctora Sanz" },
  publishedAt: null,
} as Partial<Agent> as Agent;
const tenant = { name: "Clínica Sol", country: "MX" } as Partial<Tenant> as Tenant;
const call = {
  id: "c1",
  direction: "outbound",
  fromNumber: "+34910000001",
  toNumber: "+34600111222",
  contactName: null,
  purpose: null,
  prompt: null,
  firstMessage: null,
  variables: {},
} as Partial<Call> as Call;

const told = (prompt: string) => withSafetyRules(prompt, { language: "es", country: "MX" });

const open = (given: { call?: Partial<Call>; agent?: Partial<Agent>; known?: Known; notice?: string }) =>
  initiationOf(
    {
      call: { ...call, ...given.call },
      agent: { ...agent, ...given.agent },
      tenant,
      known: given.known,
      advisors: "",
    },
    undefined,
    given.notice,
  );

describe("what an agent is told when a conversation begins", () => {
  it("is everything, while the vendor does not have the agent as it is here", () => {
    expect(open({}).conversation_config_override).toEqual({
      agent: { prompt: { prompt: told(agent.prompt) }, first_message: agent.firstMessage, language: "es" },
      tts: { voice_id: "v1" },
    });
  });

  it("is nothing that a published agent says already", () => {
    expect(open({ agent: { publishedAt: new Date() } }).conversation_config_override).toEqual({});
  });

  it("is the words of this call alone, as far as the agent's flags allow", () => {
    const own = { prompt: "Solo confirme.", firstMessage: "Buenos días." };
    const published = { publishedAt: new Date() };
    expect(open({ call: own, agent: published }).conversation_config_override).toEqual({
      agent: { prompt: { prompt: told("Solo confirme.") }, first_message: "Buenos días." },
    });
    const flags = { ...published, allowedOverrides: ["agent.first_message"] };
    expect(open({ call: own, agent: flags }).conversation_config_override).toEqual({
      agent: { first_message: "Buenos días." },
    });
  });

  it("begins with a notice where there is one, whoever wrote the greeting", () => {
    const notice = "Esta llamada se graba.";
    const flags = { publishedAt: new Date(), allowedOverrides: ["agent.first_message"] };
    expect(open({ agent: flags, notice }).conversation_config_override).toEqual({
      agent: { first_message: `${notice} ${agent.firstMessage}` },
    });
    const own = { firstMessage: "Buenos días." };
    expect(open({ call: own, agent: flags, notice }).conversation_config_override).toEqual({
      agent: { first_message: `${notice} Buenos días.` },
    });
  });

  it("has a value for every variable that somebody names", () => {
    const variables = open({ call: { purpose: "reminder" } }).dynamic_variables;
    expect(variables).toMatchObject({
      call_id: "c1",
      business_name: "Clínica Sol",
      caller_number: "+34910000001",
      called_number: "+34600111222",
      contact_name: "",
      doctor: "la doctora Sanz",
      purpose: "recordar una cita",
    });
  });

  it("has what is known of the person outside, unless this call brings something else", () => {
    const known = {
      contactName: "Rosa Vidal",
      nextAppointment: "el martes a las diez",
      language: "en" as const,
      variables: { doctor: "el doctor Rey", service: "limpieza" },
    };
    expect(open({ known }).dynamic_variables).toMatchObject({
      contact_name: "Rosa Vidal",
      next_appointment: "el martes a las diez",
      contact_language: "en",
      doctor: "el doctor Rey",
      service: "limpieza",
    });
    const brought = open({ known, call: { variables: { doctor: "la doctora Gil" } } }).dynamic_variables;
    expect(brought["doctor"]).toBe("la doctora Gil");
    expect(open({ known, call: { contactName: "Luis" } }).dynamic_variables["contact_name"]).toBe("Luis");
  });
});
