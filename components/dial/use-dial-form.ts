import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm, useWatch } from "react-hook-form";
import { agentQueries } from "@/components/agents/agent-queries";
import { contactQueries } from "@/components/contacts/contact-queries";
import { useApplyApiError, useSchemaResolver } from "@/components/frame/api-form";
import { useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { canSpeak } from "@/lib/agents/rules";
import type { AgentView } from "@/lib/agents/schema";
import { type DialForm, dialForm, EMPTY_FORM, orderOf, wantedVariables } from "./dial-form-schema";
import { type DialRules, formatWhole, readNumber } from "./read-number";
import { type CallAbout, takeOrdered } from "./use-dial";
import type { DialOrder } from "./use-dial-order";
import { usePhoneLibrary } from "./use-phone-library";

const WATCHED = ["to", "agentId", "firstMessage", "prompt"] as const;

/** Agents that can place a call, those made for it first. */
function callingAgents(agents: readonly AgentView[] | undefined): AgentView[] | undefined {
  return agents
    ?.filter((agent) => agent.status === "active" && canSpeak(agent))
    .toSorted((one, other) => Number(one.type === "inbound") - Number(other.type === "inbound"));
}

/** What the dialog knows of agents, numbers and the number being typed, and how it places the call. */
export function useDialForm(asked: { number: string } & CallAbout, order: DialOrder) {
  const { number, contactId, appointmentId, messageId, purpose = "" } = asked;
  const t = useTranslations("dial");
  const tFields = useTranslations("errors.fields");
  const { tenant } = useSession();
  const library = usePhoneLibrary();
  const agentList = useQuery(agentQueries.list(tenant.id));
  const numberList = useQuery(numberQueries.list(tenant.id));
  const agents = callingAgents(agentList.data);
  const numbers = numberList.data?.filter((own) => own.owned);

  const form = useForm<DialForm>({
    resolver: useSchemaResolver<DialForm, DialForm>(dialForm),
    defaultValues: { ...EMPTY_FORM, to: number, purpose },
    shouldFocusError: false,
  });
  const [to, agentId, firstMessage, prompt] = useWatch({ control: form.control, name: WATCHED });
  const agent = agents?.find(({ id }) => id === agentId);
  const firstAgentId = agents?.[0]?.id;
  useEffect(() => {
    if (firstAgentId && form.getValues("agentId") === "") form.setValue("agentId", firstAgentId);
  }, [firstAgentId, form]);
  const rules: DialRules = {
    country: tenant.country,
    allowed: tenant.allowedCountries ?? [tenant.country],
    ownNumbers: numbers?.map((own) => own.phoneNumber) ?? [],
  };
  const reading = library && readNumber(library, to, rules);
  const whole = reading?.number;
  useEffect(() => {
    // What a link or a list brought is shown as people write it here.
    if (library && whole && form.getValues("to") === number)
      form.setValue("to", formatWhole(library, whole, tenant.country));
  }, [form, library, number, tenant.country, whole]);
  const contact = useQuery({
    ...contactQueries.detail(tenant.id, contactId ?? ""),
    enabled: contactId !== undefined,
  });
  const known = contact.data?.name;
  useEffect(() => {
    if (known && form.getValues("contactName") === "") form.setValue("contactName", known);
  }, [form, known]);
  const wanted = agent ? wantedVariables(agent, { firstMessage, prompt }) : [];
  const applyApiError = useApplyApiError(form);

  const submit = form.handleSubmit(async (filled) => {
    const missing = wanted.filter(({ name, isRequired }) => isRequired && !filled.variables[name]?.trim());
    for (const { name } of missing) form.setError(`variables.${name}`, { message: tFields("required") });
    if (reading?.fault)
      form.setError("to", { message: t(`number.faults.${reading.fault}`, { country: "" }) });
    if (missing.length > 0 || reading?.fault) return;
    const { idempotencyKey: _key, ...body } = orderOf(filled, wanted, "");
    try {
      // Somebody else's number, typed over it, is not this person's any more.
      const isTheirs = (reading?.number ?? body.to) === number;
      await order.place({
        ...body,
        to: reading?.number ?? body.to,
        ...(isTheirs && contactId !== undefined ? { contactId } : {}),
        ...(isTheirs && appointmentId !== undefined ? { appointmentId } : {}),
        ...(isTheirs && messageId !== undefined ? { messageId } : {}),
      });
    } catch (error) {
      applyApiError(error);
    }
  });

  const isReady = agent !== undefined && numbers !== undefined && whole !== undefined;
  useEffect(() => {
    if (isReady && takeOrdered(number)) void submit();
  }, [isReady, number, submit]);

  return {
    form,
    typed: to,
    greeting: firstMessage.trim() || agent?.firstMessage,
    submit,
    library,
    rules,
    reading,
    agents,
    agent,
    numbers,
    wanted,
    failed: agentList.error ?? numberList.error,
    retry: () => void Promise.all([agentList.refetch(), numberList.refetch()]),
    again: async () => {
      try {
        await order.again();
      } catch (error) {
        applyApiError(error);
      }
    },
  };
}

export type DialFormState = ReturnType<typeof useDialForm>;
